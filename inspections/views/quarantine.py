"""The page on which the administrator puts a restored system to use."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.actions.quarantine import lift_quarantine
from inspections.forms.files import FilesForm
from inspections.forms.quarantine import LiftForm
from inspections.models import Quarantine
from inspections.views.reference import SettingView


class LiftQuarantine(SettingView):
    """What was restored and when; while it stands apart, the form that ends this."""

    heading = _l("Khôi phục từ bản sao lưu")
    submit = _l("Đưa hệ thống vào sử dụng")
    done = _l("Hệ thống đã được đưa vào sử dụng: thư và việc nền chạy lại.")

    def load(self, **kwargs: Any) -> None:
        """The latest restoration, if there ever was one."""
        self.latest = Quarantine.objects.select_related("lifted_by").first()

    def make_form(self, *data: Any) -> FilesForm:
        """The reason, and what becomes of mail that waited."""
        return LiftForm(*data)

    def act(self, **arguments: Any) -> object:
        """Put it to use."""
        return lift_quarantine(**arguments)

    def back(self) -> str:
        """The index of settings."""
        return reverse("reference")

    def extra(self) -> dict[str, Any]:
        """The latest restoration; without one, or when it is over, there is nothing to do here."""
        lead = _("Hệ thống khôi phục không gửi thư, không chạy việc nền cho đến khi được đưa vào sử dụng.")
        if self.latest is None:
            return {"lead": lead, "refusal": _("Hệ thống này chưa khôi phục từ bản sao lưu lần nào.")}
        found = {"lead": lead, "facts": _facts(self.latest)}
        if self.latest.lifted_at is not None:
            return {**found, "refusal": _("Hệ thống đang được sử dụng, không ở trạng thái cách ly.")}
        first = _("Chạy lệnh check_integrity và xem vài hồ sơ trước khi đưa vào sử dụng.")
        second = _("Tắt hệ thống cũ trước: hai hệ thống cùng chạy sẽ cấp trùng số và gửi thư hai lần.")
        return {**found, "warnings": [first, second]}


def _facts(row: Quarantine) -> list[tuple[str, str]]:
    def moment(value: Any) -> str:
        return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"

    told = [
        (_("Khôi phục từ"), row.source),
        (_("Bản sao lưu lập lúc"), moment(row.backup_taken_at)),
        (_("Phiên bản khi sao lưu"), row.backup_version),
        (_("Khôi phục lúc"), moment(row.began_at)),
    ]
    if row.lifted_at:
        who = row.lifted_by.full_name if row.lifted_by else _("lệnh trên máy chủ")
        told += [(_("Đưa vào sử dụng"), f"{moment(row.lifted_at)}, {who}"), (_("Lý do"), row.lifted_reason)]
    return told
