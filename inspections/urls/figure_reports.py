"""Addresses of the periodic report, of its files and of the passports of its numbers."""

from django.urls import path

from inspections.views import figure_reports

urlpatterns = [
    path("bao-cao/<int:pk>/", figure_reports.figure_report, name="figure_report"),
    path("bao-cao/<int:pk>/tep/<str:kind>/", figure_reports.report_file, name="report_file"),
    path("bao-cao/<int:pk>/da-ky/", figure_reports.return_report, name="return_report"),
    path("bao-cao/bieu-uy-ban/", figure_reports.committee_form, name="committee_form"),
    path("so/<str:code>/", figure_reports.figure_passport, name="figure_passport"),
]
