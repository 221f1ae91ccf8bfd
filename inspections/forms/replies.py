"""Forms about what was asked for: the institution's answer, additions, more time; the answer that came on paper."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import RequestItemState
from inspections.forms.base import DateInput, StepForm, all_incoming, incoming, text_area
from inspections.forms.evidence import as_of_field
from inspections.forms.files import AcceptedFile, ExaminedFileField, ExaminedFilesField, ExaminedFilesInput
from inspections.models import IncomingPaper, RequestItem, StashedFile
from inspections.models.inputs import PaperInput, Reply
from inspections.queries.access import prepared_for
from inspections.queries.vault import already_there
from inspections.rules.matching import place_files
from inspections.rules.uploads import Examination
from inspections.rules.vault import VaultFact

WAITING = (RequestItemState.ASKED, RequestItemState.UPHELD)
PARTIAL = "yes"


def show_held(field: ExaminedFilesField, files: Iterable[StashedFile]) -> None:
    """A form shown for the first time lists the files that wait for it; their tokens travel with it."""
    cast(ExaminedFilesInput, field.widget).kept = [
        AcceptedFile(ContentFile(b""), Examination(f.name, f.size, f.sha256, f.mime, None), f.token)
        for f in files
    ]


def validity_words(fact: VaultFact) -> str:
    """«số 12/GCN, còn hiệu lực đến hết ngày …»."""
    until = (
        _t("còn hiệu lực đến hết ngày %(day)s") % {"day": f"{fact.valid_until:%d/%m/%Y}"}
        if fact.valid_until
        else _t("không ghi thời hạn")
    )
    return ", ".join(part for part in (fact.number, until) if part)


def drop_words(item: RequestItem) -> str:
    """The words by which a file finds the item: its code in the đề cương and what is asked."""
    return f"{item.answer.item.code} {item.label}" if item.answer else item.label


class ItemRepliesForm(StepForm):
    """A text and files for each thing asked that is answered here."""

    states: Sequence[str] = WAITING
    text_label: Any = _("Trả lời")
    files_label: Any = _("Tệp")

    def build(self) -> None:
        rows = self.subject.items.filter(state__in=self.states).select_related("answer__item")
        self.item_rows: list[RequestItem] = list(rows)
        for number, item in enumerate(self.item_rows, start=1):
            self.build_item(number, item)

    def build_item(self, number: int, item: RequestItem) -> None:
        """Fields of one item."""
        self.fields[f"text_{item.pk}"] = forms.CharField(
            label=self.text_label, widget=text_area(2), required=False, max_length=20000
        )
        self.fields[f"files_{item.pk}"] = ExaminedFilesField(label=self.files_label, required=False)

    def reply(self, item: RequestItem) -> Reply:
        """What was filled in for one item."""
        data = self.cleaned_data
        reused = self.reusable(item) if data.get(f"reuse_{item.pk}") else None
        return Reply(
            data[f"text_{item.pk}"],
            data.get(f"refused_{item.pk}", False),
            all_incoming(data[f"files_{item.pk}"]),
            reused.document_id if reused else None,
            data.get("as_of"),
        )

    def reusable(self, item: RequestItem) -> VaultFact | None:
        """The document of the vault offered for the item."""
        return None

    def replies(self) -> dict[int, Reply]:
        """What was filled in, by item."""
        return {item.pk: self.reply(item) for item in self.item_rows}


class AnswerRequestForm(ItemRepliesForm):
    """The institution's answer, item by item: text, files, a document of its vault, or «không liên quan» with reason."""

    as_of = as_of_field()

    def build(self) -> None:
        self.prepared = prepared_for(self.subject)
        labels = self.subject.items.filter(state__in=self.states).values_list("pk", "label")
        self.in_vault = already_there(labels, self.case.institution_id, self.today)
        self.unplaced: list[AcceptedFile] = []
        self.placed: list[tuple[str, int]] = []
        super().build()
        self.fields["many"] = ExaminedFilesField(
            label=_t("Nhiều tệp một lúc"),
            required=False,
            help_text=_t("Mỗi tệp được xếp vào nội dung theo tên; bạn xem lại rồi mới gửi."),
        )

    def build_item(self, number: int, item: RequestItem) -> None:
        super().build_item(number, item)
        if fact := self.in_vault.get(item.pk):
            self.fields[f"reuse_{item.pk}"] = forms.BooleanField(
                label=_t("Dùng lại từ kho: %(title)s") % {"title": fact.title},
                help_text=validity_words(fact),
                required=False,
            )
        self.fields[f"refused_{item.pk}"] = forms.BooleanField(
            label=_t("Từ chối cung cấp: không liên quan đến nội dung kiểm tra (Đ.9.1c)"),
            required=False,
            help_text=_t("Ghi lý do ở ô trả lời."),
        )
        ready = self.prepared.get(item.pk)
        if ready and not self.is_bound:
            self.initial[f"text_{item.pk}"] = ready.text
            show_held(self._files(item), ready.files)

    def _files(self, item: RequestItem) -> ExaminedFilesField:
        return cast(ExaminedFilesField, self.fields[f"files_{item.pk}"])

    def reusable(self, item: RequestItem) -> VaultFact | None:
        return self.in_vault.get(item.pk)

    def clean(self) -> dict[str, Any]:
        """Files dropped together are placed and shown again: nothing is handed in unseen."""
        cleaned = super().clean() or {}
        many = cast(ExaminedFilesField, self.fields["many"])
        if many.accepted:
            self._place(many)
            self.add_error("many", self._placing_words())
        return cleaned

    def _place(self, many: ExaminedFilesField) -> None:
        asked = [drop_words(item) for item in self.item_rows]
        found = place_files([file.examination.name for file in many.accepted], asked)
        for file, placed in zip(many.accepted, found, strict=True):
            number = self._chosen(file, placed.item)
            if number is None:
                self.unplaced.append(file)
            else:
                self._files(self.item_rows[number]).accepted.append(file)
                self.placed.append((file.examination.name, number + 1))
        many.accepted = list(self.unplaced)

    def _chosen(self, file: AcceptedFile, proposed: int | None) -> int | None:
        """What the person chose for a file that was left over, else what its name says."""
        typed = str(self.data.get(f"goes-{file.token}", "")) if file.token else ""
        return int(typed) - 1 if typed.isdecimal() and 0 < int(typed) <= len(self.item_rows) else proposed

    def _placing_words(self) -> str:
        words = _t(
            "%(count)s tệp đã được xếp theo tên, chưa gửi: xem lại từng nội dung rồi bấm «Gửi trả lời»."
        )
        told = words % {"count": len(self.placed)}
        if not self.unplaced:
            return told
        rest = _t("%(count)s tệp chưa biết thuộc nội dung nào: chọn nội dung cho từng tệp, hoặc bỏ tệp.")
        return f"{told} {rest % {'count': len(self.unplaced)}}"

    def arguments(self) -> dict[str, Any]:
        partial = self.data.get("partial") == PARTIAL
        return {"request_id": self.subject.pk, "replies": self.replies(), "partial": partial}


