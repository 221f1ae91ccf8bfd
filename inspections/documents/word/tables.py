"""Tables of Word: fixed columns, lines only where the sheet draws them, heads repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .cascade import Look
from .parts import space, twips, w

EDGES = ("top", "left", "bottom", "right")


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, how many columns and rows it takes, how it looks."""

    inside: list[Any]
    columns: int
    rows: int
    look: Look


def table(
    rows: Sequence[Sequence[Cell]],
    columns: Sequence[float],
    *,
    head: int,
    whole: Sequence[bool] = (),
) -> Any:
    """A table with these columns (points); the first ``head`` rows stand again on every page."""
    properties = w(
        "tblPr",
        w("tblW", w=twips(sum(columns)), type="dxa"),
        w("tblInd", w=0, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(edge, w=0, type="dxa") for edge in ("left", "right"))),
    )
    grid = w("tblGrid", *(w("gridCol", w=twips(width)) for width in columns))
    held: dict[int, tuple[int, Cell]] = {}
    made = []
    for number, row in enumerate(rows):
        kept = number < len(whole) and whole[number]
        row_properties = w(
            "trPr",
            w("cantSplit") if kept else None,
            w("tblHeader") if number < head else None,
        )
        made.append(w("tr", row_properties, *_cells(row, columns, held)))
    return w("tbl", properties, grid, *made)


def _cells(row: Sequence[Cell], columns: Sequence[float], held: dict[int, tuple[int, Cell]]) -> list[Any]:
    """The cells of a row; a cell that reaches down from above goes on in its place."""
    made, at, waiting = [], 0, list(row)
    while at < len(columns):
        if at in held:
            left, above = held.pop(at)
            made.append(_cell(above, columns[at : at + above.columns], merged="continue"))
            if left > 1:
                held[at] = left - 1, above
            at += above.columns
            continue
        if not waiting:
            break
        cell = waiting.pop(0)
        merged = "restart" if cell.rows > 1 else ""
        made.append(_cell(cell, columns[at : at + cell.columns], merged=merged))
        if cell.rows > 1:
            held[at] = cell.rows - 1, cell
        at += cell.columns
    return made


def _cell(cell: Cell, columns: Sequence[float], *, merged: str) -> Any:
    look = cell.look
    margins = (look.padding[0], look.padding[3], look.padding[2], look.padding[1])
    properties = w(
        "tcPr",
        w("tcW", w=twips(sum(columns)), type="dxa"),
        w("gridSpan", val=cell.columns) if cell.columns > 1 else None,
        w("vMerge", val=merged) if merged else None,
        w("tcBorders", *(w(edge, val="single", sz=4, space=0, color="000000") for edge in EDGES))
        if look.bordered
        else None,
        w("tcMar", *(w(edge, w=twips(room), type="dxa") for edge, room in zip(EDGES, margins, strict=True))),
        w("vAlign", val="center") if look.middle else None,
    )
    inside = [] if merged == "continue" else list(cell.inside)
    if not inside or inside[-1].tag.endswith("}tbl"):
        inside.append(space(1.0))
    return w("tc", properties, *inside)
