"""In what capacity somebody signs on a day (Nghị định 30/2020/NĐ-CP Điều 13; trap 47).

The head signs as head; a deputy signs for him, «KT.», what he was given, also where he is in charge of the office;
whoever signs by mandate, «TUQ.», does so by a written paper limited in time and content, and never passes it on.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.rules.posts import period_objections
from inspections.rules.roles import Role

HEAD_TITLE = "GIÁM ĐỐC"
FOR_HEAD, BY_MANDATE = "KT.", "TUQ."


class CapacityKind(TextChoices):
    """Ways of signing for the agency."""

    HEAD = "head", _l("Người đứng đầu ký")
    FOR_HEAD = "for_head", _l("Ký thay (KT.): cấp phó ký thay người đứng đầu")
    BY_MANDATE = "by_mandate", _l("Thừa ủy quyền (TUQ.): ký theo văn bản ủy quyền")


ROLES_OF = {CapacityKind.HEAD: Role.DIRECTOR, CapacityKind.FOR_HEAD: Role.DEPUTY_DIRECTOR}


@dataclass(frozen=True)
class CapacityFact:
    """One line of the table of capacities."""

    capacity_id: int
    lines: str


def kind_of(lines: str) -> CapacityKind:
    """The printed lines say what kind they are: KT. and TUQ. stand before the head's title."""
    first = lines.strip().upper()
    if first.startswith(FOR_HEAD):
        return CapacityKind.FOR_HEAD
    return CapacityKind.BY_MANDATE if first.startswith(BY_MANDATE) else CapacityKind.HEAD


def printed_lines(kind: str, own_title: str) -> str:
    """The lines as they are printed: «GIÁM ĐỐC», or «KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC» (Phụ lục I, II.7a)."""
    if kind == CapacityKind.HEAD:
        return HEAD_TITLE
    prefix = FOR_HEAD if kind == CapacityKind.FOR_HEAD else BY_MANDATE
    return f"{prefix} {HEAD_TITLE}|{own_title.strip().upper()}"


def capacity_objections(
    kind: str,
    *,
    own_title: str,
    scope: str,
    basis: str,
    valid_from: date,
    valid_until: date | None,
    roles: Collection[str],
) -> list[str]:
    """Why a capacity cannot be given; ``roles`` are those held in the department on its first day."""
    found = period_objections(valid_from, valid_until)
    needed = ROLES_OF.get(CapacityKind(kind))
    if needed is not None and needed not in roles:
        found.append(
            _("Ngày %(day)s người này không giữ chức «%(role)s»; giao chức vụ trước rồi mới giao quyền ký.")
            % {"day": f"{valid_from:%d/%m/%Y}", "role": needed.label}
        )
    if kind != CapacityKind.HEAD and not own_title.strip():
        found.append(_("Ghi chức danh in dưới dòng KT. hoặc TUQ., ví dụ «PHÓ GIÁM ĐỐC»."))
    if not basis.strip():
        found.append(_("Ghi số, ngày văn bản bổ nhiệm, phân công hoặc ủy quyền."))
    if kind == CapacityKind.BY_MANDATE and (not scope.strip() or valid_until is None):
        found.append(
            _(
                "Thừa ủy quyền phải giới hạn thời gian và nội dung: ghi nội dung được ký và ngày cuối (NĐ 30/2020 Đ.13.3)."
            )
        )
    return found


def fitting(capacities: Iterable[CapacityFact], roles: Collection[str]) -> CapacityFact | None:
    """The first capacity that agrees with the posts of the day: nobody but the head signs as head (trap 47)."""
    for capacity in capacities:
        needed = ROLES_OF.get(kind_of(capacity.lines))
        if needed is None or needed in roles:
            return capacity
    return None


def no_capacity(day: date) -> str:
    """Signing without a capacity on the day is refused with this sentence."""
    return _(
        "Bạn chưa có quyền hạn ký (GIÁM ĐỐC hoặc KT. GIÁM ĐỐC) có hiệu lực ngày %(day)s. Đề nghị quản trị hệ thống "
        "ghi quyền ký theo văn bản phân công."
    ) % {"day": f"{day:%d/%m/%Y}"}


def wrong_signer(named_id: int | None, by_id: int) -> list[str]:
    """The print names who signs and in what capacity; nobody else signs that print (trap 47)."""
    if named_id in (None, by_id):
        return []
    return [
        _(
            "Bản in ghi tên người ký khác. Để ký thay, nhận bàn giao việc này (hoặc ghi đợt vắng của người đó): "
            "văn bản được in lại đúng người ký và quyền hạn."
        )
    ]
