"""The figure: how many of the counted lượt ran through the digital environment (domain 15, practice.md 6).

strict = M3/b; headline = (M3 + M2)/b; broad = (M3 + M2 + M1)/b. Targets are compared unrounded; what is printed is
rounded half-up and stands beside a/b. A denominator of nothing is «không phát sinh», neither 0 % nor 100 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from inspections.enums import Headline, LuotClass

WHOLE_BELOW = 100
_HIGHEST = LuotClass.M3
_COUNTS = {Headline.STRICT: LuotClass.M3, Headline.HEADLINE: LuotClass.M2, Headline.BROAD: LuotClass.M1}


@dataclass(frozen=True)
class Share:
    """Counted lượt by class, M0 to M3; beside them those whose dossier is sealed."""

    m: tuple[int, int, int, int] = (0, 0, 0, 0)
    final_m: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def b(self) -> int:
        """The denominator."""
        return sum(self.m)

    @property
    def strict(self) -> int:
        """M3 alone."""
        return chosen(self, Headline.STRICT)

    @property
    def headline(self) -> int:
        """M3 and M2."""
        return chosen(self, Headline.HEADLINE)

    @property
    def broad(self) -> int:
        """Every lượt with a digital record."""
        return chosen(self, Headline.BROAD)

    @property
    def final(self) -> "Share":
        """The figure of sealed dossiers alone: nothing in it can change any more but by a restatement."""
        return Share(self.final_m, self.final_m)

    @property
    def open(self) -> "Share":
        """The figure of dossiers not yet sealed: their class can still fall."""
        m0, m1, m2, m3 = (all_ - sealed for all_, sealed in zip(self.m, self.final_m, strict=True))
        return Share((m0, m1, m2, m3))


def share_of(counts: Iterable[tuple[LuotClass, bool, int]]) -> Share:
    """The figure of so many lượt of each class, provisional or final."""
    every, sealed = [0, 0, 0, 0], [0, 0, 0, 0]
    for value, final, n in counts:
        every[value] += n
        if final:
            sealed[value] += n
    return Share((every[0], every[1], every[2], every[3]), (sealed[0], sealed[1], sealed[2], sealed[3]))


def in_numerator(value: LuotClass, headline: Headline) -> bool:
    """Does a lượt of this class count in the figure the department took?"""
    return value >= _COUNTS[headline]


def chosen(share: Share, headline: Headline) -> int:
    """The numerator a by the figure the department took."""
    return sum(n for value, n in enumerate(share.m) if value >= _COUNTS[headline])


def percent(a: int, b: int, places: int) -> Decimal:
    """a/b in percent, rounded half-up."""
    return (Decimal(a) * 100 / Decimal(b)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent_words(a: int, b: int, *, whole_below: int = WHOLE_BELOW) -> str:
    """«66,67%»; without decimals while the denominator is small, «không phát sinh» where there is none."""
    if not b:
        return _("không phát sinh")
    return f"{percent(a, b, 0 if b < whole_below else 2)}%".replace(".", ",")


def against(a: int, b: int, target: Decimal) -> bool | None:
    """Is the target reached, unrounded? None where nothing was counted."""
    return Decimal(a) * 100 >= target * b if b else None
