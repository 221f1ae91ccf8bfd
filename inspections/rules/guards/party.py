"""What an inspected party's file still lacks for its next deed (domain table 12.1.2)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import FindingState, Ground
from inspections.exceptions import Blocker
from inspections.rules.facts import PartyFacts
from inspections.rules.guards.records import on_site_blockers

_OPEN_FINDINGS = {FindingState.NOTED, FindingState.SENT, FindingState.EXPLAINED}


def _plan_blockers(facts: PartyFacts) -> list[Blocker]:
    if facts.plan_in_force:
        return []
    return [Blocker(_("Kế hoạch tiến hành kiểm tra chưa được phê duyệt (Đ.14)."))]


def notify_schedule_blockers(facts: PartyFacts) -> list[Blocker]:
    """T1: the conduct plan is approved; skipped where secrecy is asked for under ground (a)."""
    found = _plan_blockers(facts)
    if facts.secrecy:
        found.append(
            Blocker(_("Cuộc kiểm tra cần giữ bí mật: không thông báo lịch, công bố trực tiếp (T1)."))
        )
    return found


def gone_blockers(facts: PartyFacts) -> list[Blocker]:
    """Trap 48: an institution that no longer exists is terminated, its file never moves to the successor."""
    if facts.institution_gone_on is None:
        return []
    text = _(
        "Đơn vị đã ngừng hoạt động hoặc sáp nhập từ sau ngày %(day)s: đề nghị đình chỉ đối với đơn vị này "
        "(Đ.7.2đ); hồ sơ không chuyển sang đơn vị kế thừa."
    )
    return [Blocker(text % {"day": f"{facts.institution_gone_on:%d/%m/%Y}"}, "draft_party_termination")]


def team_declared_blockers(facts: PartyFacts) -> list[Blocker]:
    """Trap 15: every member now in the team has declared for this unit and has no conflict with it (Điều 12)."""
    found = []
    for member in facts.team:
        if not member.declared or facts.institution_id not in member.declared_for:
            text = _("%(name)s chưa kê khai xung đột lợi ích đối với đơn vị này (Đ.12.2).")
            found.append(Blocker(text % {"name": member.name}, "declare_conflicts"))
        elif member.conflicts:
            text = _("%(name)s có xung đột lợi ích; thay thành viên trước khi tiến hành (Đ.12.2).")
            found.append(Blocker(text % {"name": member.name}, "draft_replacement"))
    return found


def submit_outline_report_blockers(facts: PartyFacts) -> list[Blocker]:
    """T2: the report goes in once the schedule was notified."""
    return []


def announce_decision_blockers(facts: PartyFacts) -> list[Blocker]:
    """T3: plan approved; straight from the list only where secrecy is asked for (ground a)."""
    found = _plan_blockers(facts)
    unannounced = (facts.secrecy or facts.urgent) and facts.ground == Ground.SIGNS
    if facts.is_listed and not unannounced:
        found.append(Blocker(_("Thông báo lịch cho đơn vị trước khi công bố quyết định."), "notify_schedule"))
    return found + gone_blockers(facts) + team_declared_blockers(facts)


def begin_check_unannounced_blockers(facts: PartyFacts) -> list[Blocker]:
    """Caught in the act: only under ground (a), with the plan approved and the team declared (Điều 11, 12)."""
    found = _plan_blockers(facts)
    if facts.ground != Ground.SIGNS:
        found.append(Blocker(_("Chỉ bỏ công bố khi quả tang, căn cứ là dấu hiệu vi phạm (Đ.11.2a).")))
    return found + begin_check_blockers(facts) + gone_blockers(facts) + team_declared_blockers(facts)


def begin_check_blockers(facts: PartyFacts) -> list[Blocker]:
    """T4: announced; items exist."""
    return [] if facts.items else [Blocker(_("Đề cương kiểm tra không có nội dung nào."))]


def conduct_blockers(facts: PartyFacts) -> list[Blocker]:
    """Items, requests and findings are worked on while the party is under check."""
    if facts.is_under_check:
        return []
    return [Blocker(_("Đơn vị không ở giai đoạn đang kiểm tra."))]


send_information_request_blockers = conduct_blockers
conclude_item_blockers = conduct_blockers
raise_finding_blockers = conduct_blockers


def _item_blockers(facts: PartyFacts) -> list[Blocker]:
    found = []
    for item in facts.items:
        if not item.concluded:
            text = _("Nội dung %(code)s chưa ghi kết quả.") % {"code": item.code}
            found.append(Blocker(text, "conclude_item", item.answer_id))
    return found


def draft_minutes_blockers(facts: PartyFacts) -> list[Blocker]:
    """T7: every item concluded or «chưa đủ căn cứ»; requests answered or withdrawn; objections decided."""
    found = [*_item_blockers(facts), *on_site_blockers(facts)]
    for request_id, label in facts.open_requests:
        found.append(
            Blocker(
                _("Yêu cầu %(label)s còn nội dung đơn vị chưa trả lời.") % {"label": label}, "", request_id
            )
        )
    for item_id, label in facts.refusals_to_decide:
        text = _("Đơn vị từ chối cung cấp «%(label)s»: Trưởng đoàn giữ hoặc rút yêu cầu.") % {"label": label}
        found.append(Blocker(text, "decide_refusal", item_id))
    return found


def _not_out() -> Blocker:
    return Blocker(_("Biên bản không ở bước dự thảo, lấy ý kiến; không làm được việc này."))


def explain_finding_blockers(facts: PartyFacts) -> list[Blocker]:
    """T8: the draft minutes are out for opinions and their text is not yet frozen."""
    if facts.stage != "minutes_drafted":
        return [_not_out()]
    if facts.minutes and facts.minutes.frozen:
        return [Blocker(_("Nội dung biên bản đã khóa để ký; ý kiến thêm ghi bằng văn bản kèm biên bản."))]
    return []


give_opinion_blockers = explain_finding_blockers


def note_silence_blockers(facts: PartyFacts) -> list[Blocker]:
    """Trap 8: silence is written down only when the draft was sent and no opinion came (Điều 15.3a)."""
    if facts.minutes is None or facts.minutes.opinion_given:
        return [Blocker(_("Chỉ ghi việc này khi đã gửi dự thảo biên bản mà đơn vị chưa có ý kiến."))]
    return explain_finding_blockers(facts)


def settle_finding_blockers(facts: PartyFacts) -> list[Blocker]:
    """12.1.3: a finding is settled before the text is frozen; after the minutes it is never edited."""
    return explain_finding_blockers(facts)


def confirm_minutes_blockers(facts: PartyFacts) -> list[Blocker]:
    """Before either side confirms: findings settled, the opinion of the inspected recorded, no contradiction."""
    found = []
    for finding in facts.findings:
        if finding.state in _OPEN_FINDINGS:
            text = _("Tồn tại %(code)s chưa được giữ, điều chỉnh hoặc rút.") % {"code": finding.code}
            found.append(Blocker(text, "settle_finding", finding.finding_id))
    if facts.minutes is None or facts.stage != "minutes_drafted":
        return [*found, _not_out()]
    if not facts.minutes.opinion_given:
        text = _("Chưa ghi ý kiến của đơn vị được kiểm tra (nội dung bắt buộc, Đ.15.3a).")
        found.append(Blocker(text, "give_opinion"))
    return found + [Blocker(text) for text in facts.minutes.contradictions]


def sign_minutes_blockers(facts: PartyFacts) -> list[Blocker]:
    """T10 with signatures: both sides confirmed the same text; the refusal path has its own guard."""
    sides = facts.minutes.confirmed_sides if facts.minutes else frozenset()
    found = []
    if "team" not in sides:
        found.append(Blocker(_("Trưởng đoàn chưa xác nhận nội dung biên bản."), "confirm_minutes"))
    if "institution" not in sides:
        found.append(Blocker(_("Đại diện đơn vị chưa xác nhận nội dung biên bản."), "confirm_minutes"))
    return found


def record_refusal_blockers(facts: PartyFacts) -> list[Blocker]:
    """T10 without the inspected party's signature: the lead's text stands frozen (trap 8)."""
    sides = facts.minutes.confirmed_sides if facts.minutes else frozenset()
    if "team" in sides:
        return []
    return [
        Blocker(
            _("Trưởng đoàn xác nhận nội dung biên bản trước khi ghi việc đơn vị không ký."), "confirm_minutes"
        )
    ]


def witness_objections(witnesses: list[tuple[str, str]], *, reason: str) -> list[Blocker]:
    """Điều 15.3a: a refusal holds only with a commune representative or at least one witness who signed, by name."""
    found = []
    if not reason.strip():
        found.append(Blocker(_("Ghi lý do đơn vị không ký biên bản.")))
    if not any(name.strip() and post.strip() for name, post in witnesses):
        found.append(
            Blocker(
                _(
                    "Đơn vị không ký thì biên bản phải có chữ ký của đại diện chính quyền cấp xã hoặc ít nhất một "
                    "người chứng kiến: ghi họ tên, chức vụ hoặc địa chỉ (Đ.15.3a)."
                )
            )
        )
    return found


def late_signing_objections(*, signed_on: date, limit_end_on: date | None, late_reason: str) -> list[Blocker]:
    """Signing after the limit is marked late and needs a reason; it is never blocked (practice 4)."""
    if limit_end_on and signed_on > limit_end_on and not late_reason.strip():
        text = _("Ký sau thời hạn kiểm tra (hết ngày %(end)s): ghi lý do; biên bản được đánh dấu ký muộn.")
        return [Blocker(text % {"end": limit_end_on.strftime("%d/%m/%Y")})]
    return []


def answered_items_objections(answers: Iterable[tuple[str, str, bool, int]]) -> list[Blocker]:
    """An information request is answered item by item: text or a file, or a refusal with its reason (Đ.9.1c)."""
    found = []
    for label, text, refused, files in answers:
        if refused and not text.strip():
            found.append(
                Blocker(_("«%(label)s»: ghi lý do không liên quan đến nội dung kiểm tra.") % {"label": label})
            )
        elif not refused and not text.strip() and not files:
            found.append(Blocker(_("«%(label)s»: ghi câu trả lời hoặc kèm tệp.") % {"label": label}))
    return found


def take_up_again_blockers(facts: PartyFacts) -> list[Blocker]:
    """T9: as long as nobody has signed; the reason is asked by the form and by the action."""
    return [] if facts.minutes else [Blocker(_("Chưa có dự thảo biên bản."))]


def invite_to_sign_blockers(facts: PartyFacts) -> list[Blocker]:
    """An invitation to sign follows the frozen text, once."""
    if facts.invited_to_sign_on is not None:
        text = _("Đã mời đơn vị ký ngày %(day)s.")
        return [Blocker(text % {"day": f"{facts.invited_to_sign_on:%d/%m/%Y}"})]
    return record_refusal_blockers(facts)


def not_signed_objections(*, invited_on: date | None, wait_until: date | None, on: date) -> list[Blocker]:
    """«Đã mời ký, không ký» holds only after the invitation and the time set for it (practice 1)."""
    if invited_on is None:
        return [Blocker(_("Mời đơn vị ký biên bản trước (nút «Mời ký biên bản»), rồi mới ghi là không ký."))]
    if wait_until and on <= wait_until:
        text = _("Đã mời ký ngày %(day)s; chờ đến hết ngày %(end)s rồi mới ghi là đã mời ký, không ký.")
        return [Blocker(text % {"day": f"{invited_on:%d/%m/%Y}", "end": f"{wait_until:%d/%m/%Y}"})]
    return []


def reopen_minutes_blockers(facts: PartyFacts) -> list[Blocker]:
    """Only a frozen text can be reopened."""
    if facts.minutes and facts.minutes.frozen:
        return []
    return [Blocker(_("Nội dung biên bản chưa khóa, sửa trực tiếp được."))]
