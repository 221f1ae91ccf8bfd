"""An office's own Word template: looked through before it is kept, filled in when a document's Word file is asked for.

Sources: bar.md 61, complaint 16; quality.md 3 nos. 8, 11, 14 (a template is somebody's file and somebody's program).
"""

import base64
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.exceptions import NotReady

from .file import marked, marks_of, saved
from .judge import fill
from .sandbox import NotAllowed, Room
from .shapes import example_of, with_words

SECONDS: Final = 20
MAX_BYTES: Final = 5 * 1024 * 1024
MAX_XML: Final = 2 * 1024 * 1024
_LINK: Final = "/relationships/hyperlink"
_WAKING: Final = re.compile(rb"(?i)\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|MACROBUTTON)\b")
_INSTRUCTION: Final = re.compile(rb"<w:(?:instrText|fldSimple)[^>]*>?[^<]*")
_PARTS_REFUSED: Final = ("word/embeddings/", "word/activex/", "word/afchunk", "customui/")
FAULTS: Final[Mapping[str, Any]] = {
    "calls": _l("Mẫu gọi hàm trong dấu {{ }}. Chỉ được ghi tên chỗ cần điền, không gọi hàm."),
    "brackets": _l("Mẫu dùng dấu ngoặc vuông để lấy giá trị. Hãy ghi tên bằng dấu chấm, ví dụ signer.name."),
    "hidden": _l("Mẫu dùng tên bắt đầu bằng dấu gạch dưới («%(detail)s»), không được phép."),
    "filter": _l(
        "Mẫu dùng cách viết «%(detail)s» không có trong danh sách. Xem danh sách cách viết ở trang này."
    ),
    "loop": _l("Vòng lặp chỉ được chạy trên một danh sách có tên, ví dụ {%%tr for p in team %%}."),
    "letters": _l("Vòng lặp chạy trên một đoạn chữ. Chỉ lặp được trên danh sách."),
    "deep": _l("Vòng lặp lồng quá hai lớp. Hãy bớt một lớp."),
    "rounds": _l("Các vòng lặp chạy quá nhiều lần. Hãy bớt vòng lặp trong mẫu."),
    "size": _l("Mẫu có quá nhiều chỗ cần điền. Hãy giảm bớt."),
    "more": _l("Mẫu dùng lệnh không được phép (%(detail)s). Chỉ có: giá trị, for, if."),
    "syntax": _l("Chỗ cần điền viết sai: %(detail)s. Kiểm tra đủ dấu mở và dấu đóng."),
    "broken": _l("Không đọc được mẫu. Hãy mở tệp bằng Word, lưu lại rồi gửi bản mới."),
    "slow": _l("Mẫu làm máy chạy quá lâu hoặc quá nặng nên bị dừng. Hãy làm mẫu đơn giản hơn."),
}


@dataclass(frozen=True)
class Judgement:
    """What was found in a template: refused with a sentence, or its places, the unknown ones and the example."""

    refusal: str = ""
    asked: Sequence[str] = ()
    unknown: Sequence[str] = ()
    lines: Sequence[str] = ()
    preview: bytes = field(default=b"", repr=False)


def judge(content: bytes, kind: str) -> Judgement:
    """Look through an uploaded template of this kind, and fill in the invented example."""
    if refusal := _evil(content):
        return Judgement(refusal=refusal)
    question = {"content": base64.b64encode(content).decode("ascii"), "values": with_words(example_of(kind))}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "inspections.documents.word.judge"],
            input=json.dumps(question).encode(),
            capture_output=True,
            cwd=settings.BASE_DIR,
            timeout=SECONDS,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError, OSError):
        return Judgement(refusal=str(FAULTS["slow"]))
    if answer["fault"]:
        return Judgement(refusal=FAULTS[answer["fault"]] % {"detail": answer["detail"]})
    return Judgement(
        asked=answer["asked"],
        unknown=answer["unknown"],
        lines=answer["lines"],
        preview=base64.b64decode(answer["preview"]),
    )


def filled(content: bytes, snapshot: Mapping[str, Any], *, draft: bool) -> bytes:
    """A document's Word file in the office's template; a draft and invented data are marked on every page."""
    try:
        made = fill(content, with_words(snapshot), Room())
    except NotAllowed as refused:
        raise NotReady([FAULTS[refused.what] % {"detail": refused.detail}]) from refused
    marks = marks_of(draft=draft, invented=snapshot["demo"])
    for section in made.docx.sections if marks else ():
        parts = [section.header]
        parts += [section.first_page_header] if section.different_first_page_header_footer else []
        for part in parts:
            part.is_linked_to_previous = False
            for number, paragraph in enumerate(marked(marks)):
                part._element.insert(number, paragraph)
    return saved(made)


def _evil(content: bytes) -> str:
    """What no template needs: files from elsewhere, embedded programs, fields that fetch or run something."""
    if len(content) > MAX_BYTES:
        return _("Mẫu nặng quá 5 MB. Hãy bỏ bớt ảnh trong mẫu.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                if fault := _evil_part(archive, part):
                    return fault
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return str(FAULTS["broken"])
    return ""


def _evil_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    name = part.filename.lower()
    if name.startswith(_PARTS_REFUSED):
        return _("Mẫu có đối tượng nhúng (tệp, chương trình, điều khiển). Hãy bỏ đối tượng đó rồi gửi lại.")
    if not name.endswith((".xml", ".rels")):
        return ""
    if part.file_size > MAX_XML:
        return _("Mẫu dài quá mức của một mẫu văn bản. Hãy bỏ bớt nội dung.")
    content = archive.read(part)
    if name.endswith(".rels") and _reaches_out(content):
        return _(
            "Mẫu lấy nội dung từ bên ngoài (ảnh, mẫu, tệp liên kết). Hãy nhúng ảnh vào mẫu và bỏ liên kết ngoài."
        )
    if any(_WAKING.search(found) for found in _INSTRUCTION.findall(content)):
        return _("Mẫu có trường tự lấy dữ liệu hoặc chạy lệnh (DDE, INCLUDE, LINK). Hãy bỏ trường đó.")
    return ""


def _reaches_out(content: bytes) -> bool:
    for found in re.findall(rb"<Relationship\b[^>]*>", content):
        if re.search(rb"(?i)TargetMode\s*=\s*[\"']External", found) and _LINK.encode() not in found:
            return True
    return False
