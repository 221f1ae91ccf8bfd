"""Addresses of the follow-up of requests to remedy."""

from django.urls import path

from inspections.views.follow_up import follow_up, follow_up_unit

urlpatterns = [
    path("theo-doi-khac-phuc/", follow_up, name="follow_up"),
    path("theo-doi-khac-phuc/<int:pk>/", follow_up_unit, name="follow_up_unit"),
]
