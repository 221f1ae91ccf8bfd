"""P2: the answer is lost on its way and the form is sent again; it acts once, and the second answer says so."""

from typing import Any

import pytest
from django.db import connection, transaction

from inspections.steps import STEPS
from tests.crawl.doors import READ_ONLY
from tests.crawl.table import OF_OBJECTS, PLAIN
from tests.quality.places import Place
from tests.quality.world import STANDS, Office, Stand, changes, complaints_of, places_of, record

# The line «Đã lưu lúc …» and the sheet that is shown once, to be printed.
# "step" stands for the deeds; every press of «Gửi mã», «Tạo địa chỉ lịch» is meant to make one more, and the newest
# counts; every zip handed out is noted. Pieces of files and signing tools speak with machines (test_machines.py).
WITHOUT_A_FORM = {
    *("step", "send_code", "feed_made", "dossier_zip", "archive_take"),
    *("uploads", "signing_prepare", "signing_finish"),
}
# A file that comes back is only laid beside its draft; the one act is its confirmation.
LOOKED_AT_ONLY = {"returned", "returned_drop"}
ANSWERED_WITH_A_PAGE = {"autosave", "give_access", "contact_sheet", "name_contact", "enter_contact_letter"}


def faults_of(office: Office, place: Place) -> list[str]:
    """What is wrong when this form is sent, its answer lost, and the same body sent again."""
    body = office.body(place)
    untouched = record()
    first = office.send(place, fresh(body, place))
    connection.check_constraints()
    if first.status_code != (200 if place.name in ANSWERED_WITH_A_PAGE else 302):
        return [f"{place.name}: not done: {complaints_of(first)}"]
    done = record()
    acted = bool(changes(untouched, done))
    found = [] if acted != (place.name in LOOKED_AT_ONLY) else [f"{place.name}: acted at first: {acted}"]
    second = office.send(place, fresh(body, place))
    connection.check_constraints()
    again = changes(done, record())
    if again:
        found.append(f"{place.name}: acted twice: {again}")
    if second.status_code not in ((200, 302) if place.name in ANSWERED_WITH_A_PAGE else (302, 409)):
        found.append(f"{place.name}: second answer {complaints_of(second)}")
    return found


def fresh(body: dict[str, Any], place: Place) -> dict[str, Any]:
    """The same body once more: files are read anew from the disk of the sender."""
    return {**body, **{name: value for name, value in place.values.items() if hasattr(value, "read")}}


@pytest.mark.parametrize("stand", STANDS, ids=lambda stand: stand.__name__)
def test_every_form_sent_twice_acts_once(office: Office, stand: Stand) -> None:
    found: list[str] = []
    for place in places_of(stand, office.cast):
        office.browser(place.person)
        with transaction.atomic():
            try:
                found += faults_of(office, place)
            except Exception as error:
                found.append(f"{place.name}: {type(error).__name__}: {error}")
            transaction.set_rollback(True)
    assert not found, "\n".join(found)


def test_every_deed_and_every_address_that_takes_a_form_is_tried(office: Office) -> None:
    tried: set[str] = set()
    for stand in STANDS:
        with transaction.atomic():
            tried |= {place.name for place in places_of(stand, office.cast)}
            transaction.set_rollback(True)
    deeds = {f"{kind}:{verb}" for kind, steps in STEPS.items() for verb in steps}
    forms = (set(PLAIN) | OF_OBJECTS) - set(READ_ONLY) - WITHOUT_A_FORM
    assert not (deeds | forms) - tried, ", ".join(sorted((deeds | forms) - tried))
