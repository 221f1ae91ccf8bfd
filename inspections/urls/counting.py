"""Addresses of the counting rule, the targets and the raising of a class."""

from django.urls import path

from inspections.views import class_raises, counting

urlpatterns = [
    path("cach-tinh/", counting.counting_rules, name="counting_rules"),
    path("cach-tinh/phien-ban-moi/", counting.counting_version, name="counting_version"),
    path("cach-tinh/<int:version>/so-quyet-dinh/", counting.counting_number, name="counting_number"),
    path("cach-tinh/chi-tieu/them/", counting.add_target, name="add_target"),
    path("cach-tinh/chi-tieu/<int:pk>/sua/", counting.change_target, name="change_target"),
    path("luot/<int:pk>/nang-muc/", class_raises.raise_class, name="raise_class"),
    path("nang-muc/", class_raises.raised_classes, name="raised_classes"),
    path("nang-muc/<int:pk>/quyet-dinh/", class_raises.decide_raise, name="decide_raise"),
]
