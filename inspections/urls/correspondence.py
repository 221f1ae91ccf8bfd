"""Addresses of the records clerk's desk and books."""

from django.urls import path

from inspections.views import correspondence

urlpatterns = [
    path("", correspondence.today_page, name="daily_papers"),
    path("hom-nay.xlsx", correspondence.today_export, name="daily_papers_export"),
    path("den/", correspondence.incoming_book, name="incoming_book"),
    path("den/ghi/", correspondence.enter_incoming, name="enter_incoming"),
    path("den/<int:pk>/tep/", correspondence.incoming_scan, name="incoming_scan"),
    path("di/", correspondence.outgoing_book, name="outgoing_book"),
    path("gui/<int:pk>/tep/", correspondence.dispatch_proof, name="dispatch_proof"),
    path("<slug:book>/<int:year>.xlsx", correspondence.book_export, name="book_export"),
]
