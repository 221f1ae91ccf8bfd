"""Addresses across dossiers: what comes again, and what was handed over to other bodies."""

from django.urls import path

from inspections.views import recurrence, referrals

urlpatterns = [
    path("ton-tai-lap-lai/", recurrence.recurrence, name="recurrence"),
    path("viec-chuyen-co-quan-khac/", referrals.referrals, name="referrals"),
]
