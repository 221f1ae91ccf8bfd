"""Row, file and hash agree: every file that a row names is there, as long as it was, byte for byte (quality.md 4).

Every file column of the record is looked at: what is added later is found by its type, not by a list.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.core.files.storage import Storage
from django.db import models
from django.utils.translation import gettext as _

from inspections.models import Archive, Case, Document, Upload
from inspections.queries.integrity.record import Flaw, Record

PIECE = 1 << 20
# Columns without a hash of their own bytes, each with the reason.
UNHASHED = {
    "Upload.blob": "its hash is that of the whole file, of which a part has come",
    "SigningSession.prepared": "made again whenever it is lost; what counts is the signed file that comes back",
}


# Folders of the store whose files are made anew when somebody asks: no row names them, a sweep empties them.
MADE_ANEW = ("word",)


class Column(NamedTuple):
    """One file column: its model, its name, the columns of its hash and size, the way to its case."""

    model: type[models.Model]
    name: str
    sha256: str
    size: str
    case: str

    @property
    def label(self) -> str:
        """«Document.final»."""
        return f"{self.model.__name__}.{self.name}"


class Named(NamedTuple):
    """What one row says of one file."""

    row: str
    sha256: str
    size: int | None
    case: int | None


def columns() -> list[Column]:
    """Every file column of the record."""
    found = []
    for model in apps.get_app_config("inspections").get_models():
        names = {field.name for field in model._meta.concrete_fields}
        files = [field for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
        for field in files if not model._meta.proxy else ():
            bare = field.name.removesuffix("_file")
            hashes = [f"{field.name}_sha256", f"{bare}_sha256", *(["sha256"] if len(files) == 1 else [])]
            sha256 = next((name for name in hashes if name in names), "")
            if f"{model.__name__}.{field.name}" in UNHASHED:
                sha256 = ""
            size = "size" if sha256 == "sha256" and "size" in names else ""
            found.append(Column(model, field.name, sha256, size, _way_to_case(model)))
    return found


def _way_to_case(model: type[models.Model], steps: int = 2) -> str:
    """«case_id», or «document__case_id» through another row; nothing where a row belongs to no case."""
    links = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    for link in links:
        if link.related_model is Case and not link.remote_field.parent_link:
            return link.attname
    for link in links if steps > 1 else ():
        target = link.related_model
        if isinstance(target, type) and target is not model and (way := _way_to_case(target, steps - 1)):
            return f"{link.name}__{way}"
    return ""


def files(record: Record) -> Iterator[Flaw]:
    """Each named file is there with its length and hash; what lies there unnamed is only told."""
    named: dict[str, list[Named]] = defaultdict(list)
    for column in columns():
        for name, said in _named(record, column):
            if name:
                named[name].append(said)
            else:
                words = _("%(row)s ghi mã băm mà không có tệp.") % {"row": said.row}
                yield Flaw("file.unnamed", said.row, words)
    for name in sorted(named):
        yield from _compared(record, name, named[name])
    if record.root is None:
        yield from _orphans(record)


def _named(record: Record, column: Column) -> Iterator[tuple[str, Named]]:
    """What the rows of one column say; of disposed dossiers the files are lawfully gone."""
    rows: Any = column.model._base_manager.using(record.using).order_by("pk")
    hashed = models.Q(**{f"{column.name}__gt": ""})
    if column.sha256:
        hashed |= models.Q(**{f"{column.sha256}__gt": ""})
    rows = rows.filter(hashed)
    if column.case:
        root = column.case.removesuffix("_id") + "__root_id"
        gone = Archive.objects.using(record.using).filter(disposed_on__isnull=False).values("case_id")
        rows = rows.exclude(**{f"{column.case}__in": gone}).exclude(**{f"{root}__in": gone})
        if record.root is not None:
            rows = rows.filter(models.Q(**{column.case: record.root}) | models.Q(**{root: record.root}))
    elif record.root is not None:
        return
    wanted = ["pk", column.name, *filter(None, (column.sha256, column.size, column.case))]
    for values in rows.values(*wanted):
        row = f"{column.label} {values['pk']}"
        sha256, size = values.get(column.sha256) or "", values.get(column.size)
        yield values[column.name] or "", Named(row, sha256, size, values.get(column.case))


def _compared(record: Record, name: str, said: list[Named]) -> Iterator[Flaw]:
    if not record.storage.exists(name):
        for one in said:
            words = _("%(row)s: không thấy tệp %(name)s.") % {"row": one.row, "name": name}
            yield Flaw("file.missing", one.row, words)
        return
    size = record.storage.size(name)
    digest = _digest(record.storage, name) if record.with_files and any(one.sha256 for one in said) else ""
    for one in said:
        names = {"row": one.row, "name": name, "size": size, "told": one.size}
        if one.size is not None and one.size != size:
            words = _("%(row)s: tệp %(name)s dài %(size)s byte, sổ ghi %(told)s byte.")
            yield Flaw("file.size", one.row, words % names)
        elif digest and one.sha256 and one.sha256 != digest:
            words = _("%(row)s: tệp %(name)s không khớp mã băm đã ghi; nội dung đã bị thay đổi.")
            yield Flaw("file.altered", one.row, words % names)


def _digest(storage: Storage, name: str) -> str:
    digest = hashlib.sha256()
    with storage.open(name, "rb") as stream:
        for piece in stream.chunks(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def stored(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of everything in the store."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        yield f"{folder}/{name}" if folder else name
    for inner in sorted(folders):
        yield from stored(storage, f"{folder}/{inner}" if folder else inner)


def names_of_rows(record: Record) -> set[str]:
    """Every name that any row gives, whatever became of its dossier."""
    found: set[str] = set()
    for column in columns():
        rows: Any = column.model._base_manager.using(record.using).filter(**{f"{column.name}__gt": ""})
        found.update(rows.order_by().values_list(column.name, flat=True))
    return found


def without_row(storage: Storage, named: set[str]) -> Iterator[str]:
    """What lies in the store although no row names it: what a write left behind that was broken off."""
    for name in stored(storage):
        if name not in named and name.split("/")[0] not in MADE_ANEW:
            yield name


def _orphans(record: Record) -> Iterator[Flaw]:
    for name in without_row(record.storage, names_of_rows(record)):
        words = _("Tệp %(name)s không thuộc dòng nào: phần còn lại của một lần ghi bị ngắt.")
        yield Flaw("file.orphan", name, words % {"name": name}, is_notice=True)


def uploads(record: Record) -> Iterator[Flaw]:
    """Of a file that still comes, at least what was acknowledged is there."""
    if record.root is not None:
        return
    for row in Upload.objects.using(record.using).filter(blob__gt="").order_by("pk"):
        name = str(row.blob.name)
        if record.storage.exists(name) and record.storage.size(name) < row.received:
            words = _("Tệp đang tải lên %(row)s đã nhận %(told)s byte nhưng trên đĩa có ít hơn.")
            yield Flaw("file.size", f"Upload {row.pk}", words % {"row": row.pk, "told": row.received})


def snapshots(record: Record) -> Iterator[Flaw]:
    """The text that was frozen, and for which people signed, is still the text of its hash."""
    if not record.with_files:
        return
    rows = (
        Document.objects.using(record.using)
        .order_by("pk")
        .values_list("pk", "title", "snapshot", "snapshot_sha256")
    )
    if record.root is not None:
        rows = rows.filter(models.Q(case_id=record.root) | models.Q(case__root_id=record.root))
    for pk, title, snapshot, sha256 in rows.iterator(chunk_size=500):
        if spelled(snapshot) != sha256:
            words = _("Nội dung đã chốt của «%(title)s» không khớp mã băm của nó.")
            yield Flaw("document.snapshot", f"Document {pk}", words % {"title": title})


def spelled(snapshot: Any) -> str:
    """The hash of a snapshot in its one spelling (a test compares it with that of the room of documents)."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
