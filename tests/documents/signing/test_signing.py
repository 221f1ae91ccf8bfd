"""Signatures that are made, added to, tampered with, distrusted, revoked or only painted."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from inspections.documents.signing.authority import DemoAuthority
from inspections.documents.signing.credentials import CertificateKind, Credential
from inspections.documents.signing.placing import Placement
from inspections.documents.signing.signer import sign_pdf
from inspections.documents.signing.verify import Verification, verify_pdf
from inspections.documents.signing.words import signature_words
from inspections.exceptions import Refused
from tests.factories import evil_files

DIRECTOR = "Nguyễn Thị Ánh Tuyết"
AGENCY = "Sở Giáo dục và Đào tạo tỉnh Lâm Đồng"
SIGNED = datetime(2026, 2, 5, 2, 14, tzinfo=UTC)
CHECKED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> DemoAuthority:
    """A test authority of its own."""
    made = DemoAuthority(tmp_path_factory.mktemp("signing"))
    made.issue("giamdoc", name=DIRECTOR, organisation=AGENCY, post="Giám đốc")
    made.issue_to_agency(AGENCY)
    return made


@pytest.fixture(scope="module")
def personal(authority: DemoAuthority) -> bytes:
    """A document the director has signed."""
    return signed_by(authority.credential("giamdoc"), evil_files.pdf(pages=2))


@pytest.fixture(scope="module")
def issued(authority: DemoAuthority, personal: bytes) -> bytes:
    """The same document, numbered and signed by the agency."""
    return sign_pdf(
        personal,
        credential=authority.credential("agency"),
        role="agency",
        reason="Phát hành văn bản",
        at=SIGNED + timedelta(hours=1),
        lines=["Số: 05/QĐ-SGDĐT", "Lâm Đồng, ngày 05 tháng 02 năm 2026"],
    )


def signed_by(credential: Credential, pdf: bytes) -> bytes:
    """A document with this person's signature."""
    return sign_pdf(
        pdf,
        credential=credential,
        role="personal",
        reason="Ký ban hành",
        at=SIGNED,
        lines=[f"Người ký: {DIRECTOR}"],
    )


def checked(pdf: bytes, authority: DemoAuthority) -> Verification:
    """The verification by whoever trusts this authority."""
    return verify_pdf(pdf, trust_roots=[authority.trusted], at=CHECKED)


def test_personal_then_agency_signature_are_both_intact_and_trusted(
    authority: DemoAuthority, issued: bytes
) -> None:
    found = checked(issued, authority)
    assert found.problem is None
    assert [(r.intact, r.trusted, r.bottom_line, r.covers) for r in found.signatures] == [
        (True, True, True, "earlier revision"),
        (True, True, True, "whole"),
    ]
    assert found.words == "Đã ký số (2/2), kiểm tra lúc 10:00 ngày 23/11/2026"


def test_agency_revision_leaves_the_signed_bytes_untouched(personal: bytes, issued: bytes) -> None:
    assert issued.startswith(personal)


def test_report_names_the_person_the_agency_and_the_time(authority: DemoAuthority, issued: bytes) -> None:
    director, agency = checked(issued, authority).signatures
    assert (director.signer_name, director.organisation, director.signed_at) == (DIRECTOR, AGENCY, SIGNED)
    assert director.certificate_kind is CertificateKind.PERSONAL
    assert agency.certificate_kind is CertificateKind.ORGANISATION
    assert director.words == (
        "Nguyễn Thị Ánh Tuyết ký số lúc 09:14 ngày 05/02/2026; nội dung nguyên vẹn; chứng thư được tin cậy; "
        "chưa kiểm tra được thu hồi; CHỨNG THƯ THỬ NGHIỆM"
    )


def test_unknown_revocation_is_shown_and_not_refused(authority: DemoAuthority, personal: bytes) -> None:
    [report] = checked(personal, authority).signatures
    assert (report.revocation, report.bottom_line) == ("unknown", True)


