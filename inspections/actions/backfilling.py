"""Looking for records made up afterwards, and what a second officer says of them (domain 15 «Against gaming»; ®)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.class_raises import DECIDERS
from inspections.actions.reference import demand
from inspections.enums import Verdict
from inspections.exceptions import Refused
from inspections.models import BackfillSign, LedgerLine, SignIn, SignReview, TeamMember, User
from inspections.queries.backfilling import lines_to_look_at, traces_of
from inspections.queries.people import actor_of, local_day
from inspections.rules.backfilling import signs_of
from inspections.rules.roles import Actor, Role
from inspections.rules.vietnamese import normalise

BATCH = 200
KEPT = timedelta(days=730)
REVIEWERS = DECIDERS | {Role.OFFICER, Role.MONITOR}


def look(rows: list[tuple[int, int]], *, now: datetime) -> int:
    """Write what the records of these lines show now; what is gone keeps its row with the moment."""
    found = traces_of([party for _line, party in rows])
    shown = {(line, code) for line, party in rows for code in signs_of(found[party])}
    with transaction.atomic():
        known = {
            (row.line_id, row.code): row
            for row in BackfillSign.objects.select_for_update().filter(
                line_id__in=[line for line, _p in rows]
            )
        }
        fresh = [
            BackfillSign(line_id=line, code=code, found_at=now)
            for line, code in sorted(shown)
            if (line, code) not in known
        ]
        moved = [row for key, row in known.items() if (key in shown) != (row.gone_at is None)]
        for row in moved:
            row.gone_at = now if row.gone_at is None else None
        BackfillSign.objects.bulk_create(fresh)
        BackfillSign.objects.bulk_update(moved, ["gone_at"])
    return len(fresh) + len(moved)


def look_at_all(*, now: datetime) -> int:
    """Every line that can still change, batch by batch."""
    after = changed = 0
    while rows := lines_to_look_at(after, BATCH):
        changed += look(rows, now=now)
        after = rows[-1][0]
    return changed


def may_review(who: Actor, line: LedgerLine) -> bool:
    """An officer, the monitor or a head of the department, who was not of the team."""
    holds = any(post.role in REVIEWERS and post.department_id == line.department_id for post in who.posts)
    if not holds or line.party is None or line.party.parent_id is None:
        return False
    return not TeamMember.objects.filter(case_id=line.party.parent_id, user_id=who.user_id).exists()


def review_signs(line: LedgerLine, *, by: User, now: datetime, verdict: str, words: str) -> SignReview:
    """Say whether the signs are explained; nothing is taken away by it and no class moves."""
    if not may_review(actor_of(by, local_day(now)), line):
        raise Refused(_("Người soát xét là người của Sở không tham gia Đoàn của lượt này."))
    said = normalise(words)
    demand(
        None if said else _("Ghi giải thích."),
        None if verdict in Verdict.values else _("Chọn ý kiến."),
        None if line.signs.filter(gone_at__isnull=True).exists() else _("Lượt này không còn dấu hiệu nào."),
    )
    return SignReview.objects.create(line=line, verdict=verdict, words=said, at=now, by=by)


def forget_sign_ins(*, now: datetime) -> int:
    """Marks of devices are kept for 24 months, no longer."""
    return SignIn.objects.filter(at__lt=now - KEPT).delete()[0]


def note_sign_in(user: User, device: str, *, now: datetime) -> SignIn:
    """Who signed in on which device; only the hash of the device's mark is kept."""
    return SignIn.objects.create(user=user, device=device, at=now)
