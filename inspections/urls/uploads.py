"""Addresses of files that come piece by piece."""

from django.urls import path

from inspections.views import uploads

urlpatterns = [
    path("", uploads.uploads_page, name="uploads"),
    path("<int:upload_id>/", uploads.upload, name="upload"),
]