def test_test_certificates_are_marked_wherever_they_show(authority: DemoAuthority, issued: bytes) -> None:
    assert all(report.is_test for report in checked(issued, authority).signatures)
    assert "CHỨNG THƯ THỬ NGHIỆM" in visible_text(issued)


def test_vietnamese_letters_survive_in_the_visible_text(issued: bytes) -> None:
    shown = visible_text(issued)
    assert f"Người ký: {DIRECTOR}" in shown
    assert "Số: 05/QĐ-SGDĐT" in shown
    assert "Lâm Đồng, ngày 05 tháng 02 năm 2026" in shown


def test_trap_21_agency_may_not_sign_before_the_competent_person(authority: DemoAuthority) -> None:
    with pytest.raises(Refused, match="Chưa có chữ ký số của người có thẩm quyền"):
        sign_pdf(
            evil_files.pdf(), credential=authority.credential("agency"), role="agency", reason="a", at=SIGNED
        )


def test_trap_21_agency_signature_alone_does_not_stand_for_a_person(authority: DemoAuthority) -> None:
    sealed = signed_by(authority.credential("agency"), evil_files.pdf())
    with pytest.raises(Refused):
        sign_pdf(sealed, credential=authority.credential("agency"), role="agency", reason="a", at=SIGNED)


def test_trap_21_picture_of_a_signature_is_not_a_signature(authority: DemoAuthority) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (200, 80), "white").save(drawn, "PDF")
    found = checked(drawn.getvalue(), authority)
    assert found.problem == (
        "Tệp chưa có chữ ký số; hình ảnh chữ ký, con dấu không phải là chữ ký. Hãy ký số rồi tải lại."
    )
    assert found.words == "Mới xác nhận điện tử, chưa phải chữ ký"


def test_one_changed_byte_is_found_and_named(authority: DemoAuthority, issued: bytes) -> None:
    at = issued.index(b"/MediaBox") + 1
    changed = issued[:at] + b"m" + issued[at + 1 :]
    found = checked(changed, authority)
    assert found.problem == f"Nội dung đã bị thay đổi sau khi {DIRECTOR} ký số. Hãy lấy lại bản gốc đã ký."
    assert found.valid == 0
    assert not found.signatures[0].intact


def test_page_replaced_after_signing_is_found(authority: DemoAuthority, personal: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(personal))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET"))
    writer.update_container(page)
    output = io.BytesIO()
    writer.write(output)
    found = checked(output.getvalue(), authority)
    assert "Nội dung đã bị thay đổi sau khi" in str(found.problem)
    assert found.words == "Mới xác nhận điện tử, chưa phải chữ ký"


def test_file_written_anew_loses_its_signature(authority: DemoAuthority, personal: bytes) -> None:
    output = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(personal)).write(output)
    assert checked(output.getvalue(), authority).problem is not None


def test_unknown_authority_is_not_trusted(issued: bytes, tmp_path: Path) -> None:
    stranger = DemoAuthority(tmp_path)
    stranger.establish()
    found = checked(issued, stranger)
    assert found.problem == (
        f"Chứng thư của {DIRECTOR} không thuộc cơ quan cấp chứng thư được tin cậy (CHỨNG THƯ THỬ NGHIỆM - bản dùng thử)."
    )
    assert [(report.intact, report.trusted) for report in found.signatures] == [(True, False), (True, False)]


def test_nobody_is_trusted_when_no_authority_is_named(issued: bytes) -> None:
    found = verify_pdf(issued, trust_roots=[], at=CHECKED)
    assert "không thuộc cơ quan cấp chứng thư được tin cậy" in str(found.problem)


def test_revoked_certificate_is_refused_when_its_list_is_at_hand(
    authority: DemoAuthority, personal: bytes
) -> None:
    found = verify_pdf(
        personal,
        trust_roots=[authority.trusted],
        at=CHECKED,
        revocation_lists=[revocation_list(authority, "giamdoc")],
    )
    assert found.signatures[0].revocation == "revoked"
    assert found.problem == f"Chứng thư chữ ký số của {DIRECTOR} đã bị thu hồi, chữ ký không được công nhận."


