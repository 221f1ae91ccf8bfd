"""Why a lượt counts or does not, sentence by sentence, and what would have counted (domain 15, practice.md 6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.enums import Condition, LuotClass, Met, Method, SignatureRoute
from inspections.rules.online_share import Judged, LuotFacts, is_late

C = Condition
TRIAL = gettext_lazy("TÍNH THỬ")


@dataclass(frozen=True)
class ConditionWords:
    """One condition of one lượt: where it stands, what was found, what would have counted where it is not met."""

    condition: Condition
    met: Met
    label: str
    found: str
    would_have: str = ""


WOULD_HAVE: dict[str, str | Promise] = {
    C.C1: gettext_lazy(
        "Kế hoạch tiến hành ghi phương thức trực tuyến hoặc kết hợp, được phê duyệt trước ngày công bố; quyết định và "
        "kế hoạch là văn bản điện tử có chữ ký hợp lệ."
    ),
    C.C2: gettext_lazy("Công bố quyết định trong hệ thống, ghi ngay tại buổi công bố."),
    C.C3: gettext_lazy(
        "Mỗi nội dung kiểm tra từ xa được kết luận trên hồ sơ, dữ liệu do đơn vị nộp qua hệ thống mà Đoàn đã mở trước "
        "khi ghi kết quả."
    ),
    C.C4: gettext_lazy("Yêu cầu, trả lời và giải trình đều gửi trong hệ thống, không nhập thay từ giấy."),
    C.C5: gettext_lazy("Hai bên ký biên bản trong thời hạn kiểm tra, bằng chữ ký mà cách tính chấp nhận."),
    C.C6: gettext_lazy("Mọi văn bản kết quả của đơn vị được phát hành điện tử trong hệ thống."),
    C.C7: gettext_lazy("Hồ sơ đủ thành phần, được niêm phong; quyền ghi của đơn vị đã đóng."),
    C.C8: gettext_lazy("Không ai trong Đoàn đến đơn vị, không nội dung nào xem trực tiếp."),
}


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def _route(route: str) -> str:
    words = {SignatureRoute.DIGITAL: _("ký số"), SignatureRoute.HAND: _("ký tay, có bản sao điện tử")}
    return words.get(SignatureRoute(route), "") if route else _("chưa ký")


def _method(facts: LuotFacts) -> str:
    return str(Method(facts.method).label) if facts.method else _("chưa ghi phương thức")


def _c1(facts: LuotFacts) -> str:
    if not facts.announced_on:
        return _("Phương thức trong kế hoạch: %(method)s. Chưa công bố quyết định.") % {
            "method": _method(facts)
        }
    when = _("trước") if facts.plan_before_announcement else _("không trước")
    text = _(
        "Phương thức trong kế hoạch: %(method)s; kế hoạch được phê duyệt %(when)s khi công bố; quyết định: "
        "%(decision)s; kế hoạch: %(plan)s."
    )
    return text % {
        "method": _method(facts),
        "when": when,
        "decision": _route(facts.decision_route),
        "plan": _route(facts.plan_route),
    }


def _c2(facts: LuotFacts) -> str:
    if not facts.announced_on:
        return _("Chưa công bố quyết định.")
    if facts.caught_in_act:
        return _("Kiểm tra khi bắt quả tang, không công bố quyết định.")
    day = {"day": _day(facts.announced_on)}
    if facts.announced_in_system:
        return _("Công bố ngày %(day)s, ghi trong hệ thống tại buổi công bố.") % day
    return _("Công bố ngày %(day)s, ghi vào hệ thống sau.") % day


def _c3(facts: LuotFacts) -> str:
    if not facts.remote_items:
        return _("Kế hoạch không có nội dung nào kiểm tra từ xa.")
    text = _("%(done)s/%(all)s nội dung từ xa được kết luận trên hồ sơ đơn vị nộp qua hệ thống.")
    return text % {"done": facts.remote_on_party_files, "all": facts.remote_items}


def _c4(facts: LuotFacts) -> str:
    if facts.on_paper_answers:
        return _("%(n)s nội dung trả lời bằng giấy, nhập thay vào hệ thống.") % {"n": facts.on_paper_answers}
    if not facts.requests and not facts.findings:
        return _("Không có yêu cầu cung cấp hồ sơ, không có nội dung phải giải trình.")
    text = _("%(requests)s yêu cầu cung cấp hồ sơ, %(findings)s nội dung giải trình, đều trong hệ thống.")
    return text % {"requests": facts.requests, "findings": facts.findings}


def _c5(facts: LuotFacts) -> str:
    if not facts.signed_on:
        if facts.limit_passed:
            return _("Thời hạn kiểm tra đến hết ngày %(day)s đã qua mà biên bản chưa ký.") % {
                "day": _day(facts.limit_end_on)
            }
        return _("Biên bản chưa ký.")
    said = {"day": _day(facts.signed_on), "team": _route(facts.team_route)}
    if is_late(facts):
        text = _("Biên bản ký ngày %(day)s, sau thời hạn kiểm tra (đến hết ngày %(end)s).")
        return text % {**said, "end": _day(facts.limit_end_on)}
    if facts.refused:
        text = _("Biên bản ngày %(day)s: Đoàn %(team)s; đơn vị không ký, có người chứng kiến xác nhận.")
        return text % said
    text = _("Biên bản ngày %(day)s: Đoàn %(team)s, đơn vị %(party)s.")
    return text % {**said, "party": _route(facts.party_route)}


def _c6(facts: LuotFacts) -> str:
    if not facts.results_due:
        return _("Chưa ban hành kết quả.")
    if not facts.results:
        return _("Cuộc kiểm tra không phát sinh văn bản kết quả.")
    text = _("%(done)s/%(all)s văn bản kết quả đã phát hành trong hệ thống.")
    return text % {"done": facts.results_out, "all": facts.results}


def _c7(facts: LuotFacts) -> str:
    return _("Hồ sơ đã niêm phong, lưu trữ.") if facts.sealed else _("Hồ sơ chưa niêm phong.")


def _c8(facts: LuotFacts) -> str:
    if facts.caught_in_act:
        return _("Đoàn có mặt tại đơn vị khi bắt quả tang.")
    if facts.visits or facts.site_items:
        text = _("%(visits)s lần đến đơn vị, %(items)s nội dung xem trực tiếp.")
        return text % {"visits": facts.visits, "items": facts.site_items}
    return _("Không ghi nhận lần nào Đoàn đến đơn vị.")


FOUND: dict[Condition, Callable[[LuotFacts], str]] = {
    C.C1: _c1, C.C2: _c2, C.C3: _c3, C.C4: _c4, C.C5: _c5, C.C6: _c6, C.C7: _c7, C.C8: _c8,
}  # fmt: skip


def explain(facts: LuotFacts, judged: Judged) -> list[ConditionWords]:
    """C1 to C8 of one lượt, each with what the record shows."""
    return [
        ConditionWords(
            key,
            met,
            str(key.label),
            _("Hồ sơ giấy ghi sau, không có trong hệ thống.") if facts.paper else FOUND[key](facts),
            str(WOULD_HAVE[key]) if met == Met.NOT_MET else "",
        )
        for key, met in judged.conditions.items()
    ]


def why_not(facts: LuotFacts, judged: Judged) -> str:
    """One sentence: why this lượt is not counted as run through the digital environment; empty where it is."""
    if facts.paper:
        return _("Ghi sau từ hồ sơ giấy.")
    if judged.class_value >= LuotClass.M2:
        return ""
    for key in (C.C5, C.C1, C.C2, C.C3, C.C4, C.C6):
        if judged.conditions[key] == Met.NOT_MET:
            return FOUND[key](facts)
    return _("Mức đã hạ trước đó và không tự tăng lại.")
