"""Who drafted does not decide: the lead neither approves the own plan nor signs the result notice (practice.md 1)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.queries.integrity.record import Flaw, Record

# Papers of the inspection or its parties that the lead never signs; an assignment in writing lifts this for the result.
NEVER_BY_LEAD = ("conduct_plan", "result_notice", "remedy_request")
ASSIGNABLE = ("result_notice", "remedy_request")


def apart(record: Record) -> Iterator[Flaw]:
    """The signer of a plan or of a result is not the lead of that inspection."""
    statement = f"""
        SELECT d.id, c.code, d.kind, d.title FROM inspections_document d JOIN inspections_case c ON c.id = d.case_id
        JOIN inspections_case r ON r.id = COALESCE(c.root_id, c.id)
        LEFT JOIN inspections_resultreport w ON w.case_id = r.id
        WHERE {record.within("c.id")} AND d.kind = ANY(%(kinds)s::text[]) AND d.state IN ('signed', 'issued')
            AND NOT (d.kind = ANY(%(assignable)s::text[]) AND COALESCE(w.assigned_reason, '') <> '')
            AND (d.signer_id = r.lead_id OR EXISTS (SELECT 1 FROM inspections_documentsignature s
                WHERE s.document_id = d.id AND s.role = 'personal' AND s.signer_id = r.lead_id))
        ORDER BY d.id"""  # noqa: S608
    values = {"kinds": list(NEVER_BY_LEAD), "assignable": list(ASSIGNABLE)}
    for document, code, _kind, title in record.rows(statement, **values):
        words = _("%(code)s: «%(title)s» do chính Trưởng đoàn ký hoặc phê duyệt.")
        yield Flaw("signer.lead", f"Document {document}", words % {"code": code, "title": title})


def reports(record: Record) -> Iterator[Flaw]:
    """The report is approved by somebody else than who drafted it."""
    statement = f"""
        SELECT w.id, c.code FROM inspections_resultreport w JOIN inspections_case c ON c.id = w.case_id
        WHERE {record.within("c.id")} AND w.approved_by_id IS NOT NULL AND w.assigned_reason = ''
            AND (w.approved_by_id = w.drafted_by_id OR w.approved_by_id = c.lead_id) ORDER BY w.id"""  # noqa: S608
    for report, code in record.rows(statement):
        words = _("%(code)s: báo cáo kết quả do chính người dự thảo duyệt.")
        yield Flaw("signer.report", f"ResultReport {report}", words % {"code": code})


def signed(record: Record) -> Iterator[Flaw]:
    """A paper that says it was signed has its signatures; the two sides of minutes are two persons."""
    statement = f"""
        SELECT d.id, c.code, d.title FROM inspections_document d JOIN inspections_case c ON c.id = d.case_id
        WHERE {record.within("c.id")} AND d.state IN ('signed', 'issued') AND d.route <> ''
            AND NOT EXISTS (SELECT 1 FROM inspections_documentsignature s WHERE s.document_id = d.id)
        ORDER BY d.id"""  # noqa: S608
    for document, code, title in record.rows(statement):
        words = _("%(code)s: «%(title)s» ghi là đã ký mà không có chữ ký nào được lưu.")
        yield Flaw("signer.missing", f"Document {document}", words % {"code": code, "title": title})
