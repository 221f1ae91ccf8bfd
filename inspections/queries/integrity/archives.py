"""A sealed dossier is what it was when it was sealed: its manifest equals the rows, its chain has not grown shorter."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from inspections.models import Archive, CaseEvent
from inspections.queries.integrity.files import spelled
from inspections.queries.integrity.record import Flaw, Record


def archives(record: Record) -> Iterator[Flaw]:
    """The manifest has the hash it was sealed with, and the chain still holds the event at its head."""
    rows = Archive.objects.using(record.using).select_related("case").order_by("pk")
    if record.root is not None:
        rows = rows.filter(case_id=record.root)
    events = CaseEvent.objects.using(record.using)
    heads = dict(events.filter(pk__in=rows.values("last_event_id")).values_list("pk", "hash"))
    for row in rows:
        if spelled(row.manifest) != row.manifest_sha256:
            words = _("%(code)s: bản kê của hồ sơ đã lưu không khớp mã băm lúc niêm phong.")
            yield Flaw("archive.manifest", f"Archive {row.pk}", words % {"code": row.case.code})
        if heads.get(row.last_event_id) != row.chain_head:
            words = _("%(code)s: sự kiện cuối cùng lúc niêm phong không còn như đã ghi trong bản lưu.")
            yield Flaw("archive.chain", f"Archive {row.pk}", words % {"code": row.case.code})
