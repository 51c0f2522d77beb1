"""A table of schools by level as a page draws it: each number opens the list of the schools it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from qa.levels.queries.tables import Cell, LevelTable, Line


@dataclass(frozen=True)
class DrawnCell:
    """`url` is empty where there is nobody to list."""

    cell: Cell
    url: str


@dataclass(frozen=True)
class DrawnLine:
    line: Line
    cells: list[DrawnCell]
    url: str
    share: Decimal


@dataclass(frozen=True)
class Drawn:
    """For templates/qa/levels/_level_table.html."""

    table: LevelTable
    lines: list[DrawnLine]


def draw(table: LevelTable, behind: Callable[[Mapping[str, str]], str]) -> Drawn:
    """`behind` gives the address of the list of those choices: a line's `where`, and `word` for one column of it."""
    lines = []
    for line, cells in table.rows:
        made = [DrawnCell(cell, behind({**line.where, "word": cell.key}) if cell.count else "") for cell in cells]
        lines.append(DrawnLine(line, made, behind(line.where), line.summed))
    return Drawn(table, lines)
