"""Addresses of what keeps the figure honest."""

from django.urls import path

from inspections.views import backfilling

urlpatterns = [
    path("dau-hieu/", backfilling.backfilling, name="backfilling"),
    path("dau-hieu/<int:pk>/y-kien/", backfilling.review_signs, name="review_signs"),
]
