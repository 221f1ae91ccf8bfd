"""Forms of the records inside a dossier: visits, diary, complaints, hand-overs, work at the party's place, sources."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import ComplaintKind, ItemMethod, Rating, ReferralKind, ReferralOutcome
from inspections.forms.base import DateInput, DateTimeInput, StepForm, all_incoming, incoming, text_area
from inspections.forms.evidence import as_of_field
from inspections.forms.files import ExaminedFileField, ExaminedFilesField, ExaminedFilesInput, FilesForm
from inspections.models import Answer, EvidenceFile, TeamMember, User

HANDED_IN_HERE = (ComplaintKind.PETITION, ComplaintKind.FEEDBACK, ComplaintKind.COMPLAINT)
PHOTOS = ("jpg", "jpeg", "png", "heic", "heif")


class _AnswerChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.item.code}. {obj.item.requirement} ({obj.get_method_display()})"


class _MemberChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.get_duty_display()}"


class VisitForm(StepForm):
    """Who came to the party, from when to when, what was looked at and done."""

    starts_at = forms.DateTimeField(label=_("Đến lúc"), widget=DateTimeInput())
    ends_at = forms.DateTimeField(label=_("Rời lúc"), widget=DateTimeInput())
    place = forms.CharField(label=_("Địa điểm"), max_length=300)
    members = _MemberChoices(
        label=_("Người của Đoàn đã đến"),
        queryset=TeamMember.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    items = _AnswerChoices(
        label=_("Nội dung đã xem tại đơn vị"),
        queryset=Answer.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    work_done = forms.CharField(label=_("Việc đã làm"), widget=text_area(3), max_length=4000)
    unplanned_reason = forms.CharField(
        label=_("Lý do đến ngoài kế hoạch"),
        widget=text_area(2),
        max_length=4000,
        required=False,
        help_text=_("Cần ghi khi kế hoạch tiến hành đã duyệt không có việc xem trực tiếp này."),
    )

    def build(self) -> None:
        team = TeamMember.objects.filter(case_id=self.case.root_case_id).select_related("user")
        answers = Answer.objects.filter(party=self.case).select_related("item")
        self.fields["members"].queryset = team  # type: ignore[attr-defined]
        self.fields["items"].queryset = answers  # type: ignore[attr-defined]
        if self.is_bound:
            return
        now = timezone.localtime().replace(second=0, microsecond=0)
        midnight = now.replace(hour=0, minute=0)
        self.initial.setdefault("starts_at", max(midnight, now - timedelta(hours=2)))
        self.initial.setdefault("ends_at", now)
        self.initial.setdefault("place", self.case.institution.address if self.case.institution else "")
        self.initial.setdefault("members", [m.pk for m in team if m.user_id == self.actor.user_id])
        self.initial.setdefault("items", [a.pk for a in answers if a.method == ItemMethod.ON_SITE])

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {**data, "members": list(data["members"]), "items": list(data["items"])}


class RecordReasonForm(StepForm):
    """A reason ® about one record; ``parameter`` names the action's keyword for that record."""

    parameter = "record_id"
    reason = forms.CharField(label=_("Lý do"), widget=text_area(3), max_length=4000)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, self.parameter: self.subject.pk}


class WithdrawVisitForm(RecordReasonForm):
    """Why the record of a visit was wrong."""

    parameter = "visit_id"


class DiaryForm(StepForm):
    """One's own line of a day."""

    on = forms.DateField(label=_("Ngày"), widget=DateInput())
    text = forms.CharField(label=_("Việc đã làm trong ngày"), widget=text_area(4), max_length=4000)

    def build(self) -> None:
        self.initial.setdefault("on", self.today)


class ChangeDiaryForm(StepForm):
    """New words of one's own line."""

    text = forms.CharField(label=_("Việc đã làm trong ngày"), widget=text_area(4), max_length=4000)

    def build(self) -> None:
        self.initial.setdefault("text", self.subject.text)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "line_id": self.subject.pk}


class ComplaintForm(StepForm):
    """A paper that reached the department."""

    kind = forms.ChoiceField(label=_("Loại đơn"), choices=ComplaintKind.choices, widget=forms.RadioSelect)
    number_in = forms.CharField(
        label=_("Số đến"), max_length=60, help_text=_("Số trong sổ đăng ký văn bản đến của cơ quan.")
    )
    received_on = forms.DateField(label=_("Ngày nhận"), widget=DateInput())
    from_whom = forms.CharField(
        label=_("Người gửi"),
        max_length=300,
        help_text=_("Với tố cáo, chỉ Giám đốc Sở và người nhận đơn xem được người gửi và nội dung."),
    )
    summary = forms.CharField(label=_("Nội dung tóm tắt"), widget=text_area(4), max_length=4000)

    def build(self) -> None:
        self.initial.setdefault("received_on", self.today)


class HandInComplaintForm(StepForm):
    """The inspected party's own complaint, petition or feedback."""

    kind = forms.ChoiceField(
        label=_("Loại đơn"),
        choices=[(kind.value, kind.label) for kind in HANDED_IN_HERE],
        widget=forms.RadioSelect,
    )
    summary = forms.CharField(label=_("Nội dung"), widget=text_area(6), max_length=8000)
    files = ExaminedFilesField(label=_("Tài liệu kèm theo"), required=False)
    as_of = as_of_field()

    def arguments(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {"incoming": all_incoming(data.pop("files")), **data}


class _ComplaintStepForm(StepForm):
    def build(self) -> None:
        if "on" in self.fields:
            self.initial.setdefault("on", self.today)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "complaint_id": self.subject.pk}


