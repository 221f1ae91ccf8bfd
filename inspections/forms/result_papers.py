"""Forms of the result papers: what follows for a party, one signature and one issue for all (rows 17, T15)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.documents.contexts_law import citation
from inspections.documents.formatting import cite_place
from inspections.enums import DocumentState, FindingHandling, FindingKind, SignatureRoute
from inspections.forms.base import DateInput, StepForm, all_incoming, incoming, text_area
from inspections.forms.files import ExaminedFileField, ExaminedFilesField
from inspections.forms.signing import WAYS
from inspections.models import Answer, Capacity, Document, Finding, RemedyItem, RemedyRequest, User
from inspections.models.inputs import (
    BY_HAND,
    TEST_CERTIFICATE,
    UPLOADED,
    Handling,
    PackageSigning,
    RemedyAsked,
)
from inspections.queries.deadlines import due_by_rule
from inspections.queries.people import holders, valid_on
from inspections.queries.result_papers import findings_in_minutes, request_of, result_papers
from inspections.rules.result_papers import request_words, summary_words
from inspections.rules.roles import Role

OF_A_FINDING = ("handling", "text", "basis", "due", "reason")
OF_A_REQUEST = ("text", "basis", "due")
MORE_REQUESTS = ("them1", "them2")


def _within(name: str, label: str) -> str:
    """A short label inside a box; a screen reader says what the box is about."""
    return format_html('<span class="visually-hidden">{}: </span>{}', name, label)


class DraftResultForm(StepForm):
    """T15: the summary, each finding with what follows from it, the requests, the day of the report, whom to reach."""

    template_name = "inspections/steps/draft_result_fields.html"
    summary = forms.CharField(
        label=_("Kết quả kiểm tra đối với đơn vị"),
        widget=text_area(5),
        max_length=8000,
        help_text=_("Được in trong thông báo kết quả, mỗi dòng một đoạn; số liệu lấy từ hồ sơ."),
    )
    report_due_on = forms.DateField(
        label=_("Hạn báo cáo kết quả khắc phục"), widget=DateInput(), required=False
    )
    contact = forms.CharField(label=_("Người liên hệ của Sở"), max_length=200, required=False)
    officer = forms.ModelChoiceField(
        label=_("Chuyên viên theo dõi khắc phục"), queryset=User.objects.none(), empty_label=None
    )

    def build(self) -> None:
        assert self.case.parent is not None
        self.finding_rows = list(findings_in_minutes(self.case))
        self.drafted = request_of(self.case)
        self.due_on = due_by_rule(self.case, "inspection.remedy_due", from_on=self.today)
        roles = (Role.OFFICER, Role.SECTION_HEAD)
        people = holders(self.today, *roles, department_id=self.case.department_id) | User.objects.filter(
            pk=self.case.parent.opened_by_id
        )
        self.fields["officer"].queryset = people.distinct().order_by("full_name")  # type: ignore[attr-defined]
        for finding in self.finding_rows:
            self._ask_of(finding)
        for key in MORE_REQUESTS:
            self._ask_request(key, _t("Yêu cầu khác"))
        if not self.is_bound:
            self._propose()

    def _ask_of(self, finding: Finding) -> None:
        key = str(finding.pk)
        self.fields[f"handling_{key}"] = forms.ChoiceField(
            label=_within(finding.code, _t("Xử lý")),
            choices=FindingHandling.choices,
            widget=forms.RadioSelect,
        )
        self._ask_request(key, finding.code)
        self.fields[f"reason_{key}"] = forms.CharField(
            label=_within(finding.code, _t("Lý do không yêu cầu")),
            widget=text_area(2),
            max_length=2000,
            required=False,
            help_text=_t("Bắt buộc đối với dấu hiệu vi phạm.")
            if finding.kind == FindingKind.SIGN_OF_VIOLATION
            else "",
        )

    def _ask_request(self, key: str, name: str) -> None:
        self.fields[f"text_{key}"] = forms.CharField(
            label=_within(name, _t("Nội dung yêu cầu")), widget=text_area(2), max_length=4000, required=False
        )
        self.fields[f"basis_{key}"] = forms.CharField(
            label=_within(name, _t("Căn cứ")), max_length=500, required=False
        )
        self.fields[f"due_{key}"] = forms.DateField(
            label=_within(name, _t("Thời hạn")), widget=DateInput(), required=False
        )

    def _propose(self) -> None:
        """What was saved, else a first wording from the record."""
        request, due_on = self.drafted, self.due_on.end_on if self.due_on else None
        rated = Counter(Answer.objects.filter(party=self.case).values_list("rating", flat=True))
        first = summary_words(rated, findings=len(self.finding_rows))
        self.initial.setdefault("summary", request.summary if request else first)
        self.initial.setdefault("report_due_on", request.report_due_on if request else due_on)
        assert self.case.parent is not None
        officer = (request.officer if request else None) or self.case.parent.opened_by
        self.initial.setdefault("officer", officer.pk)
        self.initial.setdefault("contact", request.contact if request else officer.full_name)
        saved = {item.finding_id: item for item in self._saved(request) if item.finding_id}
        for finding in self.finding_rows:
            self._propose_for(finding, saved.get(finding.pk), fresh=request is None, due_on=due_on)
        own = [item for item in self._saved(request) if item.finding_id is None]
        for key, item in zip(MORE_REQUESTS, own, strict=False):
            self._fill(key, item.text, item.basis, item.due_on)

    @staticmethod
    def _saved(request: RemedyRequest | None) -> list[RemedyItem]:
        return list(request.items.all()) if request else []

    def _propose_for(self, finding: Finding, item: RemedyItem | None, *, fresh: bool, due_on: Any) -> None:
        key = str(finding.pk)
        self.initial.setdefault(f"handling_{key}", finding.handling or FindingHandling.REMEDY)
        self.initial.setdefault(f"reason_{key}", finding.handling_reason)
        if item is not None:
            self._fill(key, item.text, item.basis, item.due_on)
        elif fresh or not finding.handling:
            self._fill(
                key,
                request_words(finding.text),
                cite_place(citation(finding.act, finding.locator))[:500],
                due_on,
            )

    def _fill(self, key: str, text: str, basis: str, due_on: Any) -> None:
        self.initial.setdefault(f"text_{key}", text)
        self.initial.setdefault(f"basis_{key}", basis)
        self.initial.setdefault(f"due_{key}", due_on)

    @property
    def finding_boxes(self) -> list[tuple[Finding, list[forms.BoundField]]]:
        """Each finding with its fields."""
        return [(row, [self[f"{key}_{row.pk}"] for key in OF_A_FINDING]) for row in self.finding_rows]

    @property
    def more_boxes(self) -> list[list[forms.BoundField]]:
        """Room for requests that come from no finding."""
        return [[self[f"{key}_{more}"] for key in OF_A_REQUEST] for more in MORE_REQUESTS]

    @property
    def closing_fields(self) -> list[forms.BoundField]:
        """What holds for the whole request."""
        return [self[name] for name in ("report_due_on", "contact", "officer")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for finding in self.finding_rows:
            if cleaned.get(f"handling_{finding.pk}") == FindingHandling.REMEDY:
                self._needs(cleaned, str(finding.pk))
        for key in MORE_REQUESTS:
            if cleaned.get(f"text_{key}"):
                self._needs(cleaned, key)
        return cleaned

    def _needs(self, cleaned: dict[str, Any], key: str) -> None:
        if not cleaned.get(f"text_{key}") and f"text_{key}" not in self.errors:
            self.add_error(f"text_{key}", _t("Ghi nội dung yêu cầu khắc phục."))
        if not cleaned.get(f"due_{key}") and f"due_{key}" not in self.errors:
            self.add_error(f"due_{key}", _t("Ghi thời hạn khắc phục."))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        handlings = [
            Handling(row.pk, data[f"handling_{row.pk}"], data[f"reason_{row.pk}"])
            for row in self.finding_rows
        ]
        to_mend = [row.finding_id for row in handlings if row.handling == FindingHandling.REMEDY]
        keys: list[tuple[str, int | None]] = [(str(pk), pk) for pk in to_mend]
        keys += [(key, None) for key in MORE_REQUESTS if data[f"text_{key}"]]
        return {
            "summary": data["summary"],
            "handlings": handlings,
            "items": [
                RemedyAsked(data[f"text_{key}"], data[f"basis_{key}"], data[f"due_{key}"], finding_id)
                for key, finding_id in keys
            ],
            "report_due_on": data["report_due_on"],
            "contact": data["contact"],
            "officer": data["officer"],
        }


class _PackageForm(StepForm):
    """One way of signing for all papers; scans are given paper by paper, signed PDFs all together."""

    template_name = "inspections/steps/result_package_fields.html"
    state: str
    way = forms.ChoiceField(label=_("Cách ký"), widget=forms.RadioSelect)
    files = ExaminedFilesField(
        label=_("Các tệp PDF đã ký số"),
        required=False,
        extensions=("pdf",),
        max_files=60,
        help_text=_("Chọn tất cả cùng lúc; hệ thống tự ghép từng tệp với văn bản theo mã bản in."),
    )
    original_place = forms.CharField(
        label=_("Nơi lưu bản gốc giấy"),
        max_length=200,
        required=False,
        help_text=_("Cần khi ký tay. Ví dụ: Văn thư Sở, hộp 12, cặp 3."),
    )

    def build(self) -> None:
        self.papers = list(result_papers(self.case, self.state))
        ways = [(way, label) for way, label in WAYS.items() if way != TEST_CERTIFICATE or settings.DEMO]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]
        self.fields["way"].initial = self.first_way([way for way, _label in ways])
        for paper in self.papers:
            self.fields[f"scan_{paper.pk}"] = ExaminedFileField(
                label=_within(paper.title, _t("Bản quét đã ký tay")), required=False, extensions=("pdf",)
            )

    def first_way(self, ways: Sequence[str]) -> str:
        """The way proposed."""
        return ways[0]

    @property
    def paper_boxes(self) -> list[tuple[Document, list[forms.BoundField]]]:
        """Each paper with the fields of its own."""
        names = self.names_of_a_paper()
        return [(row, [self[f"{name}_{row.pk}"] for name in names]) for row in self.papers]

    def names_of_a_paper(self) -> Iterable[str]:
        """The fields each paper has."""
        return ("scan",)

    @property
    def folded(self) -> bool:
        """Scans stay out of the way until somebody signs on paper."""
        return (
            not self.is_bound
            and self.fields["way"].initial != BY_HAND
            and "number" not in self.names_of_a_paper()
        )

    @property
    def act_fields(self) -> list[forms.BoundField]:
        """What holds for the whole act."""
        names = ("on", "way", "files", "original_place")
        return [self[name] for name in names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        way = cleaned.get("way")
        if way == UPLOADED and not cleaned.get("files") and "files" not in self.errors:
            self.add_error("files", _t("Chọn các tệp PDF đã ký số."))
        if way == BY_HAND:
            self._needs_scans(cleaned)
        return cleaned

    def _needs_scans(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("original_place"):
            self.add_error("original_place", _t("Ghi nơi lưu bản gốc giấy (hộp, cặp, ngăn)."))
        for paper in self.papers:
            name = f"scan_{paper.pk}"
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _t("Chọn bản quét của «%(title)s».") % {"title": paper.title})

    @property
    def signing(self) -> PackageSigning:
        """What the action needs to know of the signatures."""
        data = self.cleaned_data
        found = {paper.pk: data.get(f"scan_{paper.pk}") for paper in self.papers}
        return PackageSigning(
            data["way"],
            all_incoming(data["files"]),
            {pk: incoming(file) for pk, file in found.items() if file},
            data["original_place"],
        )


class SignResultForm(_PackageForm):
    """Row 17: one act for all papers that name this person."""

    state = DocumentState.FOR_SIGNATURE

    def arguments(self) -> dict[str, Any]:
        return {"signing": self.signing}


class IssueResultForm(_PackageForm):
    """Row 17, second deed: day, a number for each paper, the agency's signature."""

    state = DocumentState.SIGNED
    on = forms.DateField(label=_("Ngày ban hành"), widget=DateInput())

    def build(self) -> None:
        super().build()
        self.fields["on"].initial = self.today
        self.fields["way"].label = _("Chữ ký của cơ quan (dấu)")
        for paper in self.papers:
            self.fields[f"number_{paper.pk}"] = forms.IntegerField(
                label=_within(paper.title, _t("Số văn bản")),
                min_value=1,
                max_value=99_999,
                required=False,
                help_text=_t("Để trống thì lấy số tiếp theo của sổ riêng."),
            )

    def first_way(self, ways: Sequence[str]) -> str:
        """Papers signed by hand are sealed on paper (Nghị định 30/2020/NĐ-CP Điều 32)."""
        return BY_HAND if any(p.route == SignatureRoute.HAND for p in self.papers) else ways[0]

    def names_of_a_paper(self) -> Iterable[str]:
        return ("number", "scan")

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        numbers = {paper.pk: data.get(f"number_{paper.pk}") for paper in self.papers}
        return {"on": data["on"], "numbers": numbers, "agency_signing": self.signing}


class AssignResultSignerForm(StepForm):
    """Another signer, by a reasoned written assignment (®)."""

    signer = forms.ModelChoiceField(
        label=_("Người ký"), queryset=Capacity.objects.none(), empty_label=_("Chọn người ký")
    )
    reason = forms.CharField(label=_("Lý do giao người khác ký"), widget=text_area(3), max_length=4000)
    paper = forms.CharField(label=_("Văn bản giao (số, ngày)"), max_length=200)

    def build(self) -> None:
        rows = Capacity.objects.filter(valid_on(self.today), department_id=self.case.department_id)
        field = self.fields["signer"]
        field.queryset = rows.select_related("user").order_by("id")  # type: ignore[attr-defined]
        field.label_from_instance = lambda c: f"{c.user.full_name} · {c}"  # type: ignore[attr-defined]
