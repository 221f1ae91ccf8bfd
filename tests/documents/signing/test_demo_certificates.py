"""The demonstration's certificates: made by a command, trusted in the demonstration only."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from pytest_django import Settings

from inspections.documents.signing.credentials import certificate_from, kind_of, name_part
from inspections.documents.signing.places import demo_authority, signing_folder, trust_roots
from inspections.models import Department, Membership
from inspections.rules.roles import Role

AGENCY = "Sở Giáo dục và Đào tạo tỉnh Minh Hoạ"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    """Each test keeps its certificates in a folder of its own."""
    settings.SIGNING_FOLDER = tmp_path / "signing"
    settings.DEMO = True


def test_agency_certificate_is_made_and_kept_on_repetition() -> None:
    call_command("make_test_authority", "--agency", AGENCY, stdout=StringIO())
    first = demo_authority().credential("agency")
    output = StringIO()
    call_command("make_test_authority", "--agency", AGENCY, stdout=output)
    assert demo_authority().credential("agency") == first
    assert f"Cơ quan: {AGENCY}" in output.getvalue()


@pytest.mark.django_db
def test_person_is_certified_with_name_agency_and_post() -> None:
    person = get_user_model().objects.create(username="giamdoc", full_name="Nguyễn Thị Ánh Tuyết")
    agency = Department.objects.create(code="so", name=AGENCY)
    Membership.objects.create(
        user=person, department=agency, role=Role.DIRECTOR, title="Giám đốc", valid_from=date(2026, 1, 1)
    )
    call_command("make_test_authority", "giamdoc", stdout=StringIO())
    subject = demo_authority().credential("giamdoc").certificate.subject
    assert name_part(subject, "common_name") == "Nguyễn Thị Ánh Tuyết"
    assert name_part(subject, "organization_name") == AGENCY
    assert name_part(subject, "title") == "CHỨNG THƯ THỬ NGHIỆM - Giám đốc"
    assert kind_of(demo_authority().credential("agency").certificate) == "organisation"


@pytest.mark.django_db
def test_unknown_person_is_named_in_the_refusal() -> None:
    with pytest.raises(CommandError, match='Không có người dùng "ai-do"'):
        call_command("make_test_authority", "ai-do")


def test_command_refuses_outside_the_demonstration(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="chỉ dùng cho bản trình diễn"):
        call_command("make_test_authority")
    assert not signing_folder().exists()


def test_test_root_is_trusted_in_the_demonstration_only(settings: Settings) -> None:
    assert trust_roots() == []
    demo_authority().establish()
    assert "CHỨNG THƯ THỬ NGHIỆM" in name_part(certificate_from(trust_roots()[0]).subject, "common_name")
    settings.DEMO = False
    assert trust_roots() == []
