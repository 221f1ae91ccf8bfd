"""Addresses of the figure: the board, the list behind every number, one lượt with its conditions and proof."""

from django.urls import path

from inspections.views import share, share_line, share_lines

urlpatterns = [
    path("", share.board, name="share"),
    path("luot/", share_lines.share_lines, name="share_lines"),
    path("luot/<int:pk>/", share_line.share_line, name="share_line"),
]
