"""Personal data: who answers a data subject, what an answer lacks, what an erasure takes away and what it leaves.

Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, Nghị định 356/2025/NĐ-CP; what must stay: Luật Lưu trữ số 33/2024/QH15,
Nghị định 217/2025/NĐ-CP Điều 5 (the dossier of an inspection is whole, true and kept).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.enums import DataRequestKind, DataRequestState
from inspections.exceptions import Blocker
from inspections.rules.roles import Actor, Permission, Role

REQUEST_KEY = "personal_data.request"
REQUEST_DAYS = 2
ANSWERING = (Permission.MANAGE_SETTINGS, Permission.ISSUE_DOCUMENT)
ENTERING = (*ANSWERING, Permission.PROPOSE)
WHO_ANSWERS = (Role.ADMINISTRATOR, Role.RECORDS_CLERK)

# What stays after an erasure, and on which ground; shown before the erasure and with the answer.
KEPT_AFTER_ERASURE = (
    (
        _l("Văn bản đã ký, biên bản, chữ ký số và tên người ký trên đó"),
        _l(
            "Luật Lưu trữ số 33/2024/QH15; Điều 5 Nghị định 217/2025/NĐ-CP: hồ sơ kiểm tra phải đầy đủ, trung thực"
        ),
    ),
    (
        _l("Quá trình xử lý của hồ sơ (ai giữ vai trò gì, làm việc gì, lúc nào), chuỗi mã băm"),
        _l("Điều 5 Nghị định 217/2025/NĐ-CP; sửa một dòng là chuỗi không còn kiểm chứng được"),
    ),
    (
        _l("Chức vụ, quyền hạn ký, giấy cử đầu mối, thay đổi đã ghi về tài khoản"),
        _l("Nghị định 30/2020/NĐ-CP Điều 13: chứng minh thẩm quyền ký vào ngày ký"),
    ),
    (
        _l("Hồ sơ, tài liệu đã nộp vào hồ sơ kiểm tra, kho tài liệu của đơn vị"),
        _l("Luật Lưu trữ số 33/2024/QH15; thời hạn lưu hồ sơ kiểm tra của Sở"),
    ),
)
ERASED = (
    _l("Họ và tên, tên đăng nhập, điện thoại, thư điện tử của tài khoản"),
    _l("Mật khẩu, lớp bảo vệ thứ hai, các phiên đăng nhập, phiếu giao tài khoản còn hạn, mã một lần"),
    _l("Lời mời có họ tên, địa chỉ thư; lựa chọn nhận thông báo; tệp đang gửi dở"),
    _l("Các bản sao dữ liệu cá nhân đã tạo"),
)


@dataclass(frozen=True)
class ErasureFacts:
    """What is known of an account before its personal data are replaced."""

    has_post: bool
    open_turns: int
    already: bool


def erased_name(user_id: int) -> str:
    """What stands where the name stood; the number keeps two erased people apart in one record."""
    return _("Người đã được xóa dữ liệu (mã %(n)s)") % {"n": user_id}


def erased_username(user_id: int) -> str:
    """A sign-in name that says nothing of the person."""
    return f"da-xoa-{user_id}"


def may_answer(by: Actor, department_id: int) -> bool:
    """The administrator and the records clerk of the department that keeps the data."""
    return any(by.may_in_department(right, department_id) for right in ANSWERING)


def refusal_to_answer_data_request(by: Actor, department_id: int, subject_id: int | None) -> str | None:
    """Nobody answers his own request."""
    if by.user_id == subject_id:
        return _("Không tự trả lời yêu cầu của chính mình; người quản trị hoặc văn thư khác trả lời.")
    if may_answer(by, department_id):
        return None
    return _("Chỉ Quản trị hệ thống hoặc Văn thư trả lời yêu cầu về dữ liệu cá nhân.")


def refusal_to_enter_data_request(by: Actor, department_id: int) -> str | None:
    """An officer, the clerk or the administrator enters what came on paper."""
    if any(by.may_in_department(right, department_id) for right in ENTERING):
        return None
    return _("Chỉ cán bộ xử lý hồ sơ của Sở, Văn thư hoặc Quản trị hệ thống ghi yêu cầu nhận trên giấy.")


def refusal_to_erase(by: Actor, department_id: int, decided_by: int | None) -> str | None:
    """Carried out by an administrator who did not decide it: it cannot be undone."""
    if not by.may_in_department(Permission.MANAGE_SETTINGS, department_id):
        return _("Chỉ Quản trị hệ thống thực hiện việc xóa dữ liệu cá nhân.")
    if by.user_id == decided_by:
        return _("Người đã chấp thuận không tự thực hiện việc xóa; cần người thứ hai.")
    return None


def request_objections(*, text: str, received_on: date, today: date) -> list[Blocker]:
    """A request says what is asked, and did not come tomorrow."""
    found = [] if text.strip() else [Blocker(_("Ghi nội dung yêu cầu."))]
    if received_on > today:
        found.append(Blocker(_("Ngày nhận không ở tương lai.")))
    return found


def paper_objections(*, about: str, has_subject: bool, reference: str) -> list[Blocker]:
    """A request on paper names its sender and the paper."""
    found = (
        [] if has_subject or about.strip() else [Blocker(_("Chọn người có tài khoản hoặc ghi họ và tên."))]
    )
    if not reference.strip():
        found.append(Blocker(_("Ghi văn bản, đơn của người yêu cầu (số, ngày).")))
    return found


def answer_objections(*, state: str, answer: str) -> list[Blocker]:
    """A request is answered once, in words."""
    if state != DataRequestState.RECEIVED:
        return [Blocker(_("Yêu cầu này đã được trả lời."))]
    return [] if answer.strip() else [Blocker(_("Ghi nội dung trả lời, lý do."))]


def state_after(kind: str, *, granted: bool, has_account: bool) -> DataRequestState:
    """Erasing an account waits for a second person; everything else is done with the answer."""
    if not granted:
        return DataRequestState.REFUSED
    waits = kind == DataRequestKind.ERASE and has_account
    return DataRequestState.DECIDED if waits else DataRequestState.DONE


def erasure_objections(facts: ErasureFacts) -> list[Blocker]:
    """Nobody who still serves is erased: his posts end and his tasks are handed over first."""
    if facts.already:
        return [Blocker(_("Dữ liệu của người này đã được xóa."))]
    found = []
    if facts.has_post:
        found.append(Blocker(_("Người này còn giữ chức vụ trên hệ thống: kết thúc chức vụ trước khi xóa.")))
    if facts.open_turns:
        text = _("Còn %(n)s việc đang mở của người này: bàn giao trước khi xóa.")
        found.append(Blocker(text % {"n": facts.open_turns}))
    return found


def erasure_step_objections(*, kind: str, state: str, typed: str, username: str) -> list[Blocker]:
    """Only what was decided is carried out, and the sign-in name is typed so that nobody else is erased."""
    if kind != DataRequestKind.ERASE or state != DataRequestState.DECIDED:
        return [Blocker(_("Việc xóa chưa được chấp thuận hoặc đã thực hiện."))]
    if typed.strip() != username:
        return [Blocker(_("Tên đăng nhập ghi lại chưa đúng; kiểm tra lại người cần xóa."))]
    return []


def kept_words() -> Sequence[tuple[str, str]]:
    """What stays and why, in words."""
    return [(str(what), str(why)) for what, why in KEPT_AFTER_ERASURE]
