"""Addresses of the record's pages; every deed has one address form."""

from django.urls import path

from inspections.views import demo, home, items, lists, papers
from inspections.views.case import case_page
from inspections.views.steps import StepView

urlpatterns = [
    path("", home.home, name="home"),
    path("ho-so/", lists.cases, name="cases"),
    path("ho-so/moi/", lists.propose, name="propose"),
    path("ho-so/<int:pk>/", case_page, name="case"),
    path("ho-so/<int:pk>/viec/<slug:slug>/", StepView.as_view(), name="step"),
    path("ho-so/<int:pk>/viec/<slug:slug>/<int:subject>/", StepView.as_view(), name="step"),
    path("ho-so/<int:pk>/noi-dung/<int:answer_id>/", items.item, name="item"),
    path("ho-so/<int:pk>/noi-dung/<int:answer_id>/luu/", items.autosave, name="autosave"),
    path("ho-so/<int:pk>/bien-ban/", papers.minutes, name="minutes"),
    path("ho-so/<int:pk>/gui-ma/", papers.send_code, name="send_code"),
    path("ho-so/<int:pk>/van-ban/<int:document_id>/", papers.document, name="document"),
    path("ho-so/<int:pk>/tep/<int:file_id>/", papers.evidence, name="evidence"),
    path("co-so/", lists.institutions, name="institutions"),
    path("co-so/<int:pk>/", lists.institution, name="institution"),
    path("tim-kiem/", lists.search, name="search"),
    path("danh-muc/", lists.reference, name="reference"),
    path("thu-da-gui/", demo.sent_mail, name="sent_mail"),
    path("dung-thu/doi-vai/", demo.switch_account, name="switch_account"),
]