class AddToAnswerForm(ItemRepliesForm):
    """More text or files for what was answered, until the due day has ended."""

    states = (RequestItemState.ANSWERED,)
    text_label = _("Bổ sung")
    files_label = _("Tệp bổ sung")
    as_of = as_of_field()

    def arguments(self) -> dict[str, Any]:
        return {"request_id": self.subject.pk, "additions": self.replies()}


class AskMoreTimeForm(StepForm):
    """A later day and why."""

    until_on = forms.DateField(label=_("Xin trả lời đến hết ngày"), widget=DateInput())
    reason = forms.CharField(label=_("Lý do"), widget=text_area(3), max_length=4000)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "request_id": self.subject.pk}


class DecideMoreTimeForm(StepForm):
    """The lead's answer; the day asked for stands filled in."""

    grant = forms.TypedChoiceField(
        label=_("Ý kiến của Trưởng đoàn"),
        choices=[("yes", _("Đồng ý thêm thời gian")), ("no", _("Không đồng ý"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    granted_on = forms.DateField(label=_("Được trả lời đến hết ngày"), widget=DateInput(), required=False)
    decision = forms.CharField(
        label=_("Ý kiến, lý do"),
        widget=text_area(3),
        max_length=4000,
        required=False,
        help_text=_("Không đồng ý thì ghi lý do."),
    )

    def build(self) -> None:
        self.initial.setdefault("granted_on", self.subject.until_on)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "wish_id": self.subject.pk}


class PaperAnswerForm(ItemRepliesForm):
    """«Nhập thay»: the numbered paper first, then what it answers."""

    known = forms.ModelChoiceField(
        label=_("Văn bản đến đã có trong sổ"), queryset=IncomingPaper.objects.none(), required=False
    )
    arrival_number = forms.IntegerField(
        label=_("Số đến"),
        required=False,
        min_value=1,
        max_value=999999,
        help_text=_("Khi văn bản chưa có trong sổ."),
    )
    arrived_on = forms.DateField(label=_("Ngày đến"), widget=DateInput(), required=False)
    their_number = forms.CharField(label=_("Số, ký hiệu của văn bản"), max_length=80, required=False)
    their_date = forms.DateField(label=_("Ngày của văn bản"), widget=DateInput(), required=False)
    scan = ExaminedFileField(label=_("Bản quét văn bản"), required=False)

    def build(self) -> None:
        rows = IncomingPaper.objects.filter(
            department_id=self.case.department_id, institution_id=self.case.institution_id
        ).exclude(scan="")
        self.fields["known"].queryset = rows  # type: ignore[attr-defined]
        self.initial.setdefault("arrived_on", self.today)
        super().build()

    def build_item(self, number: int, item: RequestItem) -> None:
        super().build_item(number, item)
        words = {"number": number, "label": item.label}
        self.fields[f"text_{item.pk}"].label = _t("Nội dung %(number)s: %(label)s") % words
        self.fields[f"files_{item.pk}"].label = _t("Tệp của nội dung %(number)s") % words
        self.fields[f"refused_{item.pk}"] = forms.BooleanField(
            label=_t("Nội dung %(number)s: đơn vị từ chối, cho là không liên quan (Đ.9.1c)") % words,
            required=False,
        )

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        known: IncomingPaper | None = data["known"]
        paper = PaperInput(
            known_id=known.pk if known else None,
            arrival_number=data["arrival_number"] or 0,
            arrived_on=data["arrived_on"],
            their_number=data["their_number"],
            their_date=data["their_date"],
            scan=incoming(data["scan"]) if data["scan"] else None,
        )
        return {"request_id": self.subject.pk, "paper": paper, "replies": self.replies()}
