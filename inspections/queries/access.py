"""Who comes in by which sheet or invitation, and what colleagues prepared for an answer (practice 5; bar.md O3)."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import F, Func, Q, QuerySet, Value
from django.utils.crypto import salted_hmac

from inspections.enums import RequestItemState
from inspections.models import (
    AccessSheet,
    ContactAppointment,
    InformationRequest,
    Invitation,
    ItemShare,
    Membership,
    OutlineEntry,
    RemedyItem,
    StashedFile,
    User,
)
from inspections.queries.people import valid_on
from inspections.queries.rules import rule_on
from inspections.rules.access import clean_code, phone_digits
from inspections.rules.roles import INSTITUTION_READERS, INSTITUTION_ROLES, Actor, Role

WAITING = (RequestItemState.ASKED, RequestItemState.UPHELD)


class Prepared(NamedTuple):
    """What colleagues made ready for one thing asked: the text, the files that wait, and who made it ready."""

    text: str
    files: list[StashedFile]
    by: list[str]


def fingerprint(secret: str) -> str:
    """What is kept of a link or a code: nobody gets back from it, nobody without the server's key can try."""
    return salted_hmac("inspections.access", secret, algorithm="sha256").hexdigest()


def sheet_of_link(token: str) -> AccessSheet | None:
    """The sheet behind a link, good or not."""
    return _sheets().filter(link_hash=fingerprint(token)).first()


def sheet_of_code(typed: str) -> AccessSheet | None:
    """The sheet behind a typed code, good or not."""
    return _sheets().filter(code_hash=fingerprint(clean_code(typed))).first()


def _sheets() -> QuerySet[AccessSheet]:
    return AccessSheet.objects.filter(user__is_active=True).select_related("user", "institution", "made_by")


def invitation_of_link(token: str) -> Invitation | None:
    """The invitation behind a link, good or not."""
    rows = Invitation.objects.select_related("institution", "invited_by")
    return rows.filter(link_hash=fingerprint(token)).first()


def days_of(key: str, otherwise: int, on: date) -> int:
    """How many days a link is good by the rule of the day."""
    row = rule_on(key, on)
    return int(row.value) if row is not None else otherwise


def sign_in_name(typed: str) -> str:
    """The sign-in name for what was typed: itself, or that of the only active person with this e-mail or phone."""
    wanted = typed.strip().lower()
    if "@" in wanted:
        people = User.objects.filter(email__iexact=wanted)
    elif digits := phone_digits(wanted):
        plain = Func(F("phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
        own = User.objects.filter(username=wanted)
        if own.exists():
            return wanted
        people = User.objects.alias(digits=plain).filter(digits__in=(digits, f"84{digits[1:]}"))
    else:
        return wanted
    names = list(people.filter(is_active=True).values_list("username", flat=True)[:2])
    return names[0] if len(names) == 1 else wanted


def posts_at(institution_ids: Collection[int], on: date) -> QuerySet[Membership]:
    """Posts at these institutions that run on the day or begin later."""
    rows = Membership.objects.filter(institution_id__in=institution_ids, role__in=INSTITUTION_ROLES)
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on))
    return rows.select_related("user", "institution").order_by("user__sort_name", "valid_from", "id")


def helpers_of(institution_id: int | None, on: date) -> QuerySet[User]:
    """Colleagues who help at the institution on the day."""
    posts = posts_at([institution_id] if institution_id else [], on)
    posts = posts.filter(valid_on(on), role=Role.INSTITUTION_HELPER)
    return User.objects.filter(is_active=True, pk__in=posts.values("user_id"))


def open_sheets(user_ids: Collection[int]) -> dict[int, AccessSheet]:
    """The sheet of each person that was handed out and not opened yet."""
    rows = AccessSheet.objects.filter(
        user_id__in=user_ids, used_at__isnull=True, cancelled_at__isnull=True
    ).order_by("id")
    return {row.user_id: row for row in rows}


def appointments_of(institution_ids: Collection[int]) -> QuerySet[ContactAppointment]:
    """Letters that named contact persons, newest first."""
    rows = ContactAppointment.objects.filter(institution_id__in=institution_ids)
    return rows.select_related("institution__department", "user", "appointed_by")


def invitations_of(institution_ids: Collection[int]) -> QuerySet[Invitation]:
    """Invitations that nobody took up yet, and those called off, newest first."""
    rows = Invitation.objects.filter(institution_id__in=institution_ids, accepted_at__isnull=True)
    return rows.select_related("institution", "invited_by")


def living_shares() -> QuerySet[ItemShare]:
    """Shares in force: not taken back, what was asked still waits, the dossier still runs."""
    rows = ItemShare.objects.filter(
        ended_at__isnull=True, item__state__in=WAITING, case__closed_at__isnull=True
    )
    return rows.select_related(
        "item__request__sent_by", "case__department", "case__institution", "shared_by", "person", "invitation"
    ).prefetch_related("files")


def shares_for(who: Actor) -> QuerySet[ItemShare]:
    """What was given to this person to prepare, where he holds a helper's post of the day; nothing else."""
    places = [
        post.institution_id
        for post in who.posts
        if post.role == Role.INSTITUTION_HELPER and post.institution_id
    ]
    rows = living_shares().filter(person_id=who.user_id, case__institution_id__in=places)
    return rows.order_by("item__request__due_on", "item_id", "id")


def shares_of_request(request: InformationRequest) -> QuerySet[ItemShare]:
    """The shares of one request, for those who answer it."""
    return living_shares().filter(item__request=request).order_by("item_id", "id")


def prepared_for(request: InformationRequest) -> dict[int, Prepared]:
    """What colleagues marked as ready, by the number of the thing asked; several colleagues stand one under another."""
    rows = living_shares().filter(item__request=request, prepared_at__isnull=False)
    found: dict[int, Prepared] = {}
    for row in rows.select_related(None).select_related("prepared_by").order_by("item_id", "id"):
        held = found.get(row.item_id, Prepared("", [], []))
        text = "\n".join(part for part in (held.text, row.reply.strip()) if part)
        name = row.prepared_by.full_name if row.prepared_by else ""
        found[row.item_id] = Prepared(text, [*held.files, *row.files.all()], [*held.by, name])
    return found


def stashed_within_reach(user: User) -> QuerySet[StashedFile]:
    """Files held for this person: his own, and those that colleagues prepared where he answers for the institution."""
    places = Membership.objects.filter(user=user, role__in=INSTITUTION_READERS).values("institution_id")
    prepared = ItemShare.files.through.objects.filter(
        itemshare__ended_at__isnull=True, itemshare__case__institution_id__in=places
    )
    reports = OutlineEntry.files.through.objects.filter(
        outlineentry__answer__party__institution_id__in=places
    )
    remedies = RemedyItem.held.through.objects.filter(remedyitem__request__party__institution_id__in=places)
    kept = Q(pk__in=prepared.values("stashedfile_id")) | Q(pk__in=reports.values("stashedfile_id"))
    kept |= Q(pk__in=remedies.values("stashedfile_id"))
    return StashedFile.objects.filter(Q(owner=user) | kept)
