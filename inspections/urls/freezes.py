"""Addresses of frozen figures, of what leaves the department, and of the keys of the operations centre."""

from django.urls import path

from inspections.views import figure_export, freezes

urlpatterns = [
    path("chi-tieu/chot-so-lieu/", freezes.freezes, name="freezes"),
    path("chi-tieu/chot-so-lieu/<int:pk>/", freezes.freeze, name="freeze"),
    path("chi-tieu/chot-so-lieu/<int:pk>/chot-lai/", freezes.restate, name="restate"),
    path("chi-tieu/chot-so-lieu/ky/<str:code>/", freezes.freeze_period, name="freeze_period"),
    path("chi-tieu/xuat-du-lieu/", figure_export.figure_export, name="figure_export"),
    path("chi-tieu/ma-ket-noi/", figure_export.indicator_keys, name="indicator_keys"),
    path("chi-tieu/ma-ket-noi/cap/", figure_export.make_indicator_key, name="make_indicator_key"),
    path(
        "chi-tieu/ma-ket-noi/<int:pk>/thu-hoi/",
        figure_export.revoke_indicator_key,
        name="revoke_indicator_key",
    ),
    path("api/v1/indicators/", figure_export.indicators_api, name="indicators_api"),
]
