"""The indicators as they leave the department: one row each, the same on the page, in Excel, in JSON (practice.md 6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from inspections.enums import Headline, Indicator
from inspections.rules.coverage import Place, reached
from inspections.rules.share import Share, chosen, percent, percent_words

PLACES = 2


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One indicator: what it is, a of b, and the target where one was set for the year."""

    code: str
    label: str
    definition: str
    a: int
    b: int
    target: Decimal | None = None
    source: str = ""
    whole_below: int = 100

    @property
    def words(self) -> str:
        """As the pages print it."""
        return percent_words(self.a, self.b, whole_below=self.whole_below)

    @property
    def value(self) -> Decimal | None:
        """In percent with two decimals, half-up; None where nothing was counted."""
        return percent(self.a, self.b, PLACES) if self.b else None


@dataclass(frozen=True, slots=True)
class Aim:
    """The target of a year and the act that sets it."""

    value: Decimal
    source: str


def rows_of(
    share: Share,
    places: Sequence[Place],
    *,
    on: date,
    headline: Headline,
    whole_below: int,
    aims: dict[Indicator, Aim],
) -> list[IndicatorRow]:
    """Every indicator of a period, in the order of the report."""
    return [
        *_shares(share, headline, whole_below, aims.get(Indicator.ONLINE_SHARE)),
        *_coverage(places, on),
        _mapped(places, aims.get(Indicator.MAPPED)),
    ]


def _shares(share: Share, headline: Headline, whole_below: int, aim: Aim | None) -> list[IndicatorRow]:
    label = _("Tỷ lệ kiểm tra chuyên ngành trên môi trường số: %(which)s")
    meant = _(
        "Số lượt kiểm tra ở mức được tính trên mọi lượt có biên bản đã ký, bị từ chối ký hoặc quá thời hạn chưa ký "
        "trong kỳ, kể cả lượt ghi từ hồ sơ giấy."
    )
    return [
        IndicatorRow(
            code=f"online_share_{which.value}",
            label=label % {"which": which.label},
            definition=meant,
            a=chosen(share, which),
            b=share.b,
            target=aim.value if aim and which == headline else None,
            source=aim.source if aim and which == headline else "",
            whole_below=whole_below,
        )
        for which in Headline
    ]


def _coverage(places: Sequence[Place], on: date) -> list[IndicatorRow]:
    label = _("Cơ sở được kiểm tra ít nhất một lượt trong %(n)s năm")
    meant = _("Số cơ sở có ít nhất một lượt kiểm tra đã tính trên số cơ sở thuộc phạm vi quản lý cuối kỳ.")
    return [
        IndicatorRow(f"coverage_{row.years}_years", label % {"n": row.years}, meant, row.a, row.b)
        for row in reached(places, on)
    ]


def _mapped(places: Sequence[Place], aim: Aim | None) -> IndicatorRow:
    return IndicatorRow(
        code="mapped_institutions",
        label=_("Cơ sở giáo dục nghề nghiệp có trên bản đồ số"),
        definition=_("Số cơ sở đã có tọa độ trên số cơ sở thuộc phạm vi quản lý cuối kỳ."),
        a=sum(place.mapped for place in places),
        b=len(places),
        target=aim.value if aim else None,
        source=aim.source if aim else "",
    )
