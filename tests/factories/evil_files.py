"""Files as honest senders and as attackers make them, built in memory."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

_CONTENT_TYPES = b"""<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_WORD_BODY = '<?xml version="1.0"?><w:document>Kế hoạch tuyển sinh năm 2026</w:document>'.encode()
_SHEET_BODY = b'<?xml version="1.0"?><workbook/>'


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive with these parts, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(extra: Mapping[str, bytes] | None = None) -> bytes:
    """A small Word file, with further parts when given."""
    return zip_of(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "word/document.xml": _WORD_BODY,
            **(extra if extra is not None else {}),
        }
    )


def xlsx(extra: Mapping[str, bytes] | None = None) -> bytes:
    """A small Excel file, with further parts when given."""
    return zip_of({"[Content_Types].xml": _CONTENT_TYPES, "xl/workbook.xml": _SHEET_BODY, **(extra or {})})


def docx_that_lies_about_sizes() -> bytes:
    """A part that says it expands to 10 bytes and expands to 50 MB."""
    honest = docx({"word/media/a.bin": b"\x00" * 50_000_000})
    return honest.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 10))


def pdf(*, pages: int = 1, compressed: bool = False) -> bytes:
    """An honest PDF of empty pages."""
    return _written(_new_pdf(pages), compressed=compressed)


def pdf_with_open_action(action: Mapping[str, str]) -> bytes:
    """A PDF whose catalogue names an action to run when it is opened."""
    writer = _new_pdf(1)
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(_dictionary(action))
    return _written(writer)


def pdf_that_opens_at_its_first_page() -> bytes:
    """What LibreOffice and browsers write: a destination, and a plain GoTo."""
    writer = _new_pdf(2)
    target = ArrayObject([writer.pages[0].indirect_reference, NameObject("/XYZ"), *[NumberObject(0)] * 3])
    action = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/D"): target})
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    return _written(writer)


def pdf_with_page_event(action: Mapping[str, str]) -> bytes:
    """A PDF that runs an action when its first page is shown."""
    writer = _new_pdf(1)
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): _dictionary(action)})
    return _written(writer)


def pdf_with_hidden_script() -> bytes:
    """The script stands in a compressed object stream, where no plain search of the bytes finds it."""
    body = b"3 0 <</S /JavaScript /JS (app.alert(1))>>"
    packed = zlib.compress(body)
    parts = [
        b"%PDF-1.7\n",
        b"1 0 obj\n<</Type /Catalog /Pages 2 0 R /OpenAction 3 0 R>>\nendobj\n",
        b"2 0 obj\n<</Type /Pages /Kids [5 0 R] /Count 1>>\nendobj\n",
        b"5 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>>\nendobj\n",
        b"4 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d>>\nstream\n" % len(packed)
        + packed
        + b"\nendstream\nendobj\n",
    ]
    return b"".join(parts) + b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def pdf_with_attachment(name: str, content: bytes) -> bytes:
    """A PDF that carries another file, as PDF/A-3 allows."""
    writer = _new_pdf(1)
    writer.add_attachment(name, content)
    return _written(writer)


def encrypted_pdf() -> bytes:
    """A PDF nobody can read without its password."""
    writer = _new_pdf(1)
    writer.encrypt("bí mật", algorithm="RC4-128")
    return _written(writer)


def png(width: int, height: int) -> bytes:
    """A PNG that declares this size; its pixels need not exist."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _png_chunk(b"IHDR", head) + _png_chunk(b"IDAT", b"") + _png_chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int) -> bytes:
    """A JPEG that declares this size after an application segment."""
    app = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = (
        b"\xff\xc0\x00\x11\x08"
        + struct.pack(">HH", height, width)
        + b"\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01"
    )
    return b"\xff\xd8" + app + frame + b"\xff\xd9"


def webp(width: int, height: int) -> bytes:
    """A WEBP (extended layout) that declares this size."""
    body = (
        b"VP8X\x0a\x00\x00\x00\x00\x00\x00\x00"
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def heic(width: int, height: int) -> bytes:
    """The boxes of a HEIC picture that say its size."""
    kind = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
    extent = b"\x00\x00\x00\x14ispe\x00\x00\x00\x00" + struct.pack(">II", width, height)
    return kind + struct.pack(">I", len(extent) + 12) + b"meta\x00\x00\x00\x00" + extent


HTML = b"<!DOCTYPE html><html><body><script>alert(document.cookie)</script></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = (
    b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"
    + b"\x00" * 46
    + b"\x40\x00\x00\x00PE\x00\x00"
    + b"\x00" * 200
)
BILLION_LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _new_pdf(pages: int) -> pypdf.PdfWriter:
    writer = pypdf.PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(595, 842)
    return writer


def _dictionary(entries: Mapping[str, str]) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject(key): NameObject(value) if value.startswith("/") else TextStringObject(value)
            for key, value in entries.items()
        }
    )


def _written(writer: pypdf.PdfWriter, *, compressed: bool = False) -> bytes:
    buffer = io.BytesIO()
    if compressed:
        writer.compress_identical_objects()
    writer.write(buffer)
    return buffer.getvalue()
