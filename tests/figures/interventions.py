"""Every intervention sent by forms: drafted, signed, issued, and one taken back."""

from datetime import timedelta
from typing import Any, Protocol

from django.utils import timezone

from inspections.enums import ExtensionGround, TerminationCause
from inspections.management.demo.people import Cast
from inspections.management.demo.story import Plot
from inspections.models import Case, Order, TeamMember
from tests.factories.orders import told_until_now
from tests.figures.browsing import Office, step_url
from tests.figures.counting import Statements

LEAD, DIRECTOR, CLERK = "truongdoan", "giamdoc", "vanthu"
# Numbered, sealed and in force in one wave. Only where an order moves rows of several tables does it cost more than any
# other issued paper: the parties that end with the inspection (each its own stage and its own record), the units that
# join with their items and overlap reviews, the dates that are counted again after a pause.
MOST_WITH_AN_EFFECT = {
    "issue_order (resumption)": 33,
    "issue_order (amendment)": 31,
    "issue_order (termination)": 28,
}
WHY = "Sạt lở đường đến hai xưởng thực hành, chưa thông xe."


class Life(Protocol):
    """What this part of a life needs of the whole."""

    office: Office
    cast: Cast
    counts: dict[str, tuple[Statements, int]]

    def send(self, deed: str, name: str, url: str, *, document: bool = False, **changed: Any) -> None: ...

    def by_hand(self) -> dict[str, Any]: ...


def draft(life: Life, verb: str, case: Case, **given: Any) -> Order:
    """The lead drafts; the order is the newest one."""
    life.send(verb, LEAD, step_url(case, verb), document=True, reason=WHY, **given)
    return Order.objects.latest("pk")


def carry(life: Life, verb: str, case: Case, **given: Any) -> None:
    """Draft, signature and issue."""
    order = draft(life, verb, case, **given)
    url = step_url(order.case, "sign_order", order.pk)
    life.send(f"sign_order ({order.kind})", DIRECTOR, url, document=True, **life.by_hand())
    if order.kind != "plan_adjustment":
        url, deed = step_url(order.case, "issue_order", order.pk), f"issue_order ({order.kind})"
        life.send(deed, CLERK, url, document=True, **life.by_hand())
        statements, most = life.counts[deed]
        life.counts[deed] = (statements, MOST_WITH_AN_EFFECT.get(deed, most))


def intervene(life: Life) -> None:
    """An inspection that meets everything, and one whose decision is revoked."""
    today = timezone.localdate()
    case = told_until_now(
        life.cast, "begin_check", Plot(theme="van-bang-chung-chi", codes=("MH-01", "MH-02"))
    )
    first, second = case.children.order_by("pk")
    carry(life, "draft_extension", case, ground=ExtensionGround.COMPLEX, days=3)
    remote = first.answers.filter(method="online").values_list("pk", flat=True)[:2]
    carry(life, "draft_plan_adjustment", first, answers=list(remote))
    leaving = TeamMember.objects.get(case=case, user=life.cast.people["thanhvien2"])
    carry(life, "draft_replacement", case, leaving=leaving.pk, joining=life.cast.people["chuyenvien"].pk)
    added = {"adds": [life.cast.institutions["MH-09"].pk], "note": "Không trùng lặp."}
    carry(life, "draft_amendment", case, **added, scope="Chỉ văn bằng cấp năm 2026")
    carry(life, "draft_party_termination", second, cause=TerminationCause.GONE)
    carry(life, "draft_pause", case, from_on=f"{today:%d/%m/%Y}")
    tomorrow = f"{today + timedelta(days=1):%d/%m/%Y}"
    order = draft(life, "draft_resumption", case, again_on=tomorrow)
    life.send("drop_order", LEAD, step_url(case, "drop_order", order.pk), reason=WHY)
    carry(life, "draft_resumption", case, again_on=tomorrow)
    carry(life, "draft_termination", case, cause=TerminationCause.COVERED)
    decided = told_until_now(life.cast, "issue_decision", Plot(theme="chuan-co-so", codes=("MH-04",)))
    carry(life, "draft_revocation", decided)
