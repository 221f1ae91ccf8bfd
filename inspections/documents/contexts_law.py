"""What a snapshot says of the law and of the checklist: acts, grounds, contents, outline of the party's report."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from inspections.models import ChecklistItem, InspectionDetails, LegalAct

from .contexts_text import heading, iso_date, lines_of, small_first, without_closing_mark
from .snapshots import ActSnapshot, CitationSnapshot, GroundSnapshot, OutlineSection

INSPECTION_DECREE = "nd-217-2025"
TRAINING_LAWS = ("luat-124-2025", "luat-74-2014")
SECTION_HEAD = "Trưởng phòng Giáo dục nghề nghiệp"
GROUND_OPENINGS = ("căn cứ", "theo", "thực hiện", "xét")
RANK = {kind: rank for rank, kind in enumerate(LegalAct.ActType.values)}
OUTLINE_OPENING: OutlineSection = {
    "heading": "Khái quát về đơn vị",
    "points": [
        "Quyết định thành lập hoặc cho phép thành lập; giấy chứng nhận đăng ký hoạt động giáo dục nghề nghiệp",
        "Tổ chức bộ máy; người đại diện, người được cử làm đầu mối làm việc với Đoàn kiểm tra",
        "Ngành, nghề, trình độ và quy mô đào tạo trong thời kỳ kiểm tra",
    ],
}
OUTLINE_CLOSING: OutlineSection = {
    "heading": "Tự đánh giá và kiến nghị",
    "points": [
        "Kết quả đạt được; tồn tại, hạn chế và nguyên nhân",
        "Việc đã khắc phục; kiến nghị của đơn vị",
    ],
}


def act_snapshot(act: LegalAct) -> ActSnapshot:
    """Return the act as it is cited; a circular is issued by the Minister, a law's name stands without "Luật"."""
    kind = str(act.get_act_type_display())
    circular = act.act_type == LegalAct.ActType.CIRCULAR and act.issuer.startswith("Bộ ")
    return {
        "act_type": kind,
        "number": act.number,
        "issued_on": iso_date(act.issued_on),
        "issuer": f"Bộ trưởng {act.issuer}" if circular else act.issuer,
        "name": act.name.removeprefix(f"{kind} "),
        "valid_from": iso_date(act.valid_from),
        "valid_until": iso_date(act.valid_until),
    }


def citation(act: LegalAct, locator: str) -> CitationSnapshot:
    """Return a place in an act."""
    return {"act": act_snapshot(act), "locator": locator}


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def act_grounds(
    codes: Iterable[str], on: date, *, items: Sequence[ChecklistItem] = ()
) -> list[GroundSnapshot]:
    """The acts of these codes and those the checklist cites, valid on the day, in the order of their rank.

    An act whose first day in force is unknown is not cited (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6).
    """
    wanted = Q(code__in=list(codes)) | Q(pk__in={item.act_id for item in items if item.act_id})
    acts = LegalAct.objects.filter(wanted & _in_force(on))
    ranked = sorted(acts, key=lambda act: (RANK[act.act_type], act.valid_from or on, act.code))
    return [{"act": act_snapshot(act), "text": ""} for act in ranked]


def ground_sentences(text: str) -> list[GroundSnapshot]:
    """The ground of Điều 11 khoản 2 in the officer's words, each line a ground of its own."""
    grounds: list[GroundSnapshot] = []
    for line in lines_of(text):
        opens = line.casefold().startswith(GROUND_OPENINGS)
        grounds.append({"act": None, "text": line if opens else f"Căn cứ {small_first(line)}"})
    return grounds


def decision_grounds(
    details: InspectionDetails, items: Sequence[ChecklistItem], on: date
) -> list[GroundSnapshot]:
    """Grounds of the decision: the law valid on the day, the ground of Điều 11 khoản 2, the proposal of the section."""
    return [
        *act_grounds((*TRAINING_LAWS, INSPECTION_DECREE), on, items=items),
        *ground_sentences(details.ground_text),
        {"act": None, "text": f"Theo đề nghị của {SECTION_HEAD}"},
    ]


def checklist_items(details: InspectionDetails) -> list[ChecklistItem]:
    """The items of the version that the decision keeps, in their order, with the acts they cite."""
    items = ChecklistItem.objects.filter(version_id=details.checklist_version_id).select_related("act")
    return list(items.order_by("position", "id"))


def contents(items: Iterable[ChecklistItem]) -> list[str]:
    """Contents of the inspection: the groups of the checklist, each once; an item without a group is one itself."""
    titles = (heading(item.group_title) or without_closing_mark(item.requirement) for item in items)
    return list(dict.fromkeys(titles))


def report_outline(items: Iterable[ChecklistItem]) -> list[OutlineSection]:
    """Annex II: what the party reports on, group by group, with the files to enclose (Điều 14)."""
    groups: dict[str, list[str]] = {}
    for item in items:
        title = heading(item.group_title) or "Nội dung khác"
        groups.setdefault(title, []).append(_outline_point(item))
    sections: list[OutlineSection] = [
        {"heading": title, "points": points} for title, points in groups.items()
    ]
    return [OUTLINE_OPENING, *sections, OUTLINE_CLOSING]


def _outline_point(item: ChecklistItem) -> str:
    asked = f"({item.code}) {without_closing_mark(item.requirement)}"
    hint = without_closing_mark(item.evidence_hint)
    return f"{asked}; hồ sơ, tài liệu kèm theo: {small_first(hint)}" if hint else asked
