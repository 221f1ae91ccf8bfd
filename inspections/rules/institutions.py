"""What the register of institutions demands: a place of two levels, an end with its successor, who may be exempt.

Sources: no district since 01/7/2025 (Luật Tổ chức chính quyền địa phương 2025: province, then commune, ward or special
zone); exemption from physical inspection for businesses that comply well (Nghị định 217/2025/NĐ-CP Điều 4 khoản 6).
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from inspections.enums import InstitutionKind, LegalForm
from inspections.rules.overlap import BUSINESS_FORMS
from inspections.rules.vietnamese import fold, normalise
from inspections.rules.working_days import ONE_DAY

LATITUDES = (Decimal(8), Decimal(24))
LONGITUDES = (Decimal(102), Decimal(118))
_CODE = re.compile(r"^\w[\w./-]{0,29}$")
_PHONE = re.compile(r"^\+?[\d(][\d\s().-]{6,18}\d$")
_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_DISTRICT = re.compile(r"^(?:(?:huyện|quận|thị xã)\s|(?:h|q|tx)\.)", re.IGNORECASE)
_COMMUNE = re.compile(r"^(?:xã|phường|đặc khu)\s", re.IGNORECASE)
_PROVINCE = re.compile(r"^(?:tỉnh|thành phố)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InstitutionText:
    """What a person typed of an institution: how it is named, what it is, where it stands, how to reach it."""

    name: str
    kind: str
    legal_form: str
    commune: str
    province: str
    address: str = ""
    phone: str = ""
    email: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    valid_from: date | None = None


def code_problem(code: str) -> str | None:
    """The code stands in lists and workbooks: one word."""
    if _CODE.match(code):
        return None
    return _("Ghi mã liền nhau, không dấu cách, tối đa 30 ký tự, ví dụ GDNN-015.")


def text_problems(text: InstitutionText) -> dict[str, str]:
    """What is wrong, by the name of its field; nothing when all is in order."""
    found = {
        "name": None if normalise(text.name) else _("Ghi tên cơ sở."),
        "kind": None if text.kind in InstitutionKind else _("Chọn loại hình."),
        "legal_form": None if text.legal_form in LegalForm else _("Chọn hình thức pháp lý."),
        "address": _district_problem(text.address),
        "commune": _commune_problem(normalise(text.commune)),
        "province": _province_problem(normalise(text.province)),
        "phone": _phone_problem(normalise(text.phone)),
        "email": _mail_problem(normalise(text.email)),
        "latitude": coordinates_problem(text.latitude, text.longitude),
    }
    return {field: problem for field, problem in found.items() if problem}


def _district_problem(place: str) -> str | None:
    if not any(_DISTRICT.match(part) for part in map(normalise, place.split(","))):
        return None
    return _("Từ ngày 01/7/2025 không còn cấp huyện: bỏ huyện, quận, thị xã khỏi địa chỉ.")


def _commune_problem(commune: str) -> str | None:
    if "," not in commune and _COMMUNE.match(commune):
        return None
    return _("Ghi một xã, phường hoặc đặc khu kèm chữ đứng trước, ví dụ Xã Đắk Mil, Phường Bắc Gia Nghĩa.")


def _province_problem(province: str) -> str | None:
    if "," not in province and _PROVINCE.match(province):
        return None
    return _("Ghi tên tỉnh, thành phố kèm chữ đứng trước, ví dụ Tỉnh Lâm Đồng.")


def _phone_problem(phone: str) -> str | None:
    if not phone or _PHONE.match(phone):
        return None
    return _("Ghi số điện thoại từ 8 đến 20 ký tự, chỉ gồm chữ số và dấu cách, ví dụ 0261 354 0001.")


def _mail_problem(address: str) -> str | None:
    if not address or _MAIL.match(address):
        return None
    return _("Địa chỉ thư điện tử chưa đúng dạng, ví dụ: vanphong@example.vn.")


def coordinates_problem(latitude: Decimal | None, longitude: Decimal | None) -> str | None:
    """Both or none, in degrees, and within Vietnam with its islands: numbers that were exchanged are found."""
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        return _("Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.")
    if LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]:
        return None
    return _(
        "Toạ độ nằm ngoài Việt Nam: vĩ độ từ 8 đến 24, kinh độ từ 102 đến 118, ví dụ 12,0012 và 107,6874. Kiểm tra "
        "xem có ghi ngược hai số không."
    )


def life_problem(valid_from: date | None, valid_until: date | None) -> str | None:
    """An institution begins before it ends."""
    if valid_from is None or valid_until is None or valid_from <= valid_until:
        return None
    return _("Ngày bắt đầu hoạt động (%(first)s) phải trước ngày ngừng hoạt động (%(last)s).") % {
        "first": f"{valid_from:%d/%m/%Y}",
        "last": f"{valid_until + ONE_DAY:%d/%m/%Y}",
    }


def successor_problem(
    from_on: date, *, name: str, valid_from: date | None, valid_until: date | None
) -> str | None:
    """Who takes over is there on the day the other ends."""
    if valid_from and valid_from > from_on:
        return _("%(name)s chỉ hoạt động từ ngày %(day)s, sau ngày sáp nhập.") % {
            "name": name,
            "day": f"{valid_from:%d/%m/%Y}",
        }
    if valid_until and valid_until < from_on:
        return _("%(name)s đã ngừng hoạt động sau ngày %(day)s: chọn đơn vị đang hoạt động.") % {
            "name": name,
            "day": f"{valid_until:%d/%m/%Y}",
        }
    return None


def exemption_problem(legal_form: str, *, exempt: bool) -> str | None:
    """Only businesses are exempt from physical inspection (Điều 4 khoản 6); remote inspection stays (trap 46)."""
    if not exempt or legal_form in BUSINESS_FORMS:
        return None
    return _(
        "Chỉ tư thục và doanh nghiệp được miễn kiểm tra thực tế (Đ.4.6 Nghị định 217/2025/NĐ-CP). Đơn vị đang thuộc "
        "diện miễn thì bỏ diện miễn trước khi đổi hình thức pháp lý."
    )


def open_cases_warning(count: int) -> str | None:
    """An institution that ends mid-inspection: the file stays with it, the ground is termination (trap 48)."""
    if not count:
        return None
    return _(
        "%(count)s cuộc kiểm tra đang mở: hồ sơ không chuyển sang đơn vị kế thừa; đề nghị đình chỉ đối với đơn vị này "
        "(Đ.7.2đ)."
    ) % {"count": count}


def matches(words: str, *texts: str) -> bool:
    """Do all words occur in the texts, with or without diacritics?"""
    told = " ".join(map(fold, texts))
    return all(word in told for word in fold(words).split())
