"""Rules: the list by heading, one rule over time, and its change from a later day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from inspections.actions import reference_rules as actions
from inspections.forms.files import FilesForm
from inspections.forms.reference import ReasonSettingForm
from inspections.forms.reference_rules import RuleForm
from inspections.models import Rule, SettingChange
from inspections.queries.reference import (
    RuleLine,
    changes_of,
    kept_values,
    rule_lines,
    rules_by_group,
    undecided_inspections,
)
from inspections.rules.roles import Permission
from inspections.rules.settings_values import is_internal, source_text
from inspections.views.access import demand, today
from inspections.views.reference import Crumbs, SettingView, index_crumbs

FROZEN = "inspection."


def rules(request: HttpRequest) -> HttpResponse:
    """All rules under their headings."""
    demand(request, Permission.MANAGE_SETTINGS)
    groups = [(label, [_row(line) for line in lines]) for label, lines in rules_by_group(today())]
    context = {"groups": groups, "crumbs": index_crumbs((_("Quy định, tham số"), ""))}
    return render(request, "inspections/reference/rules.html", context)


def _row(line: RuleLine) -> dict[str, Any]:
    return {
        "line": line,
        "internal": is_internal(line.newest.source),
        "source": source_text(line.newest.source),
        "url": reverse("rule", args=[line.key]),
    }


def line_of(key: str) -> RuleLine:
    """One rule over time, or 404."""
    found = rule_lines(today(), key=key).get(key)
    if found is None:
        raise Http404
    return found


def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: value of today, timeline, which value open inspections keep, who changed it."""
    demand(request, Permission.MANAGE_SETTINGS)
    line = line_of(key)
    frozen = key.startswith(FROZEN)
    kept = kept_values(key) if frozen else []
    context = {
        "line": line,
        "internal": is_internal(line.newest.source),
        "frozen": frozen,
        "kept": [(_in_words(row), row["count"]) for row in kept],
        "kept_count": sum(row["count"] for row in kept),
        "undecided": undecided_inspections() if frozen else 0,
        "changes": changes_of(SettingChange.Subject.RULE, key),
        "crumbs": index_crumbs((_("Quy định, tham số"), reverse("rules")), (line.newest.label, "")),
    }
    return render(request, "inspections/reference/rule.html", context)


def _in_words(row: dict[str, Any]) -> str:
    return Rule(value=row["value"], unit=row["unit"]).in_words


class RuleView(SettingView):
    """What the deeds on one rule share."""

    line: RuleLine

    def load(self, **kwargs: Any) -> None:
        """The rule of the address, or 404."""
        self.line = line_of(kwargs["key"])

    def back(self) -> str:
        """The page of the rule."""
        return reverse("rule", args=[self.line.key])

    def crumbs(self) -> Crumbs:
        """From the index over the list to the rule."""
        return index_crumbs((_("Quy định, tham số"), reverse("rules")), (self.line.newest.label, self.back()))

    def extra(self) -> dict[str, Any]:
        """What stands now, and what a change does not touch."""
        shown = self.line.rows[0]
        facts = [
            (_("Quy định"), shown.label),
            (_("Giá trị"), shown.in_words),
            (_("Nguồn"), shown.source_in_words),
            (_("Áp dụng từ"), f"{shown.valid_from:%d/%m/%Y}"),
        ]
        return {"facts": facts, "warnings": self.warnings()}

    def warnings(self) -> list[str]:
        """What to think of before the change."""
        found = []
        if not is_internal(self.line.newest.source):
            found.append(
                _(
                    "Con số này do văn bản pháp luật đặt ra (%(source)s). Chỉ đổi khi văn bản được sửa đổi, thay thế; "
                    "ghi rõ văn bản mới và điều, khoản."
                )
                % {"source": self.line.newest.source}
            )
        if self.line.key.startswith(FROZEN):
            kept = sum(row["count"] for row in kept_values(self.line.key))
            found.append(
                _(
                    "%(kept)s cuộc kiểm tra đang mở đã ban hành quyết định giữ giá trị cũ. Giá trị mới chỉ dùng cho "
                    "quyết định ban hành từ ngày áp dụng."
                )
                % {"kept": kept}
            )
        return found


class ChangeRule(RuleView):
    """Another value from a later day."""

    heading = _l("Đổi giá trị từ ngày")
    done = _l("Đã ghi giá trị mới. Giá trị đang áp dụng giữ đến hết ngày liền trước.")

    def make_form(self, *data: Any) -> FilesForm:
        """The form of the rule's unit."""
        current = self.line.current or self.line.newest
        return RuleForm(*data, rule=current, old=current, today=today())

    def act(self, **arguments: Any) -> object:
        """Add the row."""
        return actions.change_rule(self.line.key, **arguments)

    def extra(self) -> dict[str, Any]:
        """A value that is still to come is corrected, not doubled."""
        found = super().extra()
        if self.line.coming:
            found["refusal"] = _(
                "Đã có giá trị sẽ áp dụng từ ngày %(day)s. Sửa hoặc rút giá trị đó trước khi thêm giá trị khác."
            ) % {"day": f"{self.line.coming.valid_from:%d/%m/%Y}"}
        return found


class CorrectRule(RuleView):
    """Mend a value that is still to come."""

    heading = _l("Sửa giá trị sắp áp dụng")

    def make_form(self, *data: Any) -> FilesForm:
        """The form with what was announced."""
        shown = self.line.coming or self.line.newest
        return RuleForm(*data, rule=shown, old=self.line.last_in_force, today=today())

    def act(self, **arguments: Any) -> object:
        """Mend the row."""
        return actions.correct_coming_rule(self.line.key, **arguments)

    def extra(self) -> dict[str, Any]:
        """Only where a value is still to come."""
        found = super().extra()
        if self.line.coming is None:
            found["refusal"] = _(
                "Không còn giá trị nào sắp áp dụng: giá trị đã áp dụng không sửa hay rút lại được."
            )
        return found


class WithdrawRule(CorrectRule):
    """Take back a value that is still to come."""

    heading = _l("Rút giá trị sắp áp dụng")
    submit = _l("Rút giá trị")
    done = _l("Đã rút giá trị sắp áp dụng. Giá trị đang áp dụng tiếp tục dùng.")
    danger = True

    def make_form(self, *data: Any) -> FilesForm:
        """Only the reason."""
        return ReasonSettingForm(*data)

    def act(self, **arguments: Any) -> object:
        """Delete the row that was never in force."""
        actions.withdraw_coming_rule(self.line.key, **arguments)
        return None