class NumberComplaintForm(_ComplaintStepForm):
    """The number of the register of incoming papers."""

    number_in = forms.CharField(label=_("Số đến"), max_length=60)


class AnswerComplaintForm(_ComplaintStepForm):
    """By which paper and how it was answered."""

    on = forms.DateField(label=_("Ngày trả lời"), widget=DateInput())
    document_reference = forms.CharField(
        label=_("Số, ký hiệu văn bản trả lời"), max_length=200, help_text=_("Ví dụ: 123/SGDĐT-GDNN.")
    )
    answer = forms.CharField(label=_("Nội dung trả lời"), widget=text_area(5), max_length=8000)


class ForwardComplaintForm(_ComplaintStepForm):
    """To whom it was forwarded and why."""

    on = forms.DateField(label=_("Ngày chuyển"), widget=DateInput())
    forwarded_to = forms.CharField(label=_("Chuyển đến"), max_length=300)
    document_reference = forms.CharField(label=_("Số, ký hiệu văn bản chuyển"), max_length=200)
    reason = forms.CharField(label=_("Lý do chuyển"), widget=text_area(3), max_length=4000)


class WithdrawComplaintForm(_ComplaintStepForm):
    """The sender took it back."""

    on = forms.DateField(label=_("Ngày rút"), widget=DateInput())
    reason = forms.CharField(label=_("Lý do người gửi rút"), widget=text_area(3), max_length=4000)


class ReferralForm(StepForm):
    """What must be handed over, on which law, with which files."""

    kind = forms.ChoiceField(label=_("Việc chuyển"), choices=ReferralKind.choices, widget=forms.RadioSelect)
    facts_text = forms.CharField(label=_("Dấu hiệu, sự việc"), widget=text_area(5), max_length=8000)
    legal_basis = forms.CharField(label=_("Căn cứ pháp luật"), max_length=500)
    files = forms.ModelMultipleChoiceField(
        label=_("Hồ sơ, tài liệu kèm theo"),
        queryset=EvidenceFile.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def build(self) -> None:
        standing = EvidenceFile.objects.filter(case=self.case, withdrawn_at__isnull=True)
        self.fields["files"].queryset = standing  # type: ignore[attr-defined]
        if not standing.exists():
            del self.fields["files"]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "files": list(self.cleaned_data.get("files", ()))}


class _ReferralStepForm(StepForm):
    def build(self) -> None:
        if "on" in self.fields:
            self.initial.setdefault("on", self.today)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "referral_id": self.subject.pk}


class ApproveReferralForm(_ReferralStepForm):
    """The issuer agrees; nothing more is typed."""


class SendReferralForm(_ReferralStepForm):
    """The letter or minutes of hand-over that went out."""

    recipient = forms.CharField(label=_("Nơi nhận"), max_length=300)
    number = forms.CharField(label=_("Số văn bản hoặc biên bản bàn giao"), max_length=60)
    on = forms.DateField(label=_("Ngày chuyển"), widget=DateInput())


class ReceiveReferralForm(_ReferralStepForm):
    """How the recipient confirmed."""

    reference = forms.CharField(label=_("Văn bản, phiếu tiếp nhận"), max_length=200)
    on = forms.DateField(label=_("Ngày tiếp nhận"), widget=DateInput())


class DropReferralForm(RecordReasonForm):
    """Why it does not go."""

    parameter = "referral_id"


class FollowReferralForm(_ReferralStepForm):
    """What the other body answered, with the number and the day of its own paper."""

    outcome = forms.ChoiceField(
        label=_("Tình trạng tại nơi nhận"), choices=ReferralOutcome.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(label=_("Ngày nhận thông tin"), widget=DateInput())
    number = forms.CharField(
        label=_("Số văn bản của nơi nhận"),
        max_length=60,
        required=False,
        help_text=_("Bắt buộc khi đã có quyết định xử lý."),
    )
    dated_on = forms.DateField(label=_("Ngày văn bản của nơi nhận"), widget=DateInput(), required=False)
    text = forms.CharField(label=_("Nội dung trả lời"), widget=text_area(4), max_length=8000)
    file = ExaminedFileField(label=_("Bản quét văn bản của nơi nhận"), required=False)

    def arguments(self) -> dict[str, Any]:
        data = super().arguments()
        file = data.pop("file")
        return {**data, "incoming": incoming(file) if file else None}


class OnSiteForm(FilesForm):
    """One item on the phone, at the party's place: prose, rating, photographs from the camera."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.CharField(
        label=_("Kết quả ghi nhận"), widget=text_area(4), required=False, max_length=20000
    )
    rating = forms.ChoiceField(
        label=_("Đánh giá"), choices=Rating.choices, widget=forms.RadioSelect, required=False
    )
    photos = ExaminedFilesField(
        label=_("Ảnh chụp tại đơn vị"),
        required=False,
        extensions=PHOTOS,
        widget=ExaminedFilesInput({"accept": "image/*", "capture": "environment", "multiple": True}),
    )
    as_of = as_of_field()

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"nd{answer.pk}")
        kwargs["initial"] = {"version": answer.version, "result": answer.result, "rating": answer.rating}
        super().__init__(*args, **kwargs)


class SourceForm(forms.Form):
    """A confidential source; only the director names another reader."""

    text = forms.CharField(
        label=_("Nội dung nguồn tin"),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        max_length=8000,
    )
    reader = forms.ModelChoiceField(label=_("Người được đọc cùng Giám đốc"), queryset=User.objects.none())

    def __init__(self, *args: Any, readers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reader"]
        field.queryset = readers  # type: ignore[attr-defined]
        field.empty_label = _t("Chọn một người")  # type: ignore[attr-defined]
