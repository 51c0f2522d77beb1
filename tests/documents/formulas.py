"""Works out the formulas of our own workbooks: the few functions we write, so that a test says what a sheet shows."""

import operator
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|"(?P<text>[^"]*)"|(?P<ref>(?:'[^']+'!)?\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?)
    |(?P<name>[A-Z]+)\(|(?P<op><>|<=|>=|[-+*/&=<>(),])|(?P<word>TRUE|FALSE))""",
    re.VERBOSE,
)
_LEVELS: tuple[dict[str, Callable[[Any, Any], Any]], ...] = (
    {"=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge},
    {"&": lambda a, b: _shown(a) + _shown(b)},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
)


class Fault(Exception):
    """What Excel shows as #N/A and the like."""


def _shown(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, (int, float)) else "" if value is None else str(value)


class Workbook:
    """`value("ระดับ", "F5")` is what the cell shows."""

    def __init__(self, path: Path) -> None:
        self.book = load_workbook(path)

    def value(self, sheet: str, cell: str) -> Any:
        held = self.book[sheet][cell]
        if held.data_type != "f":
            return float(held.value) if isinstance(held.value, (int, float)) else held.value
        return _Reader(self, sheet, held.value[1:]).all()

    def area(self, sheet: str, ref: str) -> list[list[Any]]:
        """Rows of values of a range."""
        left, top, right, bottom = range_boundaries(ref.replace("$", ""))
        page = self.book[sheet]
        return [
            [self.value(sheet, page.cell(row, column).coordinate) for column in range(left, right + 1)]
            for row in range(top, bottom + 1)
        ]


class _Reader:
    """One formula, read from left to right by precedence."""

    def __init__(self, book: Workbook, sheet: str, text: str) -> None:
        self.book, self.sheet = book, sheet
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            assert found, text[at:]
            self.tokens.append((str(found.lastgroup), found[found.lastgroup]))
            at = found.end()
        self.at = 0

    def all(self) -> Any:
        made = self.level(0)
        assert self.at == len(self.tokens)
        return made

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def level(self, depth: int) -> Any:
        if depth == len(_LEVELS):
            return self.single()
        made = self.level(depth + 1)
        while self.peek()[0] == "op" and self.peek()[1] in _LEVELS[depth]:
            _, act = self.tokens[self.at]
            self.at += 1
            other = self.level(depth + 1)
            try:
                made = _LEVELS[depth][act](made, other)
            except (TypeError, ZeroDivisionError):
                raise Fault(act) from None
        return made

    def single(self) -> Any:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return float(text)
        if kind in ("text", "word"):
            return text
        if kind == "ref":
            return self.reference(text)
        if kind == "op" and text == "(":
            made = self.level(0)
            self.at += 1
            return made
        assert kind == "name", (kind, text)
        return self.call(text)

    def skip(self) -> None:
        """To the end of an argument that failed half read."""
        depth = 0
        while depth or self.peek()[1] not in (",", ")"):
            kind, text = self.tokens[self.at]
            depth += (kind == "name" or text == "(") - (text == ")")
            self.at += 1

    def reference(self, text: str) -> Any:
        sheet, _, ref = text.rpartition("!")
        sheet = sheet.strip("'") or self.sheet
        return self.book.area(sheet, ref) if ":" in ref else self.book.value(sheet, ref.replace("$", ""))

    def call(self, name: str) -> Any:
        given: list[Any] = []
        fault: Fault | None = None
        while self.peek()[1] != ")":
            try:
                given.append(self.level(0))
            except Fault:
                fault = Fault(name)
                given.append(fault)
                self.skip()
            if self.peek()[1] == ",":
                self.at += 1
        self.at += 1
        if fault is not None and name not in ("IFERROR", "IF"):
            raise fault
        made = getattr(_Functions, name.lower())(*given)
        if isinstance(made, Fault):
            raise made
        return made


def _flat(rows: list[list[Any]]) -> list[Any]:
    return [value for row in rows for value in row]


def _meets(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) and wanted[:1] == ">":
        return isinstance(value, float) and value > float(wanted[1:])
    return bool(value == wanted)


class _Functions:
    @staticmethod
    def _picked(pairs: tuple[Any, ...]) -> list[int]:
        columns = [(_flat(pairs[n]), pairs[n + 1]) for n in range(0, len(pairs), 2)]
        return [
            place for place in range(len(columns[0][0])) if all(_meets(values[place], one) for values, one in columns)
        ]

    @staticmethod
    def countifs(*pairs: Any) -> float:
        return float(len(_Functions._picked(pairs)))

    @staticmethod
    def sumifs(summed: Any, *pairs: Any) -> float:
        values = _flat(summed)
        return float(sum(values[place] for place in _Functions._picked(pairs) if isinstance(values[place], float)))

    @staticmethod
    def sumproduct(one: Any, other: Any) -> float:
        pairs = zip(_flat(one), _flat(other), strict=True)
        return float(sum(a * b for a, b in pairs if isinstance(a, float) and isinstance(b, float)))

    @staticmethod
    def round(value: float, digits: float) -> float:
        return round(value, int(digits))

    @staticmethod
    def sum(rows: Any) -> float:
        return float(sum(value for value in _flat(rows) if isinstance(value, float)))

    @staticmethod
    def count(rows: Any) -> float:
        return float(sum(isinstance(value, float) for value in _flat(rows)))

    @staticmethod
    def vlookup(wanted: Any, rows: Any, column: float, exact: Any) -> Any:
        return next((row[int(column) - 1] for row in rows if row[0] == wanted), Fault("N/A"))

    @staticmethod
    def iferror(value: Any, other: Any) -> Any:
        return other if isinstance(value, Fault) else value

    @staticmethod
    def isnumber(value: Any) -> bool:
        return isinstance(value, float)

    @staticmethod
    def and_(*values: Any) -> bool:
        return all(values)

    @staticmethod
    def if_(asked: Any, then: Any, other: Any) -> Any:
        return then if asked else other


setattr(_Functions, "and", _Functions.and_)
setattr(_Functions, "if", _Functions.if_)
