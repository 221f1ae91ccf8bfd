"""A sheet of past inspections against what is known: institutions, what was recorded before, the sheet itself.

All or nothing: one wrong row and nothing is saved (issue: nothing half saved); every problem is told at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext as _

from inspections.rules.past import Fault, Known, PaperFacts, clean_text, faults_of, themes_in, warnings_of
from inspections.rules.past_rows import Problem, ReadSheet
from inspections.rules.vietnamese import fold

VisitKey = tuple[str, date, int]
_MOST_SUGGESTED_FOR = 20
_NEAREST = 2
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a name or code leads to: one institution, or the reason why not."""

    found: Known | None = None
    fault: str = ""


@dataclass
class Register:
    """What is known before the sheet is read; each key leads to the words that say where it is recorded."""

    institutions: Sequence[Known]
    recorded: Mapping[VisitKey, str] = field(default_factory=dict)
    theme_keys: Sequence[str] = ()
    _looked_up: dict[str, Lookup] = field(default_factory=dict)
    _suggested: int = 0

    def __post_init__(self) -> None:
        self._codes = {fold(known.code): known for known in self.institutions}
        self._names: dict[str, list[Known]] = {}
        for known in self.institutions:
            self._names.setdefault(fold(known.name), []).append(known)

    def find(self, words: str) -> Lookup:
        """The institution of this code or name; else a sentence with the nearest ones."""
        plain = fold(clean_text(words))
        if plain not in self._looked_up:
            self._looked_up[plain] = self._find(plain, words)
        return self._looked_up[plain]

    def _find(self, plain: str, words: str) -> Lookup:
        if known := self._codes.get(plain):
            return Lookup(known)
        same = self._names.get(plain, [])
        if len(same) == 1:
            return Lookup(same[0])
        if same:
            codes = ", ".join(known.code for known in same)
            return Lookup(
                fault=_("«%(words)s» là tên của nhiều cơ sở: nhập mã (%(codes)s)")
                % {"words": words, "codes": codes}
            )
        if nearest := self._nearest(plain):
            named = _(" hoặc ").join(f"«{known.name}» ({known.code})" for known in nearest)
            return Lookup(
                fault=_(
                    "«%(words)s» không có trong danh mục cơ sở; gần nhất là %(nearest)s: nhập đúng tên hoặc mã"
                )
                % {"words": words[:80], "nearest": named}
            )
        return Lookup(
            fault=_("«%(words)s» không có trong danh mục cơ sở: nhập đúng tên hoặc mã ở mục Cơ sở")
            % {"words": words[:80]}
        )

    def _nearest(self, plain: str) -> list[Known]:
        """Alike without marks; asked for the first unknown names only, so that a wrong file stays cheap."""
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTED_FOR:
            return []
        names = get_close_matches(plain[:120], list(self._names), n=_NEAREST, cutoff=_LIKE)
        return [known for name in names for known in self._names[name]][:_NEAREST]


@dataclass(frozen=True, slots=True)
class Visit:
    """A row that may be recorded."""

    row: int
    facts: PaperFacts
    institution: Known
    themes: str


@dataclass
class Judged:
    """What the whole sheet comes to."""

    sheet: ReadSheet
    visits: list[Visit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def may_be_saved(self) -> bool:
        """Nothing is wrong and there is something to save."""
        return not self.problems and bool(self.visits)


def judge(sheet: ReadSheet, register: Register, today: date) -> Judged:
    """Every problem of the sheet in the order of its rows, and the visits that are right."""
    judged = Judged(sheet, problems=list(sheet.problems), warnings=list(sheet.notes))
    seen: dict[VisitKey, int] = {}
    for read in sheet.rows:
        faults = faults_of(read.facts, today)
        lookup = register.find(read.institution)
        if lookup.found is None:
            faults.append(Fault("institution", lookup.fault))
        else:
            faults += _twice(read.row, key_of(read.facts, lookup.found), seen, register)
        judged.problems += [sheet.problem(read.row, fault) for fault in faults]
        if lookup.found is not None and not faults:
            themes = themes_in(read.facts.content, register.theme_keys)
            judged.visits.append(Visit(read.row, read.facts, lookup.found, themes))
            odd = warnings_of(read.facts, lookup.found)
            judged.warnings += [sheet.problem(read.row, fault) for fault in odd]
    judged.problems.sort(key=lambda problem: problem.row)
    judged.warnings.sort(key=lambda problem: problem.row)
    return judged


def key_of(facts: PaperFacts, institution: Known) -> VisitKey:
    """What makes a visit one: number and date of its decision, and the institution."""
    return facts.number_key, facts.decided_on, institution.pk


def already_recorded(where: str) -> str:
    """The end of the sentence for a visit that is in the record."""
    return _(
        "của cơ sở này đã có trong sổ (%(where)s): bỏ dòng này, hoặc rút lượt đã ghi nếu lượt đó sai"
    ) % {"where": where}


def _twice(row: int, key: VisitKey, seen: dict[VisitKey, int], register: Register) -> Iterator[Fault]:
    first = seen.setdefault(key, row)
    if first != row:
        yield Fault(
            "decision_number",
            _("trùng dòng %(row)s (cùng số, ngày quyết định và cơ sở): xoá một dòng") % {"row": first + 1},
        )
    elif key in register.recorded:
        yield Fault("decision_number", already_recorded(register.recorded[key]))
