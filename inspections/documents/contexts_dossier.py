"""What all documents of one inspection share: decision, team, agency of the day, heads and signers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import OuterRef, Q, QuerySet, Subquery

from inspections.enums import TeamDuty
from inspections.kinds import INSPECTED_PARTY, PartyStage
from inspections.models import (
    AgencyProfile,
    Case,
    ConductPlan,
    InspectionDetails,
    Institution,
    Membership,
    TeamMember,
    User,
)
from inspections.queries.agency import agencies_on
from inspections.queries.beside import RowsBeside, objects_of, rows_beside
from inspections.queries.signatures import accepted_words
from inspections.rules.numbering import document_symbol, parse_number, team_symbol

from .contexts_text import iso_date, joined_address, small_first, title_words, without_closing_mark
from .formatting import full_number
from .snapshots import (
    DayUnitWord,
    DecisionReference,
    DocumentKind,
    DocumentSnapshot,
    GroundSnapshot,
    PartySnapshot,
    PersonSnapshot,
    SignerSnapshot,
)

HEAD_TITLE = "Giám đốc"
LEAD_TITLE = "Trưởng đoàn"
TEAM_ARCHIVE = "hồ sơ Đoàn kiểm tra"
SUBJECT_OPENING = "kiểm tra chuyên ngành"
CAPACITY = re.compile(r"^(KT|TM|TL|TUQ|Q)\.\s*(.*)$", re.IGNORECASE)
DUTY_ORDER = {duty: place for place, duty in enumerate(TeamDuty.values)}
REACHED_BY = ("full_name", "phone", "email")
REPORT_TO_ISSUER = "Người ra quyết định kiểm tra (để báo cáo)"


@dataclass(frozen=True)
class Dossier:
    """One inspection as its documents name it, on one day."""

    details: InspectionDetails
    members: Sequence[TeamMember]
    agency: AgencyProfile
    decision: DecisionReference
    today: date
    demo: bool

    @property
    def plan(self) -> ConductPlan | None:
        """The conduct plan, if one is written."""
        return cast(ConductPlan | None, getattr(self.details.case, "conduct_plan", None))

    @property
    def decision_label(self) -> str:
        """Number and symbol of the decision: "15/QĐ-SGDĐT"."""
        return full_number(self.decision["number"], self.decision["symbol"])


def load_dossier(
    details: InspectionDetails,
    *,
    today: date,
    demo: bool,
    profiles: Iterable[Mapping[str, Any]],
    team: Iterable[Mapping[str, Any]],
) -> Dossier:
    """``details`` come with case, issuer and capacity; ``profiles`` of the agency and the team stand beside them."""
    decided_on = details.decided_on or today
    agencies = agencies_on(today, decided_on, profiles=profiles)
    return Dossier(
        details=details,
        members=_members(team),
        agency=agencies[today],
        decision=_decision_reference(details, agencies[decided_on]),
        today=today,
        demo=demo,
    )


def team_beside(case: OuterRef, on: date) -> RowsBeside:
    """The team beside another row; a member without a recorded post is named by the post held that day."""
    open_ended = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    held = Membership.objects.filter(open_ended, user=OuterRef("user_id"), valid_from__lte=on).exclude(
        title=""
    )
    post_of_day = Subquery(held.order_by("-valid_from").values("title")[:1])
    columns = {field.attname: field.attname for field in TeamMember._meta.concrete_fields}
    team = TeamMember.objects.serving().filter(case_id=case).order_by("id")
    reached = {name: f"user__{name}" for name in REACHED_BY}
    return rows_beside(team, **columns, **reached, post_of_day=post_of_day)


def account(user_id: int | None, **known: str) -> User | None:
    """A person of whom these columns were read beside another row."""
    if user_id is None:
        return None
    row = {"id": user_id, **known}
    names = [field.attname for field in User._meta.concrete_fields if field.attname in row]
    return cast(User, User.from_db(None, names, [row[name] for name in names]))


def _members(rows: Iterable[Mapping[str, Any]]) -> list[TeamMember]:
    """The team, lead first, each with his account."""
    found = list(rows)
    members = objects_of(TeamMember, found)
    for member, row in zip(members, found, strict=True):
        member.user = account(member.user_id, **{name: row[name] for name in REACHED_BY})
        member.post_of_day = row["post_of_day"]  # type: ignore[attr-defined]
    return sorted(members, key=lambda member: (DUTY_ORDER[member.duty], member.pk))


def person(member: TeamMember) -> PersonSnapshot:
    """A member as documents name him."""
    post = member.post_title or getattr(member, "post_of_day", None) or member.outside_body
    return {"name": member.name, "post": post, "duty": str(member.get_duty_display())}


def party_snapshot(institution: Institution | None) -> PartySnapshot:
    """An inspected party: name, and its address without a district."""
    if institution is None:
        return {"name": "", "address": ""}
    place = (institution.address, institution.commune, institution.province)
    return {"name": institution.name, "address": joined_address(place)}


def listed_parties(case: Case) -> QuerySet[Case]:
    """The parties of an inspection that were not withdrawn from the list."""
    listed = Case.objects.filter(parent_id=case.pk, kind=INSPECTED_PARTY.code).exclude(
        stage=PartyStage.WITHDRAWN
    )
    return listed.select_related("institution", "party_details").order_by("id")


def parties_of(case: Case) -> list[Case]:
    """Those parties, read."""
    return list(listed_parties(case))


def province(agency: AgencyProfile) -> str:
    """ "tỉnh Lâm Đồng", or "thành phố …" where the superior is a city's Committee."""
    city = re.search(r"\b(thành phố|tp)\b", agency.superior, re.IGNORECASE)
    return f"{'thành phố' if city else 'tỉnh'} {agency.place}"


