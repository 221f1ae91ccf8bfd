"""Dossiers at several places of the line, played once for a file of tests; every test works in its own savepoint."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from inspections.actions import inspection
from inspections.management.demo.people import Cast
from inspections.management.demo.plot import Plot
from inspections.models import Case
from tests.factories.cases import after, case_after
from tests.factories.people import make_people


@dataclass(frozen=True)
class World:
    """One dossier with signed minutes, one under check, one that ended before its decision."""

    cast: Cast
    signed: Case
    under_check: Case
    ended: Case

    @property
    def party(self) -> Case:
        """The party with signed minutes."""
        return self.signed.children.get()


def _played() -> World:
    cast = make_people()
    ended = case_after(cast, "propose", Plot(codes=("MH-04",)))
    inspection.abandon(
        ended,
        by=cast.people["truongphong"],
        now=after("propose"),
        reason="Đơn vị đã giải thể trước khi kiểm tra.",
    )
    return World(
        cast,
        signed=case_after(cast, "sign_minutes"),
        under_check=case_after(cast, "begin_check", Plot(codes=("MH-02",))),
        ended=Case.objects.get(pk=ended.pk),
    )


@pytest.fixture(scope="module")
def played(
    django_db_setup: None, django_db_blocker: Any, files_in_a_temporary_folder: None, tmp_path_factory: Any
) -> Iterator[World]:
    """Played in an outer transaction, with files in a folder that no other test writes to."""
    default = settings.STORAGES["default"]
    options = {**default["OPTIONS"], "location": tmp_path_factory.mktemp("files-of-the-world")}
    storages = {**settings.STORAGES, "default": {**default, "OPTIONS": options}}
    with override_settings(STORAGES=storages), django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield _played()
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def world(played: World, db: None) -> World:
    """The world, inside the test's own savepoint."""
    return played
