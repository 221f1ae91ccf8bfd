"""What a returned file is, laid beside the draft that was sent: every wrong return has its own sentence.

Source: practice.md 1 (verdicts, comparison with the draft) and 2 (number, symbol, date and signers are read from the
returned PDF); Nghị định 30/2020/NĐ-CP Điều 15, 18, 32.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.actions.signature_rows import representative_of
from inspections.documents.hashing import PRINT_CODE_LENGTH
from inspections.documents.signing.returned import ReturnedPdf, page_from_elsewhere, read_returned
from inspections.documents.signing.same_text import differs_from_draft
from inspections.documents.signing.verify import SignatureReport
from inspections.documents.signing.words import moment_words
from inspections.enums import DocumentState
from inspections.models import Case, Document, User
from inspections.models.inputs import ReturnedInput
from inspections.queries.orders import HELD_BY_INSTITUTION
from inspections.queries.people import local_day
from inspections.queries.signatures import signature_rule
from inspections.queries.visibility import case_within_reach
from inspections.rules.roles import Actor
from inspections.rules.signatures import (
    NumberedIn,
    SignatureRule,
    SignedBy,
    day_objections,
    number_objections,
    same_person,
    scan_objections,
    wrong_person,
)

MOST_WAITING = 60
WAITING = (DocumentState.FOR_SIGNATURE, DocumentState.SIGNED, DocumentState.PRINT)


@dataclass(frozen=True)
class Examined:
    """A returned file beside its draft: digital or by hand, what is wrong with it, whose words differ."""

    document: Document
    rule: SignatureRule
    read: ReturnedPdf
    by_hand: bool
    problem: str
    difference: str
    named: User | None

    @property
    def signature(self) -> SignatureReport | None:
        """The signature of the person named on the print."""
        if self.named is None:
            return None
        name = self.named.full_name
        return next((s for s in self.read.persons if same_person(name, s.signer_name)), None)

    @property
    def signed_on(self) -> date | None:
        """The day of that signature, as the file says."""
        found = self.signature
        return local_day(found.signed_at) if found and found.signed_at else None

    @property
    def number(self) -> int | None:
        """The number printed or stamped on the file."""
        return self.read.number_and_date.number if self.read.number_and_date else None

    @property
    def on(self) -> date | None:
        """The day printed or stamped on the file."""
        return self.read.number_and_date.issued_on if self.read.number_and_date else None

    @property
    def code_seen(self) -> bool:
        """Does a page of the file show the code of this print?"""
        return print_code(self.document) in self.read.print_codes


def print_code(document: Document) -> str:
    """The short hash printed on every page of this paper."""
    return document.snapshot_sha256[:PRINT_CODE_LENGTH]


def received_words(document: Document) -> str:
    """«Đã nhận lúc … do …»: what the second of two returns is told."""
    text = _("Văn bản này đã nhận lúc %(moment)s do %(name)s thực hiện, số %(number)s; không nhận lần hai.")
    return text % {
        "moment": moment_words(document.issued_at) if document.issued_at else "",
        "name": document.issued_by.full_name if document.issued_by else "",
        "number": document.full_number or _("không có"),
    }


def named_signer(document: Document) -> User | None:
    """Who signs this print: the person it was drawn up for, else the lead of the team."""
    if document.signer is not None:
        return document.signer
    return document.case.lead or (document.case.parent.lead if document.case.parent else None)


def examine(document: Document, content: bytes, *, now: datetime, who: Actor) -> Examined:
    """Lay the file beside the draft; ``problem`` says why it cannot be taken, and what to do."""
    rule = signature_rule(document.kind, local_day(document.drafted_at))
    assert rule is not None
    read = read_returned(content, at=now)
    named = named_signer(document)
    difference = _difference(document, content) if read.has_text else ""
    by_hand = read.readable and not read.is_signed
    found = Examined(document, rule, read, by_hand, "", difference, named)
    return Examined(document, rule, read, by_hand, _problem(found, who) or "", difference, named)


def _difference(document: Document, content: bytes) -> str:
    with document.body.open("rb") as stream:
        return differs_from_draft(bytes(stream.read()), content) or ""


def _problem(found: Examined, who: Actor) -> str | None:
    document, read = found.document, found.read
    if not read.readable:
        return _("Tệp không phải là PDF đọc được. Hãy tải lại bản đã ký.")
    if wrong := _of_another_paper(document, read, who):
        return wrong
    if wrong := page_from_elsewhere(read, print_code(document)):
        return wrong
    if not found.by_hand:
        return _digital_problem(found)
    if read.has_text and not found.difference:
        return _(
            "Tệp đúng nội dung dự thảo nhưng chưa có chữ ký số. Hãy ký số rồi tải lại; nếu đã ký tay thì tải bản quét "
            "của bản giấy đã ký."
        )
    return None


def _of_another_paper(document: Document, read: ReturnedPdf, who: Actor) -> str | None:
    if print_code(document) in read.print_codes or document.public_code in read.check_codes:
        return None
    other = paper_with(read)
    if other is None or other.pk == document.pk:
        return None
    words = {"title": other.title}
    if other.root_id != document.case.root_case_id:  # type: ignore[attr-defined]
        if case_within_reach(who, other.case_id) is None:
            return _("Tệp là văn bản của hồ sơ khác, không phải của hồ sơ này. Kiểm tra lại tệp.")
        text = _("Tệp là «%(title)s» của hồ sơ %(code)s, không phải của hồ sơ này. Mở hồ sơ đó để nhận lại.")
        return text % {**words, "code": other.case.code}
    if other.state == DocumentState.REPLACED or other.kind == document.kind:
        return _(
            "Tệp được in từ bản dự thảo cũ «%(title)s» đã được thay thế. Đề nghị ký lại trên bản in hiện hành "
            "(mã bản in %(code)s)."
        ) % {**words, "code": print_code(document)}
    return _("Tệp là «%(title)s», không phải văn bản đang nhận. Chọn đúng văn bản rồi nhận lại.") % words


def paper_with(read: ReturnedPdf) -> Document | None:
    """The paper whose codes the file shows."""
    codes = Q(public_code__in=read.check_codes)
    for code in read.print_codes:
        codes |= Q(snapshot_sha256__startswith=code)
    if not read.check_codes and not read.print_codes:
        return None
    row = Document.objects.filter(codes).select_related("case__parent", "issued_by").order_by("-id").first()
    if row is not None:
        row.root_id = row.case.root_case_id  # type: ignore[attr-defined]
    return row


def _digital_problem(found: Examined) -> str | None:
    if problem := found.read.verification.problem:
        return f"{problem} {found.difference}".strip()
    if found.difference:
        return found.difference
    if found.named and (
        wrong := wrong_person(found.named.full_name, [s.signer_name for s in found.read.persons])
    ):
        return wrong
    return _too_few(found)


def _too_few(found: Examined) -> str | None:
    rule, persons, others = found.rule, len(found.read.persons), len(found.read.organisations)
    if rule.organisation_counts and representative_of(found.document):
        persons += others
    if persons < rule.persons:
        text = _(
            "Tệp mới có %(there)s chữ ký số, văn bản này cần đủ %(needed)s: %(who)s. Hãy tải lên bản đã ký đủ."
        )
        return text % {"there": persons, "needed": rule.persons, "who": rule.who}
    if rule.agency and not others:
        return _(
            "Tệp đã có chữ ký của người có thẩm quyền nhưng chưa có chữ ký số của cơ quan. Chuyển văn thư ký số của cơ "
            "quan rồi nhận lại; hoặc dùng việc «Ký quyết định» để ghi chữ ký cá nhân trước."
        )
    return None


def typed_objections(found: Examined, given: ReturnedInput, *, now: datetime) -> list[str]:
    """What is still missing or wrong of number, day and, for a scan, of the comparison."""
    objections = []
    if found.by_hand:
        objections += scan_objections(
            place=given.original_place,
            code_seen=given.code_seen or (print_code(found.document) if found.code_seen else ""),
            print_code=print_code(found.document),
            compared=given.compared,
            text_differs=found.read.has_text and bool(found.difference),
        )
    needed = found.rule.numbered_in is NumberedIn.AGENCY
    objections += number_objections(given.number, found.number, needed=needed)
    if given.on is not None and found.on is not None and given.on != found.on:
        text = _("Ngày nhập (%(typed)s) khác ngày đọc được trên tệp (%(read)s). Kiểm tra lại văn bản.")
        objections.append(text % {"typed": f"{given.on:%d/%m/%Y}", "read": f"{found.on:%d/%m/%Y}"})
    drafted_on = local_day(found.document.drafted_at)
    day = given.on or found.on
    signed_on = None if found.rule.signed_by is SignedBy.BOTH_SIDES else found.signed_on
    return objections + day_objections(
        day, drafted_on=drafted_on, signed_on=signed_on, today=timezone.localtime(now).date()
    )


def find_paper(read: ReturnedPdf, content: bytes, who: Actor) -> Document | None:
    """The paper a file belongs to: by its codes, else by its words among those that wait; only within reach."""
    by_code = paper_with(read)
    if by_code is not None:
        return by_code if case_within_reach(who, by_code.case_id) else None
    if not read.has_text:
        return None
    return next((row for row in papers_waiting(who) if not _difference(row, content)), None)


def papers_waiting(who: Actor) -> list[Document]:
    """Papers that wait for their signed file in the dossiers this person sees, the newest first."""
    seen = Case.objects.order_by().visible_to(who).values("pk")
    rows = Document.objects.filter(
        case_id__in=seen, state__in=(DocumentState.FOR_SIGNATURE, DocumentState.SIGNED)
    ).exclude(Q(body_sha256="") | HELD_BY_INSTITUTION)
    return list(rows.select_related("case", "signer").order_by("-drafted_at", "-id")[:MOST_WAITING])
