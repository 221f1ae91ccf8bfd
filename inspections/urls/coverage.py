"""Addresses of coverage by inspection, and of the board of what is open and late."""

from django.urls import path

from inspections.views import coverage, late_board

urlpatterns = [
    path("do-phu/", coverage.board, name="coverage"),
    path("do-phu/co-so/", coverage.places, name="coverage_places"),
    path("theo-doi/", late_board.board, name="late_board"),
    path("theo-doi/danh-sach/", late_board.listed, name="late_list"),
]
