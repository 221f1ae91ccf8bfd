"""The record from which a result report is drawn up, the report with its sections, and who may review it (row 16)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from inspections.enums import (
    FindingHandling,
    FindingKind,
    FindingState,
    Ground,
    ItemMethod,
    Rating,
    ReferralKind,
    ReferralState,
    ReportState,
    TeamDuty,
)
from inspections.kinds import PartyStage
from inspections.models import (
    Answer,
    Case,
    Document,
    EvidenceFile,
    Finding,
    LegalAct,
    Referral,
    RemedyItem,
    ReportRemark,
    ReportSection,
    ReportVersion,
    ResultReport,
    SiteVisit,
    TeamMember,
)
from inspections.queries.beside import rows_beside
from inspections.queries.people import holders
from inspections.rules.facts import InspectionFacts
from inspections.rules.result_report import (
    ReportedFinding,
    ReportedInspection,
    ReportedParty,
    anchor_of,
    section_title,
)
from inspections.rules.result_report_check import SectionText
from inspections.rules.result_report_prose import day
from inspections.rules.roles import Role

BY_NAME_ONLY = frozenset({LegalAct.ActType.LAW.value, LegalAct.ActType.CODE.value})


def reported_inspection(case: Case) -> ReportedInspection:
    """Everything that the prose of a report says, in two statements: the inspection, and its parties."""
    found = _with_team_and_plan(case)
    details = found.inspection_details
    rows = list(_parties(case))
    signed = [row for row in rows if row.party_details.minutes_signed_on]
    return ReportedInspection(
        decision=_numbered("Quyết định", details.decision_number, details.decided_on),
        ground=_ground(details.ground, details.ground_text),
        scope=details.scope,
        period_from=details.period_from,
        period_to=details.period_to,
        announced_on=details.announced_on,
        finished_on=max((row.party_details.minutes_signed_on for row in signed), default=None),
        limit_end_on=details.limit_end_on,
        extended=bool(details.extension_days),
        plan=_plan(found.plan_found),
        team=tuple(
            (row["account"] or row["outside"], str(TeamDuty(row["duty"]).label)) for row in found.team_found
        ),
        contents=_contents(rows),
        parties=tuple(_party(row) for row in signed),
        ended=tuple(
            f"{_name(row)}: đã đình chỉ kiểm tra đối với đơn vị"
            for row in rows
            if row.stage == PartyStage.TERMINATED
        ),
    )


def reported_parties(case: Case) -> tuple[ReportedParty, ...]:
    """The parties with minutes, as the annex of the report counts them."""
    return tuple(_party(row) for row in _parties(case) if row.party_details.minutes_signed_on)


def _with_team_and_plan(case: Case) -> Any:
    team = TeamMember.objects.serving().filter(case_id=OuterRef("pk")).order_by("id")
    team = team.select_related("user")
    plans = Document.objects.filter(case_id=OuterRef("pk"), kind="conduct_plan", number__isnull=False)
    columns = ("number", "symbol", "dated_on")
    rows = Case.objects.select_related("inspection_details").annotate(
        team_found=rows_beside(team, duty="duty", account="user__full_name", outside="outside_name"),
        plan_found=rows_beside(plans.order_by("-id"), **{name: name for name in columns}),
    )
    found: Any = rows.get(pk=case.pk)
    duties = list(TeamDuty.values)
    found.team_found.sort(key=lambda row: duties.index(row["duty"]))
    return found


def _parties(case: Case) -> QuerySet[Any]:
    """The parties with what was checked, found, asked and handed over, each beside its row."""
    of_party = {"party_id": OuterRef("pk")}
    answers = Answer.objects.filter(**of_party).order_by("item__position", "id")
    findings = Finding.objects.filter(**of_party, state=FindingState.IN_MINUTES).order_by("id")
    asked = RemedyItem.objects.filter(request__party_id=OuterRef("pk")).order_by("position", "id")
    referrals = Referral.objects.filter(**of_party).exclude(state=ReferralState.DROPPED).order_by("id")
    visits = SiteVisit.objects.filter(**of_party, withdrawn_at__isnull=True)
    files = EvidenceFile.objects.filter(case_id=OuterRef("pk"), withdrawn_at__isnull=True)
    names = ("code", "kind", "text", "locator", "handling", "explanation", "agrees")
    act = {"act_type": "act__act_type", "act_number": "act__number", "act_name": "act__name"}
    rows = Case.objects.filter(parent_id=case.pk).exclude(stage=PartyStage.WITHDRAWN)
    rows = rows.select_related("institution", "party_details", "minutes", "remedy_request").order_by("id")
    return rows.annotate(
        answers_found=rows_beside(
            answers,
            rating="rating",
            method="method",
            requirement="item__requirement",
            group="item__group_title",
        ),
        findings_found=rows_beside(findings, **act, **{name: name for name in names}),
        asked_found=rows_beside(asked, text="text", due_on="due_on"),
        referrals_found=rows_beside(
            referrals, kind="kind", state="state", recipient="recipient", number="sent_number"
        ),
        visits_found=rows_beside(visits, id="id"),
        files_found=rows_beside(files, id="id"),
    )


def _name(row: Case) -> str:
    return row.institution.name if row.institution else row.title


def _party(row: Any) -> ReportedParty:
    rated = Counter(answer["rating"] for answer in row.answers_found)
    request = getattr(row, "remedy_request", None)
    details = row.party_details
    return ReportedParty(
        party_id=row.pk,
        name=_name(row),
        announced_on=details.announced_on,
        minutes_on=details.minutes_signed_on,
        refused=details.signing_refused,
        items=len(row.answers_found),
        complies=rated[Rating.COMPLIES],
        falls_short=rated[Rating.FALLS_SHORT],
        not_applicable=rated[Rating.NOT_APPLICABLE],
        not_enough=rated[Rating.NOT_ENOUGH],
        online=sum(answer["method"] == ItemMethod.ONLINE for answer in row.answers_found),
        visits=len(row.visits_found),
        files=len(row.files_found),
        good=_requirements(row.answers_found, Rating.COMPLIES),
        unclear=_requirements(row.answers_found, Rating.NOT_ENOUGH),
        findings=tuple(_finding(finding) for finding in row.findings_found),
        opinion=_opinion(row),
        asked=tuple((item["text"], date.fromisoformat(item["due_on"])) for item in row.asked_found),
        nothing_asked=bool(request and request.nothing_asked),
        referrals=tuple(_referral(referral) for referral in row.referrals_found),
    )


def _requirements(answers: Iterable[Mapping[str, Any]], rating: str) -> tuple[str, ...]:
    return tuple(answer["requirement"] for answer in answers if answer["rating"] == rating)


def _contents(rows: Iterable[Any]) -> tuple[str, ...]:
    """The groups of the đề cương, each once; an item without a group is one itself."""
    told = (answer["group"] or answer["requirement"] for row in rows for answer in row.answers_found)
    return tuple(dict.fromkeys(told))


def _finding(row: Mapping[str, Any]) -> ReportedFinding:
    kind = str(LegalAct.ActType(row["act_type"]).label)
    name = row["act_name"].removeprefix(f"{kind} ")
    act = name if row["act_type"] in BY_NAME_ONLY else f"số {row['act_number']}"
    place = f"{row['locator']} {kind} {act}"
    handling = str(FindingHandling(row["handling"]).label) if row["handling"] else ""
    return ReportedFinding(
        code=row["code"],
        sign=row["kind"] == FindingKind.SIGN_OF_VIOLATION,
        text=row["text"],
        place=place.strip(),
        handling=handling,
        explanation=row["explanation"],
        agrees=row["agrees"],
    )


def _opinion(row: Any) -> str:
    """Silence is no agreement: only what the party said, or that it said it had nothing to say (trap 9)."""
    minutes = getattr(row, "minutes", None)
    if minutes is None:
        return ""
    return minutes.opinion or ("không có ý kiến khác" if minutes.no_opinion else "")


def _referral(row: Mapping[str, Any]) -> str:
    """What went to whom, and how far it is; the matter itself is not told here (Điều 15 khoản 3 điểm b-d)."""
    state = ReferralState(row["state"]).label
    to = f", nơi nhận: {row['recipient']}" if row["recipient"] else ""
    number = f", số {row['number']}" if row["number"] else ""
    return f"{ReferralKind(row['kind']).label} ({state}{to}{number})"


def _ground(ground: str, text: str) -> str:
    """The ground of Điều 11 khoản 2; what a sign consists of stands in the decision and in no other paper."""
    label = str(Ground(ground).label)
    return label if ground == Ground.SIGNS else f"{label}; {text}"


def _plan(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    row = rows[0]
    number = f"{int(row['number']):02d}/{row['symbol']}"
    return _numbered("Kế hoạch tiến hành kiểm tra", number, date.fromisoformat(row["dated_on"]))


def _numbered(what: str, number: str | None, on: date | None) -> str:
    return " ".join(filter(None, [what, f"số {number}" if number else "", day(on) if on else ""]))


@dataclass(frozen=True)
class WrittenReport:
    """A report with its sections in order, and how often it was submitted; read in one statement."""

    report: ResultReport
    sections: list[ReportSection]
    submitted: int

    def texts(self) -> list[SectionText]:
        """The sections as they stand now."""
        return [
            SectionText(
                anchor_of(row.key, row.party_id),
                section_title(row.key, _name(row.party) if row.party else ""),
                row.party_id,
                row.text,
            )
            for row in self.sections
        ]


def written_report(case: Case) -> WrittenReport | None:
    """The report of an inspection; a report without a section there is not."""
    versions = ReportVersion.objects.filter(report_id=OuterRef("report_id")).order_by("-number")
    rows = ReportSection.objects.filter(report__case_id=case.pk).order_by("position", "id")
    rows = rows.select_related("report__saved_by", "party__institution")
    sections: list[Any] = list(rows.annotate(submitted=Subquery(versions.values("number")[:1])))
    if not sections:
        return None
    return WrittenReport(sections[0].report, sections, sections[0].submitted or 0)


def versions_of(case: Case) -> list[ReportVersion]:
    """What was submitted, each time with its remarks; the latest last."""
    remarks = ReportRemark.objects.select_related("made_by", "settled_by").order_by("id")
    rows = ReportVersion.objects.filter(report__case_id=case.pk)
    rows = rows.select_related("report", "submitted_by", "returned_by")
    return list(rows.prefetch_related(Prefetch("remarks", remarks)).order_by("number"))


def latest_version(case: Case) -> ReportVersion:
    """What was submitted last, with its report."""
    rows = ReportVersion.objects.select_related("report", "submitted_by").filter(report__case_id=case.pk)
    return rows.latest("number")


def remarks_to_answer(report: ResultReport) -> list[ReportRemark]:
    """The remarks with which the report came back, until it is submitted again."""
    if report.state != ReportState.RETURNED:
        return []
    rows = ReportRemark.objects.filter(version__report=report, version__number=_last_number(report))
    return list(rows.select_related("made_by", "version").order_by("id"))


def _last_number(report: ResultReport) -> Subquery:
    rows = ReportVersion.objects.filter(report=report).order_by("-number")
    return Subquery(rows.values("number")[:1])


def texts_of_version(version: ReportVersion) -> list[SectionText]:
    """The sections as they were submitted."""
    rows = cast(list[dict[str, Any]], version.contents["sections"])
    return [SectionText(row["anchor"], row["title"], row["party_id"], row["text"]) for row in rows]


def reviewing_role(facts: InspectionFacts, on: date) -> str:
    """Who is asked to review: the head of section, else a deputy, else the director; nobody of the team (practice 1)."""
    team = {member.user_id for member in facts.team}
    for role in (Role.SECTION_HEAD, Role.DEPUTY_DIRECTOR):
        people = set(holders(on, role, department_id=facts.department_id).values_list("pk", flat=True))
        if people - team:
            return role
    return Role.DIRECTOR