def authority(agency: AgencyProfile) -> str:
    """Who decides (Điều 6): "Giám đốc Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"."""
    return f"{HEAD_TITLE} {agency.name} {province(agency)}"


def superior_words(agency: AgencyProfile) -> str:
    """The superior in running text: "UBND tỉnh Lâm Đồng"."""
    committee = agency.superior.upper().startswith(("UBND", "ỦY BAN NHÂN DÂN"))
    return f"UBND {province(agency)}" if committee else agency.superior


def signer(name: str, lines: str) -> SignerSnapshot:
    """Read a capacity: "GIÁM ĐỐC", or "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC" (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7)."""
    first, _bar, second = (part.strip() for part in lines.partition("|"))
    match = CAPACITY.match(first)
    prefix, head = (f"{match[1].upper()}.", match[2]) if match else ("", first)
    return {"prefix": prefix, "head_title": title_words(head), "title": title_words(second), "name": name}


def issuer_signer(details: InspectionDetails) -> SignerSnapshot:
    """The issuer of the decision in the capacity chosen for it; unknown values stay blank."""
    name = details.issuer.full_name if details.issuer else ""
    return signer(name, details.issuer_capacity.lines if details.issuer_capacity else "")


def lead_signer(dossier: Dossier) -> SignerSnapshot:
    """The lead signs the papers of the team."""
    leads = [member.name for member in dossier.members if member.duty == TeamDuty.LEAD]
    return signer(leads[0] if leads else "", LEAD_TITLE)


def subject_of(case: Case) -> str:
    """The subject without "về việc": "kiểm tra chuyên ngành về …", from the title of the dossier."""
    title = without_closing_mark(case.title)
    if title.casefold().startswith("về việc "):
        title = title[8:]
    if title.casefold().startswith("kiểm tra"):
        return title[:1].lower() + title[1:]
    return f"{SUBJECT_OPENING} về {small_first(title)}"


def _decision_reference(details: InspectionDetails, agency: AgencyProfile) -> DecisionReference:
    typed = (details.decision_number or "").strip()
    read = parse_number(typed)
    return {
        "number": str(read.number) if read else typed,
        "symbol": read.symbol if read else document_symbol("QĐ", agency.short_name),
        "signed_on": iso_date(details.decided_on),
        "issuer": authority(agency),
        "subject": subject_of(details.case),
    }


def limit(details: InspectionDetails) -> tuple[int, DayUnitWord]:
    """The limit of the decision and its unit; Điều 13 says "ngày"."""
    return details.limit_days or 0, "working_day" if details.day_unit == "working_day" else "day"


@dataclass(frozen=True)
class Heading:
    """What the head of one kind of document says."""

    kind: DocumentKind
    type_name: str
    type_abbr: str
    subject: str
    recipients: Iterable[str]
    signatures: str
    grounds: Sequence[GroundSnapshot] = ()
    archive: str = TEAM_ARCHIVE
    number: str = ""
    signed_on: date | None = None


def agency_head(dossier: Dossier, heading: Heading) -> DocumentSnapshot:
    """Head and foot of a document of the agency, signed by the issuer of the decision."""
    return {
        "kind": heading.kind,
        "superior": dossier.agency.superior,
        "agency": dossier.agency.name,
        "number": heading.number,
        "symbol": document_symbol(heading.type_abbr, dossier.agency.short_name),
        "place": dossier.agency.place,
        "signed_on": iso_date(heading.signed_on),
        "type_name": heading.type_name,
        "subject": heading.subject,
        "grounds": list(heading.grounds),
        "recipients": list(heading.recipients),
        "archive": heading.archive,
        "signer": issuer_signer(dossier.details),
        "accepted_signatures": accepted_words(heading.kind, dossier.today) or heading.signatures,
        "signature_state": "",
        "demo": dossier.demo,
    }


def team_head(dossier: Dossier, heading: Heading) -> DocumentSnapshot:
    """Head and foot of a paper of the team, in the team's own series, signed by the lead."""
    head = agency_head(dossier, heading)
    head["superior"] = dossier.agency.name
    head["agency"] = f"Đoàn kiểm tra theo Quyết định số {dossier.decision_label}"
    head["symbol"] = team_symbol(heading.type_abbr)
    head["signer"] = lead_signer(dossier)
    return head
