"""Addresses of sealed dossiers and of lists for disposal."""

from django.urls import path

from inspections.views import archives, disposal

urlpatterns = [
    path("luu-tru/", archives.archives, name="archives"),
    path("ho-so/<int:pk>/ban-luu/", archives.archive, name="archive"),
    path("ho-so/<int:pk>/ban-luu/tai-ve/", archives.archive_take, name="archive_take"),
    path("luu-tru/tieu-huy/moi/", disposal.disposal_new, name="disposal_new"),
    path("luu-tru/tieu-huy/<int:pk>/", disposal.disposal, name="disposal"),
    path("luu-tru/tieu-huy/<int:pk>/van-ban/", disposal.disposal_file, name="disposal_file"),
    path("luu-tru/tieu-huy/<int:pk>/quyet-dinh/", disposal.disposal_decide, name="disposal_decide"),
    path("luu-tru/tieu-huy/<int:pk>/thuc-hien/", disposal.disposal_carry_out, name="disposal_carry_out"),
    path("luu-tru/tieu-huy/<int:pk>/thoi/", disposal.disposal_give_up, name="disposal_give_up"),
    path(
        "luu-tru/tieu-huy/<int:pk>/dua-ra/<int:item_id>/",
        disposal.disposal_take_off,
        name="disposal_take_off",
    ),
]
