"""PDFs that would run something, hide something or cannot be read."""

import io

import pytest

from inspections.rules.uploads import examine
from tests.factories import evil_files as files

SCRIPT = {"/S": "/JavaScript", "/JS": "app.alert(1)"}


def refusal_of_pdf(content: bytes) -> str | None:
    """What the sender of this PDF is told."""
    return examine("bao-cao.pdf", io.BytesIO(content), limit_bytes=25 * 1024 * 1024).refusal


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (files.pdf_with_open_action(SCRIPT), "JavaScript"),
        (files.pdf_with_page_event(SCRIPT), "JavaScript"),
        (files.pdf_with_open_action(SCRIPT).replace(b"/JavaScript", b"/J#61vaScri#70t"), "JavaScript"),
        (files.pdf_with_hidden_script(), "JavaScript"),
        (files.pdf_with_open_action({"/S": "/Launch", "/F": "cmd.exe"}), "lệnh mở chương trình"),
        (files.pdf_with_open_action({"/S": "/SubmitForm", "/F": "a"}), "tự gửi dữ liệu"),
        (files.pdf_with_open_action({"/S": "/URI", "/URI": "a"}), "tự thực hiện một lệnh khi được mở"),
        (files.pdf_with_page_event({"/S": "/GoToR", "/F": "a.pdf"}), "tự thực hiện một lệnh khi được mở"),
        (files.pdf_with_attachment("cai-dat.exe", b"a"), 'đính kèm chương trình "cai-dat.exe"'),
        (files.pdf_with_attachment("so-lieu.json", files.PROGRAM), 'đính kèm chương trình "so-lieu.json"'),
        (files.encrypted_pdf(), "có mật khẩu"),
        (files.pdf()[:200], "bị hỏng, không đọc được"),
        (b"%PDF-1.7\n" + b"\x00" * 500, "bị hỏng, không đọc được"),
        (files.pdf() + files.zip_of({"a.txt": b"a"}), "vừa là tệp .pdf vừa là tệp nén"),
    ],
)
def test_pdf_that_could_harm_is_refused_with_the_reason(content: bytes, told: str) -> None:
    sentence = refusal_of_pdf(content)
    assert sentence is not None
    assert sentence.startswith('Tệp "bao-cao.pdf" ')
    assert told in sentence


@pytest.mark.parametrize(
    "content",
    [
        files.pdf_that_opens_at_its_first_page(),
        files.pdf_with_open_action({"/S": "/Named", "/N": "/FirstPage"}),
        files.pdf_with_attachment("so-lieu.json", b'{"ten": 1}'),
    ],
)
def test_what_ordinary_programs_write_is_let_in(content: bytes) -> None:
    assert refusal_of_pdf(content) is None
