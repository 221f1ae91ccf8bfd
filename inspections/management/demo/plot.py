"""What an inspection of the demonstration is about, who acts in it, and in which order its deeds follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inspections.enums import Ground
from inspections.models.inputs import AS_LIST, Incoming

DEEDS = (
    "propose",
    "review_overlap",
    "nominate_team",
    "declare_conflicts",
    "draft_decision",
    "sign_decision",
    "issue_decision",
    "submit_conduct_plan",
    "approve_conduct_plan",
    "notify_schedule",
    "submit_outline_report",
    "announce_decision",
    "begin_check",
    "gather_files",
    "conclude_items",
    "draft_minutes",
    "give_opinion",
    "confirm_minutes",
    "sign_minutes",
)


@dataclass(frozen=True)
class Unit:
    """One institution's part of the conduct plan: its way of working, its days counted in working days."""

    way: str = AS_LIST
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Plot:
    """What an inspection is about and who acts in it."""

    theme: str = "tuyen-sinh"
    codes: Sequence[str] = ("MH-01",)
    title: str = "Kiểm tra công tác tuyển sinh"
    ground: str = Ground.PLAN
    ground_text: str = "Kế hoạch kiểm tra chuyên đề của Sở, dòng 3: công tác tuyển sinh."
    proposer: str = "chuyenvien"
    issuer: str = "giamdoc"
    lead: str = "truongdoan"
    members: Sequence[str] = ("thanhvien1", "thanhvien2")
    secrecy: bool = False
    confirmed: bool = True
    ground_files: Sequence[Incoming] = ()
    units: Mapping[str, Unit] = field(default_factory=dict)
    seen: int = 0
    heads: dict[str, str] = field(
        default_factory=lambda: {"MH-01": "truonga-hieutruong", "MH-02": "trungtamb-giamdoc"}
    )
