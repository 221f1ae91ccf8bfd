"""The corpus of evil files: none of them is let in by any form that takes files."""

from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import evil_files as made

SCRIPT = {"/S": "/JavaScript", "/JS": "app.alert(1)"}


@cache
def corpus() -> dict[str, bytes]:
    """Evil contents under the names they come with."""
    nested = made.zip_of({"b.zip": made.zip_of({"c.zip": made.zip_of({"d": b"d" * 10_000})})})
    return {
        "trong.pdf": b"",
        "ma.svg": made.SVG,
        "trang.html": made.HTML,
        "trang.pdf": made.HTML,
        "chuong-trinh.pdf": made.PROGRAM,
        "chuong-trinh.pdf.exe": made.PROGRAM,
        "hai-loai.pdf": made.pdf() + made.zip_of({"a.txt": b"a"}),
        "mat-khau.pdf": made.encrypted_pdf(),
        "tu-chay.pdf": made.pdf_with_open_action(SCRIPT),
        "an.pdf": made.pdf_with_hidden_script(),
        "cut.pdf": b"%PDF-1.7",
        "diem-anh.png": made.png(60_000, 60_000),
        "diem-anh.jpg": made.jpeg(65_000, 65_000),
        "bom.docx": made.docx({"word/media/a.bin": b"\x00" * 30_000_000}),
        "noi-doi.docx": made.docx_that_lies_about_sizes(),
        "cuoi.docx": made.docx({"word/settings.xml": made.BILLION_LAUGHS}),
        "nhieu-lop.docx": made.docx({"word/embeddings/a.zip": nested}),
        "bom.xlsx": made.xlsx({"xl/worksheets/sheet1.xml": b" " * 60_000_000}),
        "cuoi.xlsx": made.xlsx({"xl/worksheets/sheet1.xml": made.BILLION_LAUGHS}),
        "anh\u202egnp.exe": made.PROGRAM,
        "../../etc/passwd": b"root:x:0:0",
    }


def evil_uploads() -> list[SimpleUploadedFile]:
    """Each of them as a browser sends it."""
    return [SimpleUploadedFile(name, content) for name, content in corpus().items()]
