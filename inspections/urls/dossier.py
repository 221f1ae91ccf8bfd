"""Addresses of what leaves a dossier as a whole: Word files, prints, zips; and of the offices' Word templates."""

from django.urls import path

from inspections.views import dossier, office_templates, word

urlpatterns = [
    path("ho-so/<int:pk>/van-ban/<int:document_id>/word/", word.document_word, name="document_word"),
    path("ho-so/<int:pk>/tai-ve/", dossier.dossier, name="dossier"),
    path("ho-so/<int:pk>/tai-ve/zip/", dossier.dossier_zip, name="dossier_zip"),
    path("ho-so/<int:pk>/tai-ve/in/", dossier.ask_dossier_print, name="ask_dossier_print"),
    path("ho-so/<int:pk>/tai-ve/in/<int:print_id>/", dossier.dossier_print, name="dossier_print"),
    path("danh-muc/mau-word/", office_templates.office_templates, name="office_templates"),
    path("danh-muc/mau-word/them/", office_templates.add_office_template, name="add_office_template"),
    path(
        "danh-muc/mau-word/cho-can-dien/<slug:kind>/",
        office_templates.office_template_places,
        name="office_template_places",
    ),
    path("danh-muc/mau-word/<int:pk>/", office_templates.office_template_file, name="office_template_file"),
    path(
        "danh-muc/mau-word/<int:pk>/thoi-dung/",
        office_templates.retire_office_template,
        name="retire_office_template",
    ),
]
