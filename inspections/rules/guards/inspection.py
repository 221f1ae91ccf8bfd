"""What an inspection still lacks for its next deed (domain table 12.1.1, column «Guard»)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from inspections.enums import DocumentKind, DocumentState, Ground, TeamDuty
from inspections.exceptions import Blocker
from inspections.rules.facts import InspectionFacts, MemberFact


def propose_blockers(*, ground: str, ground_text: str, has_ground_file: bool) -> list[Blocker]:
    """Row 1, Điều 11.2: (a) needs the sign in words and a file, (b) the incoming document, (c) the plan item."""
    missing = []
    if not ground_text.strip():
        missing.append(_("Ghi rõ căn cứ: dấu hiệu vi phạm, số văn bản chỉ đạo hoặc dòng kế hoạch (Đ.11.2)."))
    if ground == Ground.SIGNS and not has_ground_file:
        missing.append(
            _("Căn cứ là dấu hiệu vi phạm thì phải kèm ít nhất một tệp hồ sơ, tài liệu chứng minh (Đ.11.2a).")
        )
    return [Blocker(text) for text in missing]


def citation_objections(acts: Iterable[str], *, period: str) -> list[Blocker]:
    """A party is held only to law in force in the period inspected (practice 3)."""
    named = "; ".join(acts)
    if not named:
        return []
    text = _(
        "Đề cương viện dẫn văn bản không có hiệu lực trong thời kỳ kiểm tra %(period)s: %(acts)s. "
        "Chọn thời kỳ hoặc đề cương khác."
    )
    return [Blocker(text % {"period": period, "acts": named})]


def review_overlap_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 2: nothing but the parties themselves is needed to review."""
    return [] if facts.parties else [Blocker(_("Chưa chọn đơn vị được kiểm tra."))]


def confirm_overlap_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 2: confirmed once."""
    return [Blocker(_("Kết quả rà soát đã được xác nhận."))] if facts.overlap_confirmed else []


def nominate_team_blockers(facts: InspectionFacts) -> list[Blocker]:
    """A team can be named before the decision is issued; afterwards by an amending decision only."""
    return []


def nomination_objections(
    people: Sequence[int | str], duties: Sequence[str], *, lead_has_account: bool
) -> list[Blocker]:
    """Điều 12: one lead with an account, at most one secretary, nobody twice."""
    found = []
    if len(set(people)) != len(people):
        found.append(Blocker(_("Một người chỉ có một nhiệm vụ trong Đoàn.")))
    if list(duties).count(TeamDuty.LEAD) != 1:
        found.append(Blocker(_("Đoàn phải có đúng một Trưởng đoàn.")))
    elif not lead_has_account:
        found.append(Blocker(_("Trưởng đoàn phải có tài khoản để lập kế hoạch và biên bản.")))
    if list(duties).count(TeamDuty.SECRETARY) > 1:
        found.append(Blocker(_("Đoàn có nhiều nhất một Thư ký.")))
    return found


def institution_objections(gone: Iterable[tuple[str, date, str]]) -> list[Blocker]:
    """An institution that has ended or merged is not inspected any more (trap 48): name, last day, successor."""
    found = []
    for name, last, successor in gone:
        text = _("%(name)s đã ngừng hoạt động hoặc sáp nhập từ sau ngày %(day)s; bỏ khỏi danh sách.")
        words = text % {"name": name, "day": f"{last:%d/%m/%Y}"}
        if successor:
            words += " " + _("Cần kiểm tra thì chọn đơn vị kế thừa: %(name)s.") % {"name": successor}
        found.append(Blocker(words))
    return found


def declare_conflicts_blockers(facts: InspectionFacts) -> list[Blocker]:
    """A member declares for the present list of inspected parties."""
    return []


def _member_blockers(member: MemberFact, institution_ids: frozenset[int]) -> Iterable[str]:
    if not member.declared:
        yield _("%(name)s chưa kê khai xung đột lợi ích.") % {"name": member.name}
    elif member.declared_for != institution_ids:
        yield _(
            "%(name)s phải kê khai lại xung đột lợi ích vì danh sách đơn vị được kiểm tra đã thay đổi."
        ) % {"name": member.name}
    elif member.conflicts:
        yield _("%(name)s có xung đột lợi ích (%(cases)s); thay người khác (Đ.12.2).") % {
            "name": member.name,
            "cases": "; ".join(member.conflicts),
        }
    if member.disciplined:
        yield _("%(name)s đang trong thời gian xem xét kỷ luật, không được tham gia Đoàn (Đ.12.2).") % {
            "name": member.name
        }


def team_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Điều 12: one lead, at least one more, nobody with a conflict, under discipline or undeclared."""
    leads = [m for m in facts.team if m.duty == TeamDuty.LEAD]
    found = []
    if len(leads) != 1:
        found.append(Blocker(_("Đoàn phải có đúng một Trưởng đoàn."), "nominate_team"))
    if len(facts.team) < 2:
        found.append(Blocker(_("Đoàn phải có ít nhất một thành viên ngoài Trưởng đoàn."), "nominate_team"))
    for member in facts.team:
        found += [Blocker(text, "team") for text in _member_blockers(member, facts.institution_ids)]
    return found


