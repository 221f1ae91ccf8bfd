"""Addresses of the checklist editor."""

from django.urls import path

from inspections.views import checklist_editor as editor
from inspections.views import checklist_life as life
from inspections.views import checklists as pages

urlpatterns = [
    path("", pages.checklists, name="checklists"),
    path("moi/", life.new, name="checklist_new"),
    path("<int:pk>/phien-ban-moi/", life.version_new, name="checklist_version_new"),
    path("phien-ban/<int:pk>/", pages.version, name="checklist_version"),
    path("phien-ban/<int:pk>/dan/", editor.paste, name="checklist_paste"),
    path("phien-ban/<int:pk>/noi-dung/moi/", editor.item, name="checklist_item_new"),
    path("phien-ban/<int:pk>/noi-dung/<int:item_id>/", editor.item, name="checklist_item"),
    path("phien-ban/<int:pk>/sap-xep/", editor.arrange, name="checklist_arrange"),
    path("phien-ban/<int:pk>/cong-bo/", life.publish, name="checklist_publish"),
    path("phien-ban/<int:pk>/ngung-dung/", life.withdraw, name="checklist_withdraw"),
    path("phien-ban/<int:pk>/phe-duyet/", life.approval, name="checklist_approval"),
    path("phien-ban/<int:pk>/xoa/", life.delete, name="checklist_delete"),
    path("phien-ban/<int:pk>/so-sanh/<int:other>/", pages.diff, name="checklist_diff"),
]
