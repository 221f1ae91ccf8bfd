"""Addresses of people, their posts, absences and hand-over."""

from django.urls import path

from inspections.views import absence, access_sheets, handover, people, posts

urlpatterns = [
    path("", people.people, name="people"),
    path("lap-tai-khoan/", posts.new_account, name="new_account"),
    path("<int:pk>/", people.person_page, name="person"),
    path("<int:pk>/giao-chuc-vu/", posts.appoint, name="appoint"),
    path("<int:pk>/chuc-vu/<int:post_id>/ket-thuc/", posts.end_post, name="end_post"),
    path("<int:pk>/quyen-ky/", posts.give_capacity, name="give_capacity"),
    path("<int:pk>/quyen-ky/<int:capacity_id>/ket-thuc/", posts.end_capacity, name="end_capacity"),
    path("<int:pk>/khoa/", posts.switch_account_lock, name="switch_account_lock"),
    path("<int:pk>/phieu-giao/", access_sheets.give_access, name="give_access"),
    path("<int:pk>/vang/", absence.record_absence, name="record_absence"),
    path("<int:pk>/vang/<int:absence_id>/ket-thuc/", absence.end_absence, name="end_absence"),
    path("<int:pk>/ban-giao/", handover.hand_over_page, name="hand_over"),
]
