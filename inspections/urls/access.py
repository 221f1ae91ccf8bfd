"""Addresses of first access, of the people of an institution, and of parts shared among them."""

from django.urls import path

from inspections.views import access_sheets, contacts, invitations, shares

urlpatterns = [
    path("nhan-tai-khoan/", access_sheets.enter_code, name="receive_account"),
    path("nhan-tai-khoan/<str:token>/", access_sheets.open_link, name="receive_account_link"),
    path("loi-moi/<str:token>/", invitations.accept, name="accept_invitation"),
    path("nguoi-dung/", invitations.people, name="institution_people"),
    path("nguoi-dung/cu-dau-moi/", contacts.name_contact, name="name_contact"),
    path("nguoi-dung/giay-cu/<int:pk>/", contacts.letter, name="contact_letter"),
    path("nguoi-dung/giay-cu/<int:pk>/ban-quet/", contacts.scan, name="contact_scan"),
    path("nguoi-dung/moi/", invitations.invite, name="invite_colleague"),
    path("nguoi-dung/loi-moi/<int:pk>/", invitations.invitation, name="invitation"),
    path("nguoi-dung/loi-moi/<int:pk>/gui-lai/", invitations.send_again, name="send_invitation_again"),
    path("nguoi-dung/loi-moi/<int:pk>/thu-hoi/", invitations.call_off, name="call_off_invitation"),
    path("nguoi-dung/<int:pk>/phieu-giao/", access_sheets.contact_sheet, name="contact_sheet"),
    path("nguoi-dung/<int:pk>/ket-thuc/", invitations.end_helper, name="end_helper"),
    path("co-so/<int:pk>/cu-dau-moi/", contacts.enter_letter, name="enter_contact_letter"),
    path("ho-so/<int:pk>/phan-cong/<int:request_id>/", shares.share_items, name="share_items"),
    path("phan-viec/<int:pk>/", shares.share, name="share"),
    path("phan-viec/<int:pk>/thu-lai/", shares.take_back, name="take_back_share"),
    path("phan-viec/<int:pk>/tep/<int:file_id>/", shares.file, name="share_file"),
]
