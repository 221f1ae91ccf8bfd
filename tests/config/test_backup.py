"""The drill: a backup of a small office, tried, spoilt, and restored into an empty place where it then stands apart."""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections

from inspections.management.safekeeping import postgres
from inspections.models import Case, CaseEvent, EvidenceFile, Quarantine
from tests.factories.cases import case_after
from tests.factories.people import make_people

pytestmark = pytest.mark.django_db(transaction=True, databases=[DEFAULT_DB_ALIAS, postgres.SCRATCH])


@pytest.fixture(scope="module", autouse=True)
def the_drill_may_connect(django_db_setup: None) -> Iterator[None]:
    """Tests may use only databases that have a name before they begin."""
    connections.databases[postgres.SCRATCH] = dict(connections.databases[DEFAULT_DB_ALIAS])
    yield
    connections.databases.pop(postgres.SCRATCH, None)


@pytest.fixture(autouse=True)
def no_job_stays_behind(transactional_db: None) -> Iterator[None]:
    """The clean-up after a test knows only our own tables, not the queue."""
    yield
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def said(command: str, *arguments: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


def refused(words: str, *arguments: Any) -> None:
    with pytest.raises(CommandError, match=words):
        said(*arguments)


@contextmanager
def other_bytes(place: Path, change: Callable[[bytes], bytes]) -> Iterator[None]:
    before = place.read_bytes()
    place.write_bytes(change(before))
    try:
        yield
    finally:
        place.write_bytes(before)


def files_in(settings: LazySettings, folder: Path) -> None:
    """From now on files lie in a folder of their own."""
    default = settings.STORAGES["default"]
    options = {**default["OPTIONS"], "location": folder}
    settings.STORAGES = {**settings.STORAGES, "default": {**default, "OPTIONS": options}}


@contextmanager
def an_empty_place(settings: LazySettings, folder: Path) -> Iterator[None]:
    """This program's database and files are an empty one for a while."""
    files_in(settings, folder / "files")
    settings.SIGNING_FOLDER = folder / "signing"
    with postgres.scratch_database() as alias:
        own, other = connections[DEFAULT_DB_ALIAS], connections[alias]
        own.close()
        name, own.settings_dict["NAME"] = own.settings_dict["NAME"], other.settings_dict["NAME"]
        try:
            yield
        finally:
            own.close()
            own.settings_dict["NAME"] = name


def test_a_backup_is_tried_and_restored_into_an_empty_place_where_it_stands_apart(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.DATA_DIR, settings.SIGNING_FOLDER = tmp_path / "data", tmp_path / "signing"
    files_in(settings, tmp_path / "files")
    trusted = settings.SIGNING_FOLDER / "trusted" / "goc.pem"
    trusted.parent.mkdir(parents=True, exist_ok=True)
    trusted.write_text("chứng thư gốc")
    case = case_after(make_people(), "gather_files")
    head = CaseEvent.objects.latest("pk").hash
    file = EvidenceFile.objects.earliest("pk")
    backup = tmp_path / "sao-luu"

    refused("không nằm trong thư mục dữ liệu", "backup", settings.DATA_DIR / "ở đây")
    assert "Đã sao lưu 2 hồ sơ" in said("backup", backup)
    refused("không bao giờ ghi đè", "backup", backup)
    refused("Chỉ khôi phục vào cơ sở dữ liệu trống", "restore", backup)
    assert "Diễn tập đạt: 2 hồ sơ" in said("restore", backup, "--check")

    with other_bytes(backup / "files" / str(file.blob.name), lambda old: old[:-1] + b"x"):
        refused(f"files/{file.blob.name} không còn như lúc sao lưu", "restore", backup, "--check")
    told = json.loads((backup / "manifest.json").read_text())
    newer = told["migrations"] | {"inspections": ["9999_later"]}
    for change, words in (
        ({"migrations": newer}, "mới hơn mã này"),
        ({"product": "khác"}, "không phải của Kiểm tra số"),
        ({"heads": "0" * 64}, "1 vi phạm"),
    ):
        spoilt = json.dumps(told | change).encode()
        with other_bytes(backup / "manifest.json", lambda _old, spoilt=spoilt: spoilt):  # type: ignore[misc]
            refused(words, "restore", backup, "--check")
    refused("không phải bản sao lưu", "restore", tmp_path, "--check")

    with an_empty_place(settings, tmp_path / "new"):
        assert "Hệ thống đang cách ly" in said("restore", backup)
        assert CaseEvent.objects.latest("pk").hash == head
        with EvidenceFile.objects.get(pk=file.pk).blob.open("rb") as stream:
            assert hashlib.sha256(stream.read()).hexdigest() == file.sha256
        assert (tmp_path / "new" / "signing" / "trusted" / "goc.pem").read_text() == "chứng thư gốc"
        assert Quarantine.objects.get(lifted_at=None).source == str(backup)
        assert "0 vi phạm, 0 lưu ý" in said("check_integrity")
        refused("lý do", "restore", "--lift")
        assert "đưa vào sử dụng" in said("restore", "--lift", reason="Diễn tập xong.")
        refused("không ở trạng thái cách ly", "restore", "--lift", "--reason=Lần nữa")
    assert Case.objects.filter(pk=case.pk).exists() and not Quarantine.objects.exists()
