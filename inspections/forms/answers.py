"""Form of one item: prose first, then one of four ratings, files linked, version."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.enums import Rating
from inspections.models import Answer, EvidenceFile
from inspections.queries.evidence import NEWEST


class AnswerForm(forms.Form):
    """«Kết quả ghi nhận» is prefilled as practice asks; the version guards against two writers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.CharField(
        label=_("Kết quả ghi nhận"),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
        max_length=20000,
    )
    rating = forms.ChoiceField(
        label=_("Đánh giá"), choices=Rating.choices, widget=forms.RadioSelect, required=False
    )
    files = forms.MultipleChoiceField(
        label=_("Hồ sơ, tài liệu làm căn cứ"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, answer: Answer, with_files: bool = True, told: str = "") -> None:
        initial = {
            "version": answer.version,
            "rating": answer.rating,
            "result": answer.result,
        }
        if data is None and not answer.result:
            initial["result"] = self.opening(answer, told)
        super().__init__(data, initial=initial)
        if not with_files:
            del self.fields["files"]
            return
        rows = EvidenceFile.objects.filter(NEWEST, case_id=answer.party_id, withdrawn_at__isnull=True)
        field = self.fields["files"]
        field.choices = [(str(f.pk), f"{f.name} · {f.get_side_display()}") for f in rows]  # type: ignore[attr-defined]
        self.initial["files"] = [str(pk) for pk in answer.files.values_list("pk", flat=True)]
        if not rows:
            del self.fields["files"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.setdefault("files", [])
        return cleaned

    @staticmethod
    def opening(answer: Answer, report: str = "") -> str:
        """«Theo báo cáo của đơn vị: … Đoàn đối chiếu: …» (practice 3); a paper that was entered is named as such."""
        rows = answer.request_items.select_related("paper")
        replies = [row for row in rows if row.reply and row.state == "answered"]
        own = [row.reply for row in replies if row.paper is None]
        entered = [
            _t("Theo văn bản của đơn vị (nhập thay, %(paper)s): %(told)s")
            % {"paper": row.paper, "told": row.reply}
            for row in replies
            if row.paper is not None
        ]
        told = " ".join(own) or report or ("" if entered else "…")
        lines = [_t("Theo báo cáo của đơn vị: %(told)s") % {"told": told}] if told else []
        return "\n".join([*lines, *entered, _t("Đoàn đối chiếu: ")])
