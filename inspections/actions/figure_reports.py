"""The periodic report: made with the freeze, printed by the job, signed outside, brought back with its number."""

import hashlib
from datetime import date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from inspections.actions.files import drop_stashed
from inspections.actions.jobs import JobBook
from inspections.actions.reference import demand
from inspections.documents.contexts_figure import figure_report_snapshot
from inspections.exceptions import AlreadyDone, NotReady, Refused
from inspections.models import Department, FigureForm, FigureReport, Freeze, User
from inspections.models.inputs import Incoming
from inspections.queries.people import actor_of, local_day
from inspections.rules.committee_form import Filled, fill
from inspections.rules.figure_passports import NUMBERS
from inspections.rules.figure_periods import FigurePeriod
from inspections.rules.roles import Actor, Role
from inspections.rules.vietnamese import normalise

WHO = frozenset({Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.SECTION_HEAD, Role.OFFICER, Role.RECORDS_CLERK})


def may_return(who: Actor, department_id: int) -> bool:
    """Who brings the signed report back, and the Committee's form in."""
    return any(post.role in WHO and post.department_id == department_id for post in who.posts)


def draft_report(freeze: Freeze, period: FigurePeriod) -> FigureReport:
    """With the freeze: the content is frozen, the job prints it."""
    snapshot = figure_report_snapshot(freeze, period, site=settings.SITE_URL, demo=settings.DEMO)
    made = FigureReport.objects.create(freeze=freeze, snapshot=snapshot)
    jobs = JobBook()
    jobs.add("inspections.render_figure_report", report_id=made.pk)
    jobs.write()
    return made


def render_report(report_id: int) -> None:
    """Job: print once; a second run changes nothing."""
    from inspections.documents.layout import render_pdf

    report = FigureReport.objects.get(pk=report_id)
    if report.body_sha256:
        return
    content = render_pdf("figure_report.html", report.snapshot, draft=False)
    report.body.save("bao-cao.pdf", ContentFile(content), save=False)
    FigureReport.objects.filter(pk=report.pk, body_sha256="").update(
        body=report.body.name, body_sha256=hashlib.sha256(content).hexdigest()
    )


def return_report(
    report: FigureReport, *, by: User, now: datetime, number: str, dated_on: date, file: Incoming
) -> FigureReport:
    """The signed paper comes back: its text is the text that was printed, its signatures verify; number and day are kept."""
    _require(by, report.freeze.department_id, now)
    words = normalise(number)
    with transaction.atomic():
        row = FigureReport.objects.select_for_update().get(pk=report.pk)
        if row.returned_at:
            raise AlreadyDone(_("Bản đã ký của báo cáo này đã được ghi."))
        today = local_day(now)
        demand(
            None if words else _("Ghi số, ký hiệu của báo cáo."),
            None if dated_on <= today else _("Ngày ký không sau hôm nay."),
            None if row.body_sha256 else _("Bản in chưa lập xong; đợi ít giây rồi gửi lại."),
        )
        content = file.read_all()
        row.signers = _verified(row, content, now)
        row.signed.save("bao-cao-da-ky.pdf", ContentFile(content), save=False)
        row.signed_sha256 = hashlib.sha256(content).hexdigest()
        row.number, row.dated_on, row.returned_at, row.returned_by = words, dated_on, now, by
        row.save()
        drop_stashed([file.token] if file.token else [], owner=by)
    return row


def _verified(row: FigureReport, content: bytes, now: datetime) -> str:
    """The names of who signed, or the sentence that says what is wrong with the paper."""
    from inspections.documents.signing.places import trust_roots
    from inspections.documents.signing.same_text import differs_from_draft
    from inspections.documents.signing.verify import verify_pdf

    with row.body.open("rb") as stream:
        printed = stream.read()
    changed = differs_from_draft(printed, content)
    verification = verify_pdf(content, trust_roots=trust_roots(), at=now)
    problems = [words for words in (verification.problem, changed) if words]
    if problems:
        raise NotReady(problems)
    return "; ".join(one.signer_name for one in verification.signatures)[:300]


def keep_form(department: Department, *, by: User, now: datetime, file: Incoming) -> FigureForm:
    """The Committee's form comes in once; a mark that nothing stands for is told before anything is kept."""
    _require(by, department.pk, now)
    content = file.read_all()
    tried = fill(content, dict.fromkeys(marks(), ""))
    demand(
        _("Biểu có dấu chưa biết: %(marks)s. Sửa theo danh sách dấu ở trang báo cáo rồi đưa vào lại.")
        % {"marks": ", ".join(sorted(set(tried.unknown)))}
        if tried.unknown
        else None,
        None
        if tried.found or tried.unknown
        else _("Biểu không có dấu nào để điền. Ghi dấu như {{ty_le}} vào ô cần điền."),
    )
    with transaction.atomic():
        row = FigureForm(
            department=department, name=file.name, sha256=file.sha256, uploaded_at=now, uploaded_by=by
        )
        row.blob.save(file.name, ContentFile(content), save=False)
        row.save()
        drop_stashed([file.token] if file.token else [], owner=by)
    return row


def marks() -> set[str]:
    """Every mark that a form may carry."""
    named = {f"{key}{ending}" for key in NUMBERS for ending in ("", ".a", ".b", ".ma")}
    return named | {"ky", "ngay_chot", "tinh_trang", "a", "b", "ty_le"}


def values_of(report: FigureReport) -> dict[str, int | float | str]:
    """What the marks of a form stand for: a, b and words of every figure, period, day, state."""
    found: dict[str, int | float | str] = {
        "ky": report.snapshot["period"],
        "ngay_chot": report.snapshot["taken_at"],
        "tinh_trang": "TÍNH THỬ" if report.snapshot["trial"] else report.snapshot["rule_decision"],
        "a": report.freeze.a,
        "b": report.freeze.b,
    }
    for one in report.snapshot["figures"]:
        found[f"{one['key']}.a"] = one["a"]
        found[one["key"]] = one["words"] if one["b"] is not None else one["a"]
        found[f"{one['key']}.ma"] = one["code"]
        if one["b"] is not None:
            found[f"{one['key']}.b"] = one["b"]
    found["ty_le"] = found.get("online_share_headline", "")
    return found


def filled_form(report: FigureReport, form: FigureForm) -> Filled:
    """The form with the figures of a report."""
    with form.blob.open("rb") as stream:
        return fill(stream.read(), values_of(report))


def _require(by: User, department_id: int, now: datetime) -> None:
    if not may_return(actor_of(by, local_day(now)), department_id):
        raise Refused(_("Chỉ lãnh đạo, Trưởng phòng, chuyên viên, văn thư của Sở được ghi báo cáo đã ký."))