def test_certificate_absent_from_a_known_list_is_not_revoked(
    authority: DemoAuthority, personal: bytes
) -> None:
    found = verify_pdf(
        personal,
        trust_roots=[authority.trusted],
        at=CHECKED,
        revocation_lists=[revocation_list(authority, "agency")],
    )
    assert (found.signatures[0].revocation, found.problem) == ("ok", None)


def test_what_is_no_pdf_is_told_and_not_signed(authority: DemoAuthority) -> None:
    assert "không phải là PDF" in str(checked(b"khong phai", authority).problem)
    with pytest.raises(Refused, match="không phải là PDF"):
        signed_by(authority.credential("giamdoc"), b"khong phai")


def test_second_signer_of_minutes_signs_beside_the_first(authority: DemoAuthority, personal: bytes) -> None:
    headmaster = authority.issue("truonga", name="Y Bhăm Niê", organisation="Trường Cao đẳng Minh Hoạ A")
    both = sign_pdf(
        personal,
        credential=headmaster,
        role="personal",
        reason="Ký biên bản",
        at=SIGNED,
        placement=Placement(page=1, box=(60, 60, 260, 120)),
    )
    found = checked(both, authority)
    assert [report.signer_name for report in found.signatures] == [DIRECTOR, "Y Bhăm Niê"]
    assert found.words_for(required=3) == "Đã ký số (2/3), kiểm tra lúc 10:00 ngày 23/11/2026"


def test_words_are_exactly_one_of_three() -> None:
    assert signature_words(valid=0, required=2, checked_at=None, paper_place="hộp 12") == (
        "Đã ký tay, bản gốc lưu tại hộp 12"
    )
    assert (
        signature_words(valid=0, required=2, checked_at=CHECKED) == "Mới xác nhận điện tử, chưa phải chữ ký"
    )


def test_certificates_are_issued_once_and_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    authority = DemoAuthority(tmp_path / "new")
    first = authority.issue("a", name="A", organisation=AGENCY)
    assert authority.issue("a", name="A", organisation=AGENCY) == first
    assert [path.stat().st_mode & 0o077 for path in (tmp_path / "new").glob("*.key")] == [0, 0]


def test_long_agency_name_is_kept_whole_and_still_stands_for_the_agency(tmp_path: Path) -> None:
    name = "Sở Giáo dục và Đào tạo tỉnh Lâm Đồng, Phòng Giáo dục nghề nghiệp và Giáo dục thường xuyên"
    authority = DemoAuthority(tmp_path)
    credential = replace(authority.issue_to_agency(name))
    [report] = checked(signed_by(credential, evil_files.pdf()), authority).signatures
    assert report.organisation == name
    assert report.certificate_kind is CertificateKind.ORGANISATION


def test_label_cannot_leave_the_folder(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="/etc"):
        DemoAuthority(tmp_path).issue("../../etc/a", name="A", organisation="B")


def visible_text(pdf: bytes) -> str:
    """All text that the signatures of a file show."""
    shown = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for annotation in page.get("/Annots") or ():
            shown.append(page.extract_xform_text(annotation.get_object()["/AP"]["/N"].get_object()))
    return "\n".join(shown)


def revocation_list(authority: DemoAuthority, label: str) -> bytes:
    """A list by which the authority withdraws one certificate."""
    root = authority.credential("root")
    issuer = x509.load_pem_x509_certificate(root.certificate_pem)
    key = serialization.load_pem_private_key(root.key_pem, password=None)
    serial = x509.load_pem_x509_certificate(authority.credential(label).certificate_pem).serial_number
    withdrawn = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(SIGNED).build()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(CHECKED - timedelta(days=1))
        .next_update(CHECKED + timedelta(days=1))
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .add_revoked_certificate(withdrawn)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
