"""What a frozen figure says beside its shares: parts, years, sensitivity, coverage, annexes; read once, kept for ever."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from inspections.enums import (
    CountState,
    Exclusion,
    Headline,
    Indicator,
    InstitutionKind,
    LegalForm,
    LuotClass,
)
from inspections.models import ClassChange, CountingRule, LedgerLine, Target
from inspections.queries.counting import counted_by
from inspections.queries.coverage import places_on
from inspections.queries.ledger import reading, targets
from inspections.rules.coverage import never
from inspections.rules.figure_passports import Passport, code_of
from inspections.rules.figure_periods import FigurePeriod
from inspections.rules.frozen import Frozen, figure_of
from inspections.rules.indicators import Aim, rows_of
from inspections.rules.online_share import LuotFacts
from inspections.rules.share import Share, chosen, percent_words, share_of
from inspections.rules.share_sensitivity import is_thin, sensitivity

YEARS_BACK = 4


def contents_of(
    department_id: int,
    period: FigurePeriod,
    rule: CountingRule,
    found: Sequence[Frozen],
    *,
    version: int,
    excluded: dict[str, int],
    running: int,
) -> dict[str, Any]:
    """Everything that the report of a period prints; plain JSON."""
    share = figure_of(found)
    places = places_on(department_id, period.last)
    facts = _facts(department_id, period)
    raises = _raises(department_id, period)
    thin = [code for code, one in facts if is_thin(one, rule.thin_below)]
    aims = {
        Indicator(row.indicator): Aim(row.value, row.source)
        for row in Target.objects.filter(year=period.year)
    }
    made = _Numbers(period.code, version)
    for row in rows_of(
        share,
        places,
        on=period.last,
        headline=Headline(rule.headline),
        whole_below=rule.whole_percent_below,
        aims=aims,
    ):
        made.add(row.code, row.label, row.definition, row.a, row.b, row.words)
    _counts(made, share, found, excluded=excluded, running=running)
    made.add(
        "never_inspected",
        _("Cơ sở chưa được kiểm tra lần nào"),
        _("Theo tên trong phụ lục."),
        len(never(places)),
    )
    made.add(
        "raised", _("Lượt được nâng mức"), _("Có người thứ hai quyết định, lý do ở phụ lục."), len(raises)
    )
    made.add(
        "thin",
        _("Lượt có ít nội dung"),
        _("Dưới %(n)s nội dung kiểm tra trong lượt.") % {"n": rule.thin_below},
        len(thin),
    )
    aim = aims.get(Indicator.ONLINE_SHARE)
    return {
        "figures": [one.as_json() for one in made.found],
        "parts": _parts(found, rule),
        "years": _years(department_id, period, rule),
        "sensitivity": [
            {"percent": percent, "words": _words(one, rule)}
            for percent, one in sensitivity([one for _code, one in facts], counted_by(rule))
        ],
        "never": [place.name for place in never(places)],
        "raises": raises,
        "thin": thin,
        "excluded": [{"label": str(Exclusion(key).label), "n": n} for key, n in sorted(excluded.items())],
        "target": None if aim is None else {"value": float(aim.value), "source": aim.source},
    }


class _Numbers:
    """The passports in the order they are made."""

    def __init__(self, period_code: str, version: int) -> None:
        self.period_code, self.version = period_code, version
        self.found: list[Passport] = []

    def add(
        self, key: str, label: str, definition: str, a: int, b: int | None = None, words: str = ""
    ) -> None:
        """One more number."""
        code = code_of(self.period_code, self.version, key)
        self.found.append(Passport(key, code, label, definition, a, b, words))


def _counts(
    made: _Numbers, share: Share, found: Sequence[Frozen], *, excluded: dict[str, int], running: int
) -> None:
    for value in sorted(LuotClass, reverse=True):
        label = _("Lượt ở mức M%(n)s: %(label)s") % {"n": value.value, "label": value.label}
        made.add(f"m{value.value}", label, _("Mức cao nhất mà hồ sơ còn giữ được."), share.m[value])
    made.add(
        "late",
        _("Lượt quá thời hạn chưa ký biên bản"),
        _("Nằm trong mẫu số, không vào tử số."),
        sum(line.late for line in found),
    )
    made.add(
        "excluded",
        _("Lượt không tính"),
        _("Đình chỉ, bãi bỏ, đưa ra khỏi danh sách."),
        sum(excluded.values()),
    )
    made.add("running", _("Lượt đang tiến hành"), _("Tính vào kỳ sau."), running)


def _facts(department_id: int, period: FigurePeriod) -> list[tuple[str, LuotFacts]]:
    rows = (
        LedgerLine.objects.filter(
            department_id=department_id,
            state=CountState.COUNTED,
            counted_on__range=(period.first, period.last),
        )
        .annotate(code=F("party__code"))
        .order_by("pk")
    )
    return [(code or "", LuotFacts.of(facts)) for code, facts in rows.values_list("code", "facts")]


def _raises(department_id: int, period: FigurePeriod) -> list[dict[str, Any]]:
    rows = ClassChange.objects.filter(
        after__gt=F("before"),
        line__department_id=department_id,
        line__counted_on__range=(period.first, period.last),
    ).select_related("line__party", "line__institution", "by", "proposed_by")
    return [
        {
            "code": row.line.party.code if row.line.party else "",
            "institution": row.line.institution.name,
            "before": row.before,
            "after": row.after,
            "reason": row.reason,
            "by": row.by.full_name if row.by else "",
            "proposed_by": row.proposed_by.full_name if row.proposed_by else "",
        }
        for row in rows
    ]


def _words(share: Share, rule: CountingRule) -> str:
    a = chosen(share, Headline(rule.headline))
    words = percent_words(a, share.b, whole_below=rule.whole_percent_below)
    return f"{words} ({a}/{share.b})" if share.b else words


def _parts(found: Sequence[Frozen], rule: CountingRule) -> list[dict[str, Any]]:
    names: tuple[tuple[str, Callable[[Frozen], str]], ...] = (
        (_("Theo loại hình"), lambda line: str(InstitutionKind(line.kind).label)),
        (_("Theo hình thức pháp lý"), lambda line: str(LegalForm(line.legal_form).label)),
        (_("Theo địa bàn"), lambda line: line.area or _("Chưa rõ địa bàn")),
    )
    return [{"title": title, "rows": _grouped(found, key, rule)} for title, key in names]


def _grouped(
    found: Sequence[Frozen], key: Callable[[Frozen], str], rule: CountingRule
) -> list[dict[str, Any]]:
    groups: dict[str, list[Frozen]] = {}
    for line in found:
        groups.setdefault(key(line), []).append(line)
    rows = [(name, figure_of(lines)) for name, lines in groups.items()]
    return [
        {"label": name, "b": share.b, "words": _words(share, rule)}
        for name, share in sorted(rows, key=lambda row: (-row[1].b, row[0]))
    ]


def _years(department_id: int, period: FigurePeriod, rule: CountingRule) -> list[dict[str, Any]]:
    """Calendar years, for the chart beside the figure."""
    first = period.year - YEARS_BACK
    found = reading(department_id, date(first, 1, 1), period.last, since=date(first, 1, 1)).years
    aims = targets(Indicator.ONLINE_SHARE, first, period.year)
    rows = []
    for year in range(first, period.year + 1):
        share = share_of((cell.class_value, cell.final, cell.n) for cell in found.get(year, []))
        aim = aims.get(year)
        rows.append(
            {
                "year": year,
                "a": chosen(share, Headline(rule.headline)),
                "b": share.b,
                "words": _words(share, rule) if share.b else _("không đủ dữ liệu"),
                "target": float(aim.value) if aim else None,
            }
        )
    return rows
