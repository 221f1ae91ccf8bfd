"""Each way in which a record can be falsified is found and named by its row; a record nobody touched is clean.

The walls of the database are put to sleep as only its superuser can; each corruption lives in a savepoint of its own.
"""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from inspections.actions.left_over_files import sweep_left_over_files
from inspections.documents.hashing import snapshot_hash
from inspections.models import Document, InspectionDetails, NumberSeries
from inspections.queries.integrity import Flaw, Record, examine
from inspections.queries.integrity.files import UNHASHED, columns, spelled
from tests.factories.chain import broken_link
from tests.integrity.conftest import World
from tests.integrity.plants import PLANTED, Planted, altered_event, decisions, evidence, walls_asleep


def violations(record: Record) -> list[Flaw]:
    return [flaw for flaw in examine(record) if not flaw.is_notice]


def test_a_record_that_nobody_touched_is_clean(world: World) -> None:
    assert list(examine(Record())) == []
    for case in (world.signed, world.under_check, world.ended):
        assert broken_link(case) is None
        assert list(examine(Record(root=case.pk))) == []
    out = io.StringIO()
    call_command("check_integrity", stdout=out)
    assert "0 vi phạm, 0 lưu ý" in out.getvalue()


@pytest.mark.parametrize(("code", "plant"), PLANTED, ids=[plant.__name__ for _code, plant in PLANTED])
def test_a_planted_corruption_is_found_and_named(world: World, code: str, plant: Planted) -> None:
    walls_asleep()
    row = plant(world)
    assert (code, row) in {(flaw.code, flaw.row) for flaw in violations(Record())}


def test_each_check_finds_something_that_was_planted() -> None:
    assert len(PLANTED) >= 15
    assert {code.split(".")[0] for code, _plant in PLANTED} == {
        *(
            "event",
            "chain",
            "stage",
            "turn",
            "flow",
            "number",
            "file",
            "document",
            "signer",
            "remedy",
            "archive",
        )
    }


@contextmanager
def changed_on_disk(name: str, content: bytes | None) -> Iterator[None]:
    """Other bytes under the same name, or none at all; afterwards what was there before."""
    with default_storage.open(name, "rb") as stream:
        before = stream.read()
    default_storage.delete(name)
    if content is not None:
        default_storage.save(name, ContentFile(content))
    try:
        yield
    finally:
        default_storage.delete(name)
        default_storage.save(name, ContentFile(before))


def test_bytes_changed_or_taken_from_the_disk_are_found_and_the_rest_of_a_broken_write_is_told(
    world: World,
) -> None:
    file = evidence(world)
    name, row = str(file.blob.name), f"EvidenceFile.blob {file.pk}"
    with changed_on_disk(name, b"x" * file.size):
        assert [(flaw.code, flaw.row) for flaw in violations(Record())] == [("file.altered", row)]
        assert violations(Record(with_files=False)) == []
    with changed_on_disk(name, None):
        assert [(flaw.code, flaw.row) for flaw in violations(Record(root=world.signed.pk))] == [
            ("file.missing", row)
        ]
    left = default_storage.save("zz/zz/left-over", ContentFile(b"half"))
    try:
        assert [(flaw.code, flaw.row, flaw.is_notice) for flaw in examine(Record())] == [
            ("file.orphan", left, True)
        ]
        assert sweep_left_over_files(now=timezone.now() + timedelta(hours=23)) == 0
        assert sweep_left_over_files(now=timezone.now() + timedelta(hours=25)) == 1
        assert list(examine(Record())) == []
    finally:
        default_storage.delete(left)


def test_a_gap_in_the_numbers_is_told_with_its_reason_and_breaks_nothing(world: World) -> None:
    walls_asleep()
    second = decisions(world)[1]
    Document.objects.filter(pk=second.pk).update(number=7)
    NumberSeries.objects.filter(name=second.series).update(last=7)
    InspectionDetails.objects.filter(case=second.case).update(decision_number=f"07/{second.symbol}")
    [gap] = examine(Record())
    assert (gap.code, gap.is_notice) == ("number.gap", True)
    assert "số 2-6" in gap.words and "sổ của cơ quan" in gap.words


def test_the_command_fails_and_prints_each_violation_in_words_and_for_a_machine(world: World) -> None:
    walls_asleep()
    row = altered_event(world)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 vi phạm"):
        call_command("check_integrity", case=world.signed.code, stdout=out)
    assert f"chain.altered  {row}" in out.getvalue() and world.signed.code in out.getvalue()
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_integrity", "--json", stdout=out)
    assert [(flaw["code"], flaw["row"]) for flaw in json.loads(out.getvalue())] == [("chain.altered", row)]
    call_command("check_integrity", case=world.under_check.code, stdout=io.StringIO())
    with pytest.raises(CommandError, match="Không có hồ sơ"):
        call_command("check_integrity", case="KT-không-có", stdout=io.StringIO())


def test_every_file_column_is_hashed_or_says_why_not_and_snapshots_have_one_spelling() -> None:
    assert {column.label for column in columns() if not column.sha256} == set(UNHASHED)
    text = {"ngày": "02/11/2026", "b": [1, 2.5, None], "a": "Đắk Mil"}
    assert spelled(text) == snapshot_hash(text)
