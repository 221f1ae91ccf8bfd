"""Addresses of the result report: what was submitted, version beside version."""

from django.urls import path

from inspections.views import result_report

urlpatterns = [
    path("ho-so/<int:pk>/bao-cao-ket-qua/", result_report.versions, name="result_report"),
]
