"""Addresses of a person's own notices, wishes and calendar."""

from django.urls import path

from inspections.views import notices

urlpatterns = [
    path("thong-bao/", notices.inbox, name="notices"),
    path("thong-bao/da-doc/", notices.read, name="notices_read"),
    path("thong-bao/cach-nhan/", notices.choice, name="notice_choice"),
    path("thong-bao/lich-moi/", notices.feed_made, name="feed_made"),
    path("thong-bao/lich-thoi/", notices.feed_ended, name="feed_ended"),
    path("lich/<str:token>.ics", notices.feed, name="calendar_feed"),
]
