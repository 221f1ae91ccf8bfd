"""The measures of Nghị định 30/2020/NĐ-CP, Phụ lục I, held against the blocks of a printed page.

``complaints`` reads position, size and typeface of each block from the PDF and names every measure that is not kept.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.documents.blocks import Line, Rule, lines_of, rules_of

LEFT, RIGHT, TOP, BOTTOM = 30.0, 195.0, 20.0, 277.0
CENTRE = (LEFT + RIGHT) / 2
INDENT = 12.7
CLOSE, TIGHT = 1.0, 0.5  # millimetres
POINT = 25.4 / 72
# Sizes go together: Quốc hiệu, Tiêu ngữ, place and date.
SIZE_PROFILES = ((13.0, 14.0, 14.0), (12.0, 13.0, 13.0))
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
UPRIGHT, BOLD, ITALIC, BOTH = "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Bold-Italic"


@dataclass(frozen=True)
class Paper:
    """A printed document beside its record."""

    pdf: bytes
    record: Mapping[str, Any]

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.pdf)

    @cached_property
    def rules(self) -> list[Rule]:
        return rules_of(self.pdf)

    @cached_property
    def body(self) -> list[Line]:
        """What stands between the margins."""
        return [line for line in self.lines if TOP <= line.base <= BOTTOM]

    def line(self, opening: str, after: int = 0) -> Line:
        """The first line that opens so, and where text is."""
        for line in self.body[after:]:
            if line.text.startswith(opening):
                return line
        raise LookupError(f"no line opens with {opening}")

    def block(self, text: str) -> list[Line]:
        """The lines that carry a text, one under the other."""
        found: list[Line] = []
        for line in self.body:
            rest = text[len(" ".join(piece.text for piece in found)) :].strip() if found else text
            if rest and rest.startswith(line.text):
                found.append(line)
        return found

    def rule_below(self, lines: list[Line]) -> Rule | None:
        """The drawn line right under a block."""
        last = lines[-1]
        near = [
            rule
            for rule in self.rules
            if rule.page == last.page
            and 0 < rule.y - last.base < 4
            and abs(rule.middle - lines[0].middle) < CLOSE
        ]
        return near[0] if near else None


Measure = Callable[[Paper], Iterator[bool]]


def paper_and_margins(paper: Paper) -> Iterator[bool]:
    """A4; text from 30 to 195 mm across and from 20 to 277 mm down."""
    yield all(LEFT - TIGHT <= line.left and line.right <= RIGHT + TIGHT for line in paper.lines)
    yield min(line.left for line in paper.body) <= LEFT + TIGHT
    yield max(line.right for line in paper.body) >= RIGHT - TIGHT
    yield all(line.base <= BOTTOM or line.top > BOTTOM for line in paper.lines)
    yield all(line.top >= TOP - TIGHT for line in paper.body)


def nation(paper: Paper) -> Iterator[bool]:
    """Quốc hiệu: capitals, 12-13 bold, in the right half."""
    line = paper.line(NATION)
    yield line.font == BOLD
    yield line.left > LEFT + 60
    yield abs(line.top - TOP) < CLOSE


def motto(paper: Paper) -> Iterator[bool]:
    """Tiêu ngữ: 13-14 bold, centred under the Quốc hiệu, with a line as long as itself."""
    line, above = paper.line(MOTTO), paper.line(NATION)
    rule = paper.rule_below([line])
    yield line.font == BOLD
    yield abs(line.middle - above.middle) < TIGHT
    yield rule is not None and abs(rule.width - line.width) < CLOSE


def size_profile(paper: Paper) -> Iterator[bool]:
    """13/14/14 or 12/13/13, never mixed."""
    dated = [line for line in paper.body if line.text.startswith(f"{paper.record['place']}, ngày")]
    sizes = (paper.line(NATION).size, paper.line(MOTTO).size, *(line.size for line in dated[:1]))
    yield any(profile[: len(sizes)] == sizes for profile in SIZE_PROFILES)


def agency(paper: Paper) -> Iterator[bool]:
    """Superior not bold, agency bold, both capitals of 12-13, centred; a line of a third to a half below."""
    above, own = paper.block(paper.record["superior"].upper()), paper.block(paper.record["agency"].upper())
    rule = paper.rule_below(own)
    yield bool(above) and bool(own)
    yield {(line.size, line.font) for line in above} == {(13.0, UPRIGHT)}
    yield {(line.size, line.font) for line in own} == {(13.0, BOLD)}
    yield all(abs(line.middle - above[0].middle) < TIGHT for line in own)
    yield rule is not None and _third_to_half(rule, own)


def number(paper: Paper) -> Iterator[bool]:
    """Số: 13 upright, centred under the agency, a number below ten with its zero, symbol in capitals without spaces."""
    line, own = paper.line("Số:"), paper.block(paper.record["agency"].upper())
    value = f"{int(paper.record['number']):02d}/{paper.record['symbol']}"
    yield (line.size, line.font) == (13.0, UPRIGHT)
    yield line.text == f"Số: {value}"
    yield abs(line.middle - own[0].middle) < CLOSE


def date_line(paper: Paper) -> Iterator[bool]:
    """Place and date: 13-14 italic, on the line of the number, centred under the Quốc hiệu."""
    line = paper.line(f"{paper.record['place']}, ngày")
    yield line.font == ITALIC
    yield abs(line.base - paper.line("Số:").base) < 0.2
    yield abs(line.middle - paper.line(NATION).middle) < CLOSE


def kind_and_subject(paper: Paper) -> Iterator[bool]:
    """Type in capitals and subject, 13-14 bold, centred; a line of a third to a half below the subject."""
    kind, subject = paper.line(paper.record["type_name"].upper()), paper.block(paper.record["subject"])
    rule = paper.rule_below(subject)
    yield bool(subject)
    yield {(line.size, line.font) for line in (kind, *subject)} == {(14.0, BOLD)}
    yield all(abs(line.middle - CENTRE) < CLOSE for line in (kind, *subject))
    yield rule is not None and _third_to_half(rule, subject)


def grounds(paper: Paper) -> Iterator[bool]:
    """Grounds: 13-14 italic, each on a line of its own, ";" after each and "." after the last."""
    told = len(paper.record["grounds"])
    first = paper.body.index(paper.line(MOTTO))
    lines = [line for line in paper.body[first:] if line.font == ITALIC and line.size == 14.0]
    starts = [line for line in lines if abs(line.left - LEFT - INDENT) < TIGHT][:told]
    yield len(starts) == told
    text = " ".join(line.text for line in lines)
    yield text.count(";") >= told - 1
    yield "." in text


def running_text(paper: Paper) -> Iterator[bool]:
    """13-14, first line 1.27 cm in, justified to both edges, >= 6 pt between paragraphs, spacing single to 1.5."""
    lines = [line for line in paper.body if line.size == 14.0 and line.font in (UPRIGHT, ITALIC, BOLD)]
    text = [line for line in lines if line.font == UPRIGHT or line.left > LEFT + INDENT - TIGHT]
    opening = [line for line in text if abs(line.left - LEFT - INDENT) < TIGHT]
    following = [line for line in lines if abs(line.left - LEFT) < TIGHT]
    yield len(opening) > 5
    yield bool(following)
    pairs = [
        (first, then)
        for first, then in zip(lines, lines[1:], strict=False)
        if first.page == then.page
        and then in following
        and then.font != BOLD  # the second line of a heading is not justified
        and (first in opening or first in following)
    ]
    yield all(abs(first.right - RIGHT) < CLOSE for first, _then in pairs)
    yield all(14.0 <= (then.base - first.base) / POINT <= 14.0 * 1.5 for first, then in pairs)
    steps = [
        (then.base - first.base) / POINT - 16.8
        for first, then in zip(lines, lines[1:], strict=False)
        if first.page == then.page and then in opening and then.base > first.base
    ]
    yield min(steps) >= 5.9


def page_number(paper: Paper) -> Iterator[bool]:
    """Arabic, 13-14 upright, in the middle of the top margin, not on page 1 nor on the first page of an annex."""
    pages = {line.page for line in paper.lines}
    annexes = {line.page for line in paper.body if line.text.startswith("Phụ lục") and line.font == BOLD}
    shown = {line.page: line for line in paper.lines if line.base < TOP and line.text.isdigit()}
    yield set(shown) == pages - {1} - annexes
    yield all((line.size, line.font) == (14.0, UPRIGHT) for line in shown.values())
    yield all(abs(line.middle - CENTRE) < CLOSE for line in shown.values())


def receivers(paper: Paper) -> Iterator[bool]:
    """Nơi nhận: 12 bold italic at the left edge; the list 11 upright, the last line "- Lưu: …."."""
    title = paper.line("Nơi nhận:")
    listed = [
        line for line in paper.body if line.page == title.page and line.text.startswith("- ") and line.size == 11.0
    ]  # fmt: skip
    yield (title.size, title.font) == (12.0, BOTH)
    yield abs(title.left - LEFT) < CLOSE
    yield len(listed) == len(paper.record["recipients"]) + 1
    yield all(line.font == UPRIGHT for line in listed)
    yield listed[-1].text.startswith("- Lưu:") and listed[-1].text.endswith(".")


def signer(paper: Paper) -> Iterator[bool]:
    """Capacity in capitals, 13-14 bold; below it the name, 13-14 bold, centred under it; no academic title."""
    who = paper.record["signer"]
    capacity = paper.line(" ".join((who["prefix"], who["head_title"])).strip().upper())
    own = paper.body.index(capacity)
    name = paper.line(who["name"], own)
    yield capacity.font == BOLD and 13.0 <= capacity.size <= 14.0
    yield (name.size, name.font) == (14.0, BOLD)
    yield abs(name.middle - capacity.middle) < CLOSE
    yield name.base - capacity.base > 20 if name.page == capacity.page else False


def _third_to_half(rule: Rule, text: list[Line]) -> bool:
    return 1 / 3 <= rule.width / max(line.width for line in text) <= 1 / 2


HEAD: tuple[Measure, ...] = (paper_and_margins, nation, motto, size_profile, agency, number, kind_and_subject)
FOOT: tuple[Measure, ...] = (running_text, page_number, receivers, signer)
MEASURES: Mapping[str, tuple[Measure, ...]] = {
    "decision": (*HEAD, date_line, grounds, *FOOT),
    "conduct_plan": (*HEAD, date_line, *FOOT),
    "minutes": (*HEAD, *FOOT),
    "schedule_notice": (*HEAD, date_line, *FOOT),
}


def _kept(measure: Measure, paper: Paper) -> bool:
    """A block that is not found is a measure not kept."""
    try:
        return all(measure(paper))
    except LookupError:
        return False


def complaints(pdf: bytes, record: Mapping[str, Any]) -> list[str]:
    """The measures that this paper does not keep."""
    paper = Paper(pdf, record)
    return [measure.__name__ for measure in MEASURES[record["kind"]] if not _kept(measure, paper)]
