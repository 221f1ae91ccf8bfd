"""Forms of the checklist editor: paste with preview, one item, publication and the end of use."""

import hashlib
from collections.abc import Collection
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.forms.base import DateInput, text_area
from inspections.forms.files import FilesForm
from inspections.models import LegalAct
from inspections.queries.checklists import act_index, themes
from inspections.rules.outline_rows import LIMITS, MAX_PASTE
from inspections.rules.outline_text import NO_ACT, Outline, read_outline

APPEND, REPLACE = "append", "replace"


class NewChecklistForm(FilesForm):
    """A checklist begins with its name; its theme says with which inspections it could overlap."""

    title = forms.CharField(
        label=_("Tên đề cương"),
        max_length=300,
        help_text=_("Ví dụ: Đề cương kiểm tra công tác tuyển sinh."),
    )
    theme_key = forms.ChoiceField(
        label=_("Chuyên đề"),
        required=False,
        help_text=_("Các đề cương cùng chuyên đề được coi là cùng nội dung khi rà soát trùng lặp."),
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=text_area(2), max_length=2000)
    source = forms.CharField(label=_("Nguồn"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = ("", _t("Chuyên đề riêng của đề cương này"))
        self.fields["theme_key"].choices = [own, *themes()]  # type: ignore[attr-defined]


class ReasonedForm(FilesForm):
    """A change of a checklist that asks its reason ®."""

    reason = forms.CharField(label=_("Lý do"), widget=text_area(3), max_length=2000)


class PublishForm(ReasonedForm):
    """From which day the version is used, and by which paper it was approved."""

    valid_from = forms.DateField(label=_("Dùng từ ngày"), widget=DateInput())
    approval_note = forms.CharField(
        label=_("Văn bản phê duyệt"),
        required=False,
        max_length=300,
        help_text=_("Số, ngày văn bản của Sở. Để trống thì ghi «mẫu, cần Sở duyệt»."),
    )
    field_order = ["valid_from", "approval_note", "reason"]


class WithdrawForm(ReasonedForm):
    """The last day on which new proposals may choose the version."""

    valid_until = forms.DateField(label=_("Dùng đến hết ngày"), widget=DateInput())
    field_order = ["valid_until", "reason"]


class ApprovalForm(ReasonedForm):
    """The paper by which the department approved the text."""

    approval_note = forms.CharField(
        label=_("Văn bản phê duyệt"), max_length=300, help_text=_("Số, ngày văn bản của Sở.")
    )
    field_order = ["approval_note", "reason"]


class RenumberForm(forms.Form):
    """Letters before the numbers of all codes."""

    prefix = forms.RegexField(
        r"^\s*[A-Za-zĐđ]{1,6}\.?\s*$",
        label=_("Ký hiệu đầu mã"),
        max_length=10,
        help_text=_("Ví dụ TS: các mã thành TS.01, TS.02."),
        error_messages={"invalid": _("Ghi từ 1 đến 6 chữ cái, ví dụ TS.")},
    )


class ItemForm(FilesForm):
    """One item of a draft."""

    code = forms.CharField(label=_("Mã"), max_length=LIMITS["code"])
    group_title = forms.CharField(label=_("Nhóm nội dung"), required=False, max_length=LIMITS["group_title"])
    requirement = forms.CharField(label=_("Yêu cầu"), widget=text_area(2), max_length=LIMITS["requirement"])
    question = forms.CharField(
        label=_("Nội dung cần kiểm tra"), required=False, widget=text_area(4), max_length=LIMITS["question"]
    )
    evidence_hint = forms.CharField(
        label=_("Hồ sơ, tài liệu cần xem"),
        required=False,
        widget=text_area(3),
        max_length=LIMITS["evidence_hint"],
    )
    act = forms.ModelChoiceField(
        label=_("Văn bản căn cứ"),
        queryset=LegalAct.objects.none(),
        required=False,
        empty_label=_("Không dẫn văn bản"),
    )
    locator = forms.CharField(
        label=_("Điều, khoản, điểm"),
        required=False,
        max_length=LIMITS["locator"],
        help_text=_("Ví dụ: khoản 2 Điều 9."),
    )
    on_site_only = forms.BooleanField(label=_("Bắt buộc xem thực tế"), required=False)
    ready_wording = forms.CharField(
        label=_("Câu mẫu ghi tồn tại, hạn chế"),
        required=False,
        widget=text_area(3),
        max_length=LIMITS["ready_wording"],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["act"]
        choices.queryset = LegalAct.objects.all()  # type: ignore[attr-defined]
        choices.label_from_instance = act_label  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("locator") and not cleaned.get("act") and "act" not in self.errors:
            self.add_error("act", _t("Chọn văn bản trước khi ghi điều, khoản."))
        return cleaned


def act_label(act: LegalAct) -> str:
    """An act in a list to choose from: as it is cited, then what it is about."""
    return f"{act}: {act.name}" if act.number else act.name


class PasteForm(FilesForm):
    """Text from Word or Excel; every citation that no act answers to becomes one more question."""

    text = forms.CharField(
        label=_("Nội dung dán từ Word hoặc Excel"),
        widget=text_area(14),
        max_length=MAX_PASTE,
        strip=False,
        help_text=_(
            "Word: mỗi nội dung một dòng, đánh số; dòng con ghi «Hồ sơ cần xem:», «Căn cứ:», «Câu mẫu:» nếu có. "
            "Excel: chép cả hàng tiêu đề."
        ),
    )
    prefix = forms.RegexField(
        r"^\s*[A-Za-zĐđ]{1,6}\.?\s*$",
        label=_("Đánh lại mã"),
        required=False,
        max_length=10,
        help_text=_("Để trống thì giữ số của văn bản dán. Ghi TS thì các mã thành TS.01, TS.02."),
        error_messages={"invalid": _("Ghi từ 1 đến 6 chữ cái, ví dụ TS.")},
    )
    mode = forms.ChoiceField(
        label=_("Dự thảo đã có nội dung"),
        choices=[(APPEND, _("Thêm vào cuối")), (REPLACE, _("Thay toàn bộ nội dung đang có"))],
        widget=forms.RadioSelect,
        initial=APPEND,
    )

    def __init__(self, *args: Any, codes: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes
        if not codes:
            del self.fields["mode"]
        if self.is_bound:
            self._ask_for_unknown_acts()

    @property
    def replaces(self) -> bool:
        """The pasted items take the place of those of the draft."""
        return self.data.get("mode") == REPLACE

    @cached_property
    def outline(self) -> Outline:
        """The paste as it is understood, with the acts chosen so far."""
        chosen = {
            name.removeprefix("act_"): value for name, value in self.data.items() if name.startswith("act_")
        }
        known = {*LegalAct.objects.values_list("code", flat=True), NO_ACT}
        return read_outline(
            str(self.data.get("text", "")),
            act_index(),
            choices={key: value for key, value in chosen.items() if value in known},
            taken=set() if self.replaces else set(self.codes),
            prefix=str(self.data.get("prefix", "")).strip().upper()[:6],
        )

    @property
    def mark(self) -> str:
        """Name of what the preview shows: only what was seen is saved."""
        shown = repr([(row.code, row.requirement, row.act_code) for row in self.outline.rows])
        told = "\n".join((str(self.data.get("text", "")), str(self.replaces), shown))
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    def _ask_for_unknown_acts(self) -> None:
        acts = [(act.code, act_label(act)) for act in LegalAct.objects.all()] if self.outline.unknown else []
        for one in self.outline.unknown:
            self.fields[f"act_{one.key}"] = forms.ChoiceField(
                label=one.text[:200],
                required=False,
                choices=[("", _t("Chọn văn bản")), (NO_ACT, _t("Không dẫn văn bản")), *acts],
            )
