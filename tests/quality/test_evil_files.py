"""P13: evil files into every file field of every form: refused by a sentence that names the file, quickly, nothing kept."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.html import escape

from inspections.forms.files import ExaminedFilesField
from inspections.models import StashedFile
from inspections.rules.uploads_names import clean_name
from tests.quality import desks, insiders, letters, meetings, replies, scenes, wishes
from tests.quality.evil_corpus import evil_uploads
from tests.quality.filling import upload
from tests.quality.places import Place
from tests.quality.world import Office, Stand, changes, complaints_of, places_of, record

SECONDS = 10
TAKING_FILES = (
    *(scenes.opening, scenes.drafted, scenes.signed, scenes.submitted, scenes.notified, scenes.check),
    *(scenes.records, scenes.minutes_drafted, scenes.confirmed, scenes.papers_to_sign, desks.past),
)
THE_SCHOOL_AND_THE_POST = (
    *(replies.prepared, replies.asked, replies.files, insiders.insiders),
    *(letters.issued, letters.of_the_team, letters.arrivals),
    *(meetings.meeting, meetings.supplement_frozen, wishes.word_templates),
)
NUMBERED = re.compile(r"_?\d+$")


def file_fields(office: Office, place: Place) -> list[str]:
    """The names of the fields that take files; of those made alike for each item, one."""
    form = office.page_of(place).context[place.form] if place.form else None
    if form is None:
        return [name for name, value in place.values.items() if hasattr(value, "read")]
    found = [bound.html_name for bound in form if isinstance(bound.field, ExaminedFilesField)]
    return list({NUMBERED.sub("", name): name for name in found}.values())


def faults_of(office: Office, place: Place, field: str, evil: SimpleUploadedFile) -> Iterator[str]:
    """What is wrong with the answer to one evil file in one field."""
    where = f"{place.name}.{field}: {evil.name!r}"
    with transaction.atomic():
        untouched, began = record(), time.perf_counter()
        try:
            answer = office.send(place, {**office.body(place), field: evil})
        except Exception as error:
            yield f"{where}: {type(error).__name__}: {error}"
            transaction.set_rollback(True)
            return
        if time.perf_counter() - began > SECONDS:
            yield f"{where}: {time.perf_counter() - began:.0f} s"
        if answer.status_code != 200:
            yield f"{where}: {complaints_of(answer)}"
        elif escape(clean_name(evil.name or "")) not in answer.content.decode():
            yield f"{where}: not named"
        if changed := changes(untouched, record()):
            yield f"{where}: saved {changed}"
        if StashedFile.objects.filter(name=clean_name(evil.name or "")).exists():
            yield f"{where}: kept for later"
        transaction.set_rollback(True)


@pytest.mark.parametrize("stands", [TAKING_FILES, THE_SCHOOL_AND_THE_POST], ids=["flow", "school"])
def test_no_form_lets_an_evil_file_in(office: Office, stands: tuple[Stand, ...]) -> None:
    """Every field meets every file once: the files are dealt out over all fields of all forms."""
    found, met = [], 0
    for name in office.cast.people:
        office.browser(name)
    for stand in stands:
        with transaction.atomic():
            for place, field in _fields(office, stand):
                for evil in evil_uploads()[met % 3 :: 3]:
                    found += faults_of(office, place, field, evil)
                met += 1
            transaction.set_rollback(True)
    assert not found, "\n".join(found)
    assert met >= 3 * len(stands) // 2


def _fields(office: Office, stand: Stand) -> list[tuple[Place, str]]:
    found, seen = [], set()
    for place in places_of(stand, office.cast):
        if place.name not in seen:
            seen.add(place.name)
            found += [(place, field) for field in file_fields(office, place)]
    return found


@pytest.mark.parametrize("name", ["phieu\x00", "../../khoa", "x" * 10_000, "khong-co"])
def test_a_made_up_token_of_a_kept_file_is_told_and_opens_nothing(office: Office, name: str) -> None:
    (place,) = places_of(scenes.notified, office.cast)
    answer = office.send(place, {**office.body(place), "files-kept": name})
    assert answer.status_code == 200
    assert "Hãy chọn lại tệp đó" in answer.content.decode()


def test_a_kept_file_outlives_a_deed_that_was_rolled_back(office: Office) -> None:
    """The bytes of a kept file go only when the deed that took them holds."""
    (place,) = places_of(scenes.notified, office.cast)
    refused: Any = office.send(place, {**office.body(place), "files": [upload(), evil_uploads()[1]]})
    assert refused.status_code == 200
    kept = StashedFile.objects.get()
    with transaction.atomic():
        body = {**office.body(place), "files-kept": kept.token}
        body.pop("files")
        assert office.send(place, body).status_code == 302
        transaction.set_rollback(True)
    assert default_storage.exists(StashedFile.objects.get().blob.name)
