"""The copy of everything kept about one person: data for machines (JSON), an index to read (HTML), his own files.

The same rows and files always give the same bytes: no clock, no random name, one order. Source: Luật Bảo vệ dữ liệu
cá nhân số 91/2025/QH15 (the right to a copy); quality.md 5.
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Final

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

DATA: Final = "du-lieu.json"
INDEX: Final = "index.html"
PIECE: Final = 256 * 1024


@dataclass(frozen=True)
class CopyFile:
    """One file of the copy; with ``left_out`` it is only named."""

    path: str
    name: str
    sha256: str
    at: datetime
    where: str
    blob: Any = None
    left_out: str = ""


def labels() -> dict[str, str]:
    """Headings of the sections of the index."""
    return {
        "tai_khoan": _("Tài khoản"),
        "chuc_vu": _("Chức vụ, vai trò"),
        "quyen_han_ky": _("Quyền hạn ký"),
        "thanh_vien_doan": _("Tham gia Đoàn kiểm tra, kê khai xung đột lợi ích"),
        "dot_vang": _("Các đợt vắng"),
        "phieu_giao_tai_khoan": _("Phiếu giao tài khoản"),
        "giay_cu_dau_moi": _("Giấy cử đầu mối"),
        "loi_moi": _("Lời mời đã nhận"),
        "phan_viec_duoc_chia": _("Phần việc được chia"),
        "thay_doi_ve_tai_khoan": _("Thay đổi đã ghi về tài khoản"),
        "thong_bao_da_nhan": _("Thông báo đã nhận"),
        "viec_da_lam_trong_ho_so": _("Việc đã làm trong hồ sơ"),
        "tep_da_mo": _("Tệp đã mở"),
        "luot_xem_du_lieu": _("Ai đã xem dữ liệu của tôi"),
        "yeu_cau_ve_du_lieu": _("Yêu cầu về dữ liệu cá nhân"),
    }


def write_copy(
    out: IO[bytes],
    *,
    name: str,
    until: datetime,
    sections: Mapping[str, Sequence[Mapping[str, str]]],
    files: Sequence[CopyFile],
) -> None:
    """Write the archive to a file that is open for writing."""
    told = [_told(file) for file in files]
    data = {"nguoi": name, "tinh_den": until.isoformat(timespec="seconds"), **sections, "tep": told}
    index = render_to_string("privacy/copy.html", _context(name, until, sections, files))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        archive.writestr(_entry(DATA, until), json.dumps(data, ensure_ascii=False, indent=1))
        archive.writestr(_entry(INDEX, until), index)
        for file in files:
            if not file.left_out:
                with file.blob.open("rb") as source, archive.open(_entry(file.path, file.at), "w") as target:
                    while piece := source.read(PIECE):
                        target.write(piece)


def hash_of(written: IO[bytes]) -> str:
    """SHA-256 of what was written, from its start."""
    written.seek(0)
    digest = hashlib.sha256()
    while piece := written.read(PIECE):
        digest.update(piece)
    written.seek(0)
    return digest.hexdigest()


def _entry(path: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, timezone.localtime(at).timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _told(file: CopyFile) -> dict[str, str]:
    return {
        "tep": "" if file.left_out else file.path,
        "ten_goc": file.name,
        "sha256": file.sha256,
        "luc": file.at.isoformat(timespec="seconds"),
        "thuoc": file.where,
        "khong_kem": file.left_out,
    }


def _context(
    name: str,
    until: datetime,
    sections: Mapping[str, Sequence[Mapping[str, str]]],
    files: Sequence[CopyFile],
) -> dict[str, Any]:
    words = labels()
    return {
        "name": name,
        "until": timezone.localtime(until).strftime("%d/%m/%Y %H:%M"),
        "sections": [
            {"title": words[key], "heads": list(rows[0]), "rows": [list(row.values()) for row in rows]}
            for key, rows in sections.items()
            if rows
        ],
        "files": files,
    }
