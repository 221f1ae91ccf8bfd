"""Addresses open to everybody: is this paper ours, and does it still stand?"""

from django.urls import path

from inspections.views import public_check

urlpatterns = [
    path("", public_check.ask, name="check"),
    path("<str:code>/", public_check.shown, name="check_paper"),
]
