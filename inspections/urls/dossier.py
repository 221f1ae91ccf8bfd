"""Addresses of what leaves a dossier as a whole: Word files, prints, zips; and of the offices' Word templates."""

from django.urls import path

from inspections.views import dossier, word

urlpatterns = [
    path("ho-so/<int:pk>/van-ban/<int:document_id>/word/", word.document_word, name="document_word"),
    path("ho-so/<int:pk>/tai-ve/", dossier.dossier, name="dossier"),
    path("ho-so/<int:pk>/tai-ve/zip/", dossier.dossier_zip, name="dossier_zip"),
    path("ho-so/<int:pk>/tai-ve/in/", dossier.ask_dossier_print, name="ask_dossier_print"),
    path("ho-so/<int:pk>/tai-ve/in/<int:print_id>/", dossier.dossier_print, name="dossier_print"),
]
