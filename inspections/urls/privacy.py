"""Addresses of personal data: one's own page, requests of data subjects, who looked, the map of what is kept."""

from django.urls import path

from inspections.views import privacy, privacy_map, privacy_requests

urlpatterns = [
    path("du-lieu-cua-toi/", privacy.own_data, name="own_data"),
    path("du-lieu-cua-toi/ban-sao/", privacy.ask_export, name="ask_export"),
    path("du-lieu-cua-toi/ban-sao/<int:pk>/", privacy.own_export, name="own_export"),
    path("du-lieu-cua-toi/yeu-cau/", privacy.ask_data_request, name="ask_data_request"),
    path("nhan-su/<int:pk>/luot-xem/", privacy.data_reads, name="data_reads"),
    path("yeu-cau-du-lieu/", privacy_requests.requests, name="data_requests"),
    path("yeu-cau-du-lieu/ghi/", privacy_requests.enter, name="enter_data_request"),
    path("yeu-cau-du-lieu/<int:pk>/", privacy_requests.one, name="data_request"),
    path("yeu-cau-du-lieu/<int:pk>/tra-loi/", privacy_requests.answer, name="answer_data_request"),
    path("yeu-cau-du-lieu/<int:pk>/xoa/", privacy_requests.erase, name="carry_out_erasure"),
    path("danh-muc/du-lieu-ca-nhan/", privacy_map.data_map, name="data_map"),
]
