"""Addresses of the record's pages; every deed has one address form."""

from django.urls import include, path

from inspections.views import demo, evidence, home, items, lists, papers
from inspections.views.case import case_page
from inspections.views.deadlines import case_deadline, case_deadlines
from inspections.views.on_site import on_site, on_site_item
from inspections.views.records import diary
from inspections.views.sources import sources
from inspections.views.steps import StepView
from inspections.views.urgent import urgent

urlpatterns = [
    path("", home.home, name="home"),
    path("ho-so/", lists.cases, name="cases"),
    path("ho-so/moi/", lists.propose, name="propose"),
    path("ho-so/kiem-tra-ngay/", urgent, name="urgent"),
    path("ho-so/<int:pk>/", case_page, name="case"),
    path("ho-so/<int:pk>/thoi-han/", case_deadlines, name="deadlines"),
    path("ho-so/<int:pk>/thoi-han/<slug:slug>/", case_deadline, name="deadline"),
    path("ho-so/<int:pk>/viec/<slug:slug>/", StepView.as_view(), name="step"),
    path("ho-so/<int:pk>/viec/<slug:slug>/<int:subject>/", StepView.as_view(), name="step"),
    path("ho-so/<int:pk>/noi-dung/<int:answer_id>/", items.item, name="item"),
    path("ho-so/<int:pk>/noi-dung/<int:answer_id>/luu/", items.autosave, name="autosave"),
    path("ho-so/<int:pk>/tai-don-vi/", on_site, name="on_site"),
    path("ho-so/<int:pk>/tai-don-vi/<int:answer_id>/", on_site_item, name="on_site_item"),
    path("ho-so/<int:pk>/nhat-ky/", diary, name="diary"),
    path("ho-so/<int:pk>/nguon-tin/", sources, name="sources"),
    path("", include("inspections.urls.minutes")),
    path("", include("inspections.urls.results")),
    path("ho-so/<int:pk>/van-ban/<int:document_id>/", papers.document, name="document"),
    path("ho-so/<int:pk>/tep/<int:file_id>/", evidence.evidence, name="evidence"),
    path("ho-so/<int:pk>/tep/<int:file_id>/thong-tin/", evidence.evidence_page, name="evidence_page"),
    path("ho-so/<int:pk>/tep/<int:file_id>/xem/", evidence.evidence_preview, name="evidence_preview"),
    path("", include("inspections.urls.returned")),
    path("co-so/", lists.institutions, name="institutions"),
    path("co-so/<int:pk>/", lists.institution, name="institution"),
    path("chi-tieu/", include("inspections.urls.share")),
    path("chi-tieu/", include("inspections.urls.coverage")),
    path("chi-tieu/", include("inspections.urls.counting")),
    path("", include("inspections.urls.freezes")),
    path("chi-tieu/", include("inspections.urls.honesty")),
    path("chi-tieu/", include("inspections.urls.figure_reports")),
    path("kiem-tra-giay/", include("inspections.urls.past")),
    path("tai-len/", include("inspections.urls.uploads")),
    path("", include("inspections.urls.access")),
    path("", include("inspections.urls.dossier")),
    path("", include("inspections.urls.archives")),
    path("", include("inspections.urls.portal")),
    path("", include("inspections.urls.follow_up")),
    path("", include("inspections.urls.privacy")),
    path("", include("inspections.urls.recurrence")),
    path("nhan-su/", include("inspections.urls.posts")),
    path("tim-kiem/", lists.search, name="search"),
    path("danh-muc/", include("inspections.urls.reference")),
    path("de-cuong/", include("inspections.urls.checklists")),
    path("", include("inspections.urls.notices")),
    path("v/", include("inspections.urls.public")),
    path("so-van-ban/", include("inspections.urls.correspondence")),
    path("thu-da-gui/", demo.sent_mail, name="sent_mail"),
    path("dung-thu/<int:pk>/<int:document_id>/da-ky.pdf", demo.signed_sample, name="signed_sample"),
    path("dung-thu/doi-vai/", demo.switch_account, name="switch_account"),
]
