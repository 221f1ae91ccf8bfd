"""Forms of the meeting at which the minutes are drawn up: who was there, who signs by what right, who is concerned."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import Side, SignerAuthority
from inspections.forms.base import ReasonForm, StepForm, incoming, text_area
from inspections.forms.files import ExaminedFileField
from inspections.models import Attendee, Minutes, TeamMember
from inspections.models.inputs import Away, Present, Representative

NAME, POST, REASON = 150, 150, 300
PERSON_LINE = _("Mỗi dòng một người: Họ và tên - chức vụ.")


def named_people(text: str) -> list[tuple[str, str, str]]:
    """Lines "Họ và tên - chức vụ - lý do"; a line that is too long is told to who typed it."""
    found = []
    for line in text.replace(" – ", " - ").splitlines():
        if not line.strip():
            continue
        parts = [part.strip() for part in line.split(" - ", 2)] + ["", ""]
        name, post, reason = parts[:3]
        if not name or len(name) > NAME or len(post) > POST or len(reason) > REASON:
            raise forms.ValidationError(
                _t("Dòng «%(line)s…»: ghi họ tên, chức vụ, mỗi phần không quá %(most)s ký tự.")
                % {"line": line[:40], "most": NAME}
            )
        found.append((name, post, reason))
    return found


def reach(field: str) -> str:
    """The name of the field that asks why a member was absent."""
    return f"absent_{field}"


class MeetingForm(StepForm):
    """Present and absent of both sides; the representative and his right to sign."""

    representative_name = forms.CharField(label=_("Người đại diện đơn vị ký biên bản"), max_length=NAME)
    representative_post = forms.CharField(label=_("Chức vụ"), max_length=POST)
    authority = forms.ChoiceField(
        label=_("Tư cách ký"), choices=SignerAuthority.choices, widget=forms.RadioSelect
    )
    authority_paper = forms.CharField(
        label=_("Giấy ủy quyền"),
        max_length=200,
        required=False,
        help_text=_("Chỉ cần khi ký theo giấy ủy quyền, ví dụ: số 03/GUQ-TCĐ ngày 16/11/2026."),
    )
    authority_file = ExaminedFileField(
        label=_("Tệp giấy ủy quyền"), required=False, extensions=("pdf", "jpg", "jpeg", "png")
    )
    others = forms.CharField(
        label=_("Người khác của đơn vị cùng dự"), widget=text_area(2), required=False, help_text=PERSON_LINE
    )
    others_absent = forms.CharField(
        label=_("Người của đơn vị vắng mặt"),
        widget=text_area(2),
        required=False,
        help_text=_("Mỗi dòng một người: Họ và tên - chức vụ - lý do vắng."),
    )
    copies = forms.IntegerField(
        label=_("Số bản biên bản"),
        min_value=2,
        max_value=20,
        help_text=_("Mỗi bên giữ ít nhất một bản; mỗi người có liên quan ký cũng giữ một bản."),
    )

    def build(self) -> None:
        rows = TeamMember.objects.serving().filter(case_id=self.case.root_case_id)
        self.members = list(rows.select_related("user").order_by("id"))
        for member in self.members:
            self.fields[reach(str(member.pk))] = forms.CharField(
                label=_t("%(name)s (%(duty)s) vắng mặt: lý do")
                % {"name": member.name, "duty": member.get_duty_display()},
                max_length=REASON,
                required=False,
                help_text=_t("Để trống nếu có mặt."),
            )
        if not self.is_bound:
            self._start_from_record()

    def _start_from_record(self) -> None:
        minutes, details = Minutes.objects.get(party=self.case), self.case.party_details
        known = minutes.representative_name
        self.initial |= {
            "representative_name": known or details.representative_name,
            "representative_post": minutes.representative_post if known else details.representative_post,
            "authority": minutes.authority or SignerAuthority.HEAD,
            "authority_paper": minutes.authority_paper,
            "copies": minutes.copies,
        }
        rows = list(Attendee.objects.filter(party=self.case, occasion="minutes"))
        of_party = [row for row in rows if row.side == Side.INSTITUTION and row.name != known]
        self.initial["others"] = "\n".join(_line(row) for row in of_party if not row.absent)
        self.initial["others_absent"] = "\n".join(_line(row) for row in of_party if row.absent)
        away = {row.name: row.absent_reason for row in rows if row.absent and row.side == Side.TEAM}
        for member in self.members:
            self.initial[reach(str(member.pk))] = away.get(member.name, "")

    def clean_others(self) -> list[tuple[str, str, str]]:
        return named_people(self.cleaned_data["others"])

    def clean_others_absent(self) -> list[tuple[str, str, str]]:
        return named_people(self.cleaned_data["others_absent"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        by_paper = cleaned.get("authority") == SignerAuthority.ATTORNEY
        if by_paper and not cleaned.get("authority_paper"):
            self.add_error("authority_paper", _t("Ghi số, ngày của giấy ủy quyền."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        file = data["authority_file"]
        name, post = data["representative_name"], data["representative_post"]
        away = [
            Away(Side.TEAM, member.name, member.post_title, data[reach(str(member.pk))])
            for member in self.members
            if data[reach(str(member.pk))]
        ]
        gone = {person.name for person in away}
        present = [Present(Side.INSTITUTION, name, post)]
        present += [Present(Side.INSTITUTION, n, p) for n, p, _reason in data["others"]]
        present += [Present(Side.TEAM, m.name, m.post_title) for m in self.members if m.name not in gone]
        return {
            "representative": Representative(
                name, post, data["authority"], data["authority_paper"], incoming(file) if file else None
            ),
            "present": present,
            "absent": [*away, *(Away(Side.INSTITUTION, n, p, r) for n, p, r in data["others_absent"])],
            "copies": data["copies"],
        }


def _line(row: Attendee) -> str:
    return " - ".join(part for part in (row.name, row.post, row.absent_reason) if part)


class RelatedPersonForm(StepForm):
    """A person concerned: name, post or address, statement, and whether he signs."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=NAME)
    post = forms.CharField(label=_("Chức vụ hoặc địa chỉ"), max_length=200, required=False)
    statement = forms.CharField(
        label=_("Ý kiến"),
        widget=text_area(3),
        max_length=4000,
        required=False,
        help_text=_("Ghi nguyên lời; in vào mục ý kiến của biên bản."),
    )
    signs = forms.BooleanField(label=_("Ký biên bản"), required=False, initial=True)

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"name": data.pop("full_name"), **data}


class ChangeRelatedPersonForm(RelatedPersonForm):
    """The same, of a person already named."""

    def build(self) -> None:
        self.initial.setdefault("full_name", self.subject.name)
        for name in ("post", "statement", "signs"):
            self.initial.setdefault(name, getattr(self.subject, name))

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "related_id": self.subject.pk}


class DropRelatedPersonForm(ReasonForm):
    """Why a person named is taken out."""

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "related_id": self.subject.pk}