def draft_decision_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 3: overlap reviewed without an open block, team complete and declared."""
    found = []
    for party in facts.parties:
        if not party.reviewed:
            found.append(
                Blocker(_("Chưa rà soát trùng lặp cho %(name)s.") % {"name": party.name}, "review_overlap")
            )
        found += [Blocker(text, "review_overlap") for text in party.overlap_blocks]
    if not facts.overlap_confirmed:
        found.append(Blocker(_("Trưởng phòng chưa xác nhận kết quả rà soát trùng lặp."), "confirm_overlap"))
    return found + team_blockers(facts)


def limit_objections(*, limit_days: int, limit_max: int) -> list[Blocker]:
    """Điều 13.2b: the limit of a department is at most the class limit."""
    if 1 <= limit_days <= limit_max:
        return []
    return [
        Blocker(
            _("Thời hạn kiểm tra của Sở từ 1 đến không quá %(max)s ngày (Đ.13.2b NĐ 217/2025/NĐ-CP).")
            % {"max": limit_max}
        )
    ]


def _document_blockers(facts: InspectionFacts, kind: str, wanted: Iterable[str]) -> list[Blocker]:
    document = facts.documents.get(kind)
    if document is None:
        return [Blocker(_("Chưa có dự thảo văn bản."))]
    if not document.rendered:
        return [Blocker(_("Bản in đang được tạo; tải lại trang sau ít giây."))]
    if document.state not in wanted:
        label = DocumentState(document.state).label
        return [Blocker(_("Văn bản đang ở trạng thái «%(state)s».") % {"state": label})]
    return []


def sign_decision_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 4, first deed: the body is rendered, the team is still free of conflicts (trap 15)."""
    return _document_blockers(facts, DocumentKind.DECISION, {DocumentState.FOR_SIGNATURE}) + team_blockers(
        facts
    )


def issue_decision_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 4, second deed: the competent person signed first (Nghị định 30/2020/NĐ-CP Điều 32)."""
    document = facts.documents.get(DocumentKind.DECISION)
    if document and document.state == DocumentState.FOR_SIGNATURE:
        return [Blocker(_("Người có thẩm quyền chưa ký; chỉ cấp số, ký cơ quan sau khi văn bản đã được ký."))]
    return _document_blockers(facts, DocumentKind.DECISION, {DocumentState.SIGNED})


def submit_conduct_plan_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 5: a decision in force and a checklist; the form itself asks the nine contents of Điều 14.2."""
    return [] if facts.has_checklist else [Blocker(_("Quyết định chưa gắn đề cương kiểm tra."))]


def party_plan_objections(
    name: str,
    *,
    days: tuple[date, date],
    plan_days: tuple[date, date],
    sees_on_site: bool,
    exempt: bool,
    exemption_note: str,
) -> list[Blocker]:
    """One unit in the plan: its days lie inside the plan; an exempt business is seen only with a reason (trap 46)."""
    found = []
    if days[1] < days[0]:
        found.append(Blocker(_("%(name)s: ngày kết thúc phải từ ngày bắt đầu trở đi.") % {"name": name}))
    if days[0] < plan_days[0] or days[1] > plan_days[1]:
        text = _("%(name)s: ngày làm việc phải nằm trong thời gian tiến hành của kế hoạch.")
        found.append(Blocker(text % {"name": name}))
    if sees_on_site and exempt and not exemption_note.strip():
        text = _(
            "%(name)s thuộc diện miễn kiểm tra thực tế vì chấp hành tốt (Đ.4.6): chọn từ xa, hoặc ghi lý do vẫn "
            "kiểm tra trực tiếp."
        )
        found.append(Blocker(text % {"name": name}))
    return found


def all_remote_objections(name: str, on_site_only: Iterable[str]) -> list[Blocker]:
    """Items that must be seen on site keep a unit from being examined remotely as a whole (practice 3)."""
    codes = ", ".join(on_site_only)
    if not codes:
        return []
    text = _("%(name)s: nội dung %(codes)s bắt buộc xem thực tế, không chọn từ xa toàn bộ được.")
    return [Blocker(text % {"name": name, "codes": codes})]


def approve_conduct_plan_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 6: the plan names a method for every item, and its print is ready."""
    found = _document_blockers(facts, DocumentKind.CONDUCT_PLAN, {DocumentState.FOR_SIGNATURE})
    if facts.items_without_method:
        found.append(
            Blocker(
                _("%(n)s nội dung chưa có phương thức kiểm tra (Đ.14.2).") % {"n": facts.items_without_method}
            )
        )
    return found


def return_conduct_plan_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 7 asks only a reason."""
    return []


def abandon_blockers(facts: InspectionFacts) -> list[Blocker]:
    """Row 13 asks only a reason; after the decision other deeds apply (trap 6)."""
    return []
