"""Addresses of papers that come back signed, and of signing with a tool on one's own machine."""

from django.urls import path

from inspections.views import returned, signing_agents

urlpatterns = [
    path("van-ban-tra-ve/", returned.drop, name="returned_drop"),
    path("ho-so/<int:pk>/van-ban/<int:document_id>/nhan-lai/", returned.returned, name="returned"),
    path(
        "ho-so/<int:pk>/van-ban/<int:document_id>/nhan-lai/<str:token>/",
        returned.confirm,
        name="returned_confirm",
    ),
    path("ho-so/<int:pk>/van-ban/<int:document_id>/ky-may/", signing_agents.sign_here, name="signing_agent"),
    path(
        "ho-so/<int:pk>/van-ban/<int:document_id>/ky-may/chuan-bi/",
        signing_agents.prepare,
        name="signing_prepare",
    ),
    path("ky-may/<str:token>/", signing_agents.finish, name="signing_finish"),
]
