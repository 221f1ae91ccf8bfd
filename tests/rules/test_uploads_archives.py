"""Office files that are bombs, carry programs or point out of themselves."""

import io
import struct
import time

import pytest

from inspections.rules.uploads import examine
from tests.factories import evil_files as files


def refusal_of_docx(content: bytes) -> str | None:
    """What the sender of this Word file is told."""
    return examine("ke-hoach.docx", io.BytesIO(content), limit_bytes=25 * 1024 * 1024).refusal


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ({"word/media/a.bin": b"\x00" * 30_000_000}, "nén quá 100 lần"),
        ({f"word/media/{number}.txt": b"a" for number in range(2_100)}, "chứa hơn 2.000 thành phần"),
        ({"../../etc/cron.d/a": b"a"}, "trỏ ra ngoài tệp nén"),
        ({"/etc/passwd": b"a"}, "trỏ ra ngoài tệp nén"),
        ({"..\\windows\\a.dll": b"a"}, "trỏ ra ngoài tệp nén"),
        ({"word/vbaProject.bin": b"macro"}, "có macro"),
        ({"word/settings.xml": files.BILLION_LAUGHS}, "khai báo XML"),
        ({"word/settings.xml": files.BILLION_LAUGHS.decode().encode("utf-16")}, "khai báo XML"),
        ({"word/a.xml": b" " * 300_000 + files.BILLION_LAUGHS}, "khai báo XML"),
        ({"word/embeddings/kho.7z": b"7z\xbc\xaf'\x1c"}, "chứa tệp nén lạ"),
        ({"word/embeddings/a.zip": files.zip_of({"b.zip": files.zip_of({"c": b"c"})})}, "nhiều lớp"),
        ({"word/embeddings/a.bin": files.docx({"x": b"\x00" * 30_000_000})}, "nén quá 100 lần"),
    ],
)
def test_word_file_that_could_harm_is_refused_with_the_reason(extra: dict[str, bytes], told: str) -> None:
    sentence = refusal_of_docx(files.docx(extra))
    assert sentence is not None
    assert sentence.startswith('Tệp "ke-hoach.docx" ')
    assert told in sentence


def test_chart_with_its_numbers_inside_is_let_in() -> None:
    assert refusal_of_docx(files.docx({"word/embeddings/Microsoft_Excel_Sheet1.xlsx": files.xlsx()})) is None


def test_macro_file_renamed_to_docx_is_refused() -> None:
    types = b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>"
    content = files.zip_of({"[Content_Types].xml": types, "word/document.xml": b"<w/>"})
    assert "macro đổi đuôi" in str(refusal_of_docx(content))


def test_many_small_parts_may_not_expand_beyond_the_limit_together() -> None:
    noise = bytes(range(256)) * 4_000
    content = files.docx({f"word/media/{number}.bin": noise + bytes([number % 256]) for number in range(230)})
    assert refusal_of_docx(content) is not None


def test_archive_that_lies_about_its_sizes_is_refused_quickly() -> None:
    began = time.perf_counter()
    assert "bị hỏng" in str(refusal_of_docx(files.docx_that_lies_about_sizes()))
    assert time.perf_counter() - began < 5


def test_cut_off_word_file_is_refused_as_broken() -> None:
    assert "bị hỏng, không mở được" in str(refusal_of_docx(files.docx()[:-40]))


def test_word_file_with_a_password_on_its_parts_is_refused() -> None:
    content = bytearray(files.docx())
    at = content.find(b"PK\x01\x02")
    content[at + 8 : at + 10] = struct.pack("<H", 1)
    assert "có mật khẩu" in str(refusal_of_docx(bytes(content)))
