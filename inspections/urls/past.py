"""Addresses of the register of past paper inspections."""

from django.urls import path

from inspections.views import past, past_workbooks

urlpatterns = [
    path("", past.papers, name="past"),
    path("moi/", past.new, name="past_new"),
    path("<int:pk>/", past.one, name="past_one"),
    path("<int:pk>/rut/", past.withdraw, name="past_withdraw"),
    path("nhap-excel/", past_workbooks.upload, name="past_upload"),
    path("nhap-excel/mau/", past_workbooks.empty, name="past_template"),
    path("nhap-excel/<int:pk>/", past_workbooks.preview, name="past_import"),
    path("nhap-excel/<int:pk>/ghi/", past_workbooks.confirm, name="past_confirm"),
    path("nhap-excel/<int:pk>/bo/", past_workbooks.cancel, name="past_cancel"),
    path("nhap-excel/<int:pk>/can-sua/", past_workbooks.mends, name="past_mends"),
]
