"""Addresses of the minutes: the page of both sides, what changed on it, answers written on it, the code."""

from django.urls import path

from inspections.views import minutes

urlpatterns = [
    path("ho-so/<int:pk>/bien-ban/", minutes.minutes, name="minutes"),
    path("ho-so/<int:pk>/bien-ban/thay-doi/", minutes.changes, name="minutes_changes"),
    path("ho-so/<int:pk>/bien-ban/<slug:slug>/", minutes.MinutesDeed.as_view(), name="minutes_deed"),
    path(
        "ho-so/<int:pk>/bien-ban/<slug:slug>/<int:subject>/",
        minutes.MinutesDeed.as_view(),
        name="minutes_deed",
    ),
    path("ho-so/<int:pk>/gui-ma/", minutes.send_code, name="send_code"),
]
