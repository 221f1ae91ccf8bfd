"""What may come in as a file, and what its sender is told when it may not."""

import hashlib
import io
import time
import tracemalloc
import unicodedata

import pytest

from inspections.rules.uploads import Examination, examine
from tests.factories import evil_files as files

LIMIT = 25 * 1024 * 1024


def examined(name: str, content: bytes, limit: int = LIMIT) -> Examination:
    """The examination of these bytes under this name."""
    return examine(name, io.BytesIO(content), limit_bytes=limit)


def refusal(name: str, content: bytes) -> str:
    """The sentence with which these bytes are refused."""
    found = examined(name, content).refusal
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("ke-hoach.pdf", files.pdf(pages=3), "application/pdf"),
        (
            "ke-hoach.docx",
            files.docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("so-lieu.xlsx", files.xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("anh.JPG", files.jpeg(4000, 3000), "image/jpeg"),
        ("anh.png", files.png(1200, 800), "image/png"),
        ("anh.webp", files.webp(1200, 800), "image/webp"),
        ("IMG_0001.HEIC", files.heic(4032, 3024), "image/heic"),
        ("ghi-chu.txt", "Đoàn đã đối chiếu hồ sơ.\n".encode(), "text/plain"),
        ("ghi-chu.txt", "Đoàn đã đối chiếu hồ sơ.\n".encode("utf-16"), "text/plain"),
        ("danh-sach.csv", "stt;họ tên\n1;Nguyễn Văn A\n2;Y Bhăm Niê\n".encode(), "text/csv"),
    ],
)
def test_honest_files_of_each_accepted_kind_come_in(name: str, content: bytes, mime: str) -> None:
    found = examined(name, content)
    assert (found.refusal, found.mime, found.size) == (None, mime, len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()


def test_stream_is_left_at_its_beginning_for_whoever_stores_it() -> None:
    stream = io.BytesIO(files.pdf())
    stream.seek(7)
    examine("a.pdf", stream, limit_bytes=LIMIT)
    assert stream.tell() == 0


def test_empty_file_is_refused_by_name() -> None:
    assert refusal("trong.pdf", b"") == (
        'Tệp "trong.pdf" không có nội dung (0 byte). Hãy kiểm tra lại tệp trên máy rồi gửi lại.'
    )


def test_too_heavy_file_is_told_its_weight_and_the_limit() -> None:
    found = examined("ke-hoach.docx", b"\x00" * (31 * 1024 * 1024))
    assert found.refusal == 'Tệp "ke-hoach.docx" nặng 31 MB, tối đa 25 MB. Hãy nén hoặc tách tệp.'


def test_file_just_over_the_limit_is_not_rounded_down_onto_it() -> None:
    assert "nặng 25,1 MB, tối đa 25 MB" in refusal("a.pdf", b"\x00" * (LIMIT + 1))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bao-cao.pdf", files.HTML, "có đuôi .pdf nhưng nội dung là trang web hoặc chương trình"),
        ("bao-cao.pdf", files.PROGRAM, "có đuôi .pdf nhưng nội dung là chương trình"),
        ("anh.jpg", files.png(10, 10), "có đuôi .jpg nhưng nội dung là tệp PNG"),
        ("anh.jpg", files.heic(10, 10), "có đuôi .jpg nhưng nội dung là tệp HEIC"),
        ("anh.png", b"<?php system($_GET['c']);", "trang web hoặc chương trình"),
        ("ghi-chu.txt", files.HTML, "trang web hoặc chương trình"),
        ("so-lieu.csv", files.PROGRAM, "chương trình"),
        ("ke-hoach.docx", files.pdf(), "có đuôi .docx nhưng nội dung là tệp PDF"),
        ("ke-hoach.docx", files.xlsx(), "nội dung không phải là tệp .docx"),
        ("so-lieu.xlsx", files.zip_of({"a.txt": b"a"}), "nội dung không phải là tệp .xlsx"),
        (
            "cu.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "có mật khẩu hoặc là tệp Office đời cũ",
        ),
    ],
)
def test_file_that_lies_about_its_kind_is_refused(name: str, content: bytes, told: str) -> None:
    sentence = refusal(name, content)
    assert sentence.startswith(f'Tệp "{name}" ')
    assert told in sentence


@pytest.mark.parametrize("name", ["logo.svg", "logo.png", "logo.pdf"])
def test_svg_is_refused_under_any_name_because_it_may_run_scripts(name: str) -> None:
    assert "SVG, có thể chứa mã chạy trên máy người xem" in refusal(name, files.SVG)


@pytest.mark.parametrize("name", ["bao-cao.pdf.exe", "macro.docm", "kho.zip", "khong-duoi", "trang.html"])
def test_kinds_outside_the_list_are_refused_and_the_list_is_named(name: str) -> None:
    sentence = refusal(name, files.pdf())
    assert "không được nhận" in sentence
    assert "pdf, docx, xlsx" in sentence


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (unicodedata.normalize("NFD", "Kế hoạch tuyển sinh.pdf"), "Kế hoạch tuyển sinh.pdf"),
        ("..\\..\\etc/passwd/bao-cao.pdf", "bao-cao.pdf"),
        ("bao\x00cao\x1b[31m.pdf", "baocao[31m.pdf"),
        ("anh\u202efdp.exe.pdf", "anhfdp.exe.pdf"),
        ("  nhiều \t\n khoảng   trắng .pdf ", "nhiều khoảng trắng .pdf"),
        ('a<b>:"c|?*.pdf', "a-b---c---.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_names_are_made_safe_and_keep_their_letters(given: str, kept: str) -> None:
    assert examined(given, files.pdf()).name == kept


@pytest.mark.parametrize("name", ["", "...", "\x00", "\u202e", "/"])
def test_name_of_nothing_visible_still_names_the_file(name: str) -> None:
    assert examined(name, files.pdf()).name == "tep"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("lon.png", files.png(30_000, 30_000), "900 triệu điểm ảnh, tối đa 60 triệu"),
        ("lon.jpg", files.jpeg(65_000, 65_000), "4225 triệu điểm ảnh"),
        ("lon.webp", files.webp(16_000, 16_000), "256 triệu điểm ảnh"),
        ("lon.heic", files.heic(20_000, 20_000), "400 triệu điểm ảnh"),
        ("hong.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "bị hỏng, không đọc được kích thước ảnh"),
        ("khong.png", files.png(0, 10), "bị hỏng"),
    ],
)
def test_pictures_of_too_many_pixels_are_refused_from_their_header(
    name: str, content: bytes, told: str
) -> None:
    assert told in refusal(name, content)


def test_picture_that_is_also_an_archive_is_refused() -> None:
    assert "vừa là tệp .png vừa là tệp nén" in refusal(
        "anh.png", files.png(9, 9) + files.zip_of({"a.txt": b"a"})
    )


def test_largest_pdf_is_examined_in_seconds_and_little_memory() -> None:
    content = files.pdf().replace(b"%%EOF", b"%" + b"/x 12 0 R\n%" * ((LIMIT - 4096) // 11) + b"%EOF")
    stream = io.BytesIO(content)
    tracemalloc.start()
    began = time.perf_counter()
    found = examine("lon.pdf", stream, limit_bytes=LIMIT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.size > 24 * 1024 * 1024
    assert time.perf_counter() - began < 10
    assert peak < 64 * 1024 * 1024
