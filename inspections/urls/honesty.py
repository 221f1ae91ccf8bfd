"""Addresses of what keeps the figure honest."""

from django.urls import path

from inspections.views import audits, backfilling, reconciliation

urlpatterns = [
    path("dau-hieu/", backfilling.backfilling, name="backfilling"),
    path("dau-hieu/<int:pk>/y-kien/", backfilling.review_signs, name="review_signs"),
    path("chot-so-lieu/<int:pk>/soat-xet/", audits.figure_audit, name="figure_audit"),
    path("chot-so-lieu/<int:pk>/soat-xet/<int:frozen_id>/", audits.audit_line, name="audit_line"),
    path("doi-chieu/", reconciliation.reconciliation, name="reconciliation"),
    path("doi-chieu/dua-vao/", reconciliation.compare, name="compare"),
    path(
        "doi-chieu/mau/<str:source>/", reconciliation.reconciliation_template, name="reconciliation_template"
    ),
    path("doi-chieu/<int:pk>/", reconciliation.compared_list, name="compared_list"),
    path("doi-chieu/dong/<int:pk>/", reconciliation.decide_row, name="decide_row"),
]
