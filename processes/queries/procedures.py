"""Read-only questions about procedures: the steps of a version as the chart and the papers show them."""

import unicodedata
from dataclasses import dataclass

from processes.models import Procedure, ProcedureVersion, Step

# Characters of a line inside a diamond of the sheet, whose middle alone is wide enough for text.
_DIAMOND_LINE = 19


@dataclass(frozen=True)
class ChartStep:
    """A step as the chart and the sheets show it: its number, its sub-steps, the number its way back leads to."""

    number: int
    step: Step
    substeps: tuple[Step, ...]
    back: int | None

    @property
    def lines(self) -> int:
        """How many lines the title takes in a diamond, 1 to 6: the taller the text, the taller the diamond."""
        across = sum(unicodedata.category(char) != "Mn" for char in self.step.title)
        return max(1, min(6, -(-across // _DIAMOND_LINE)))


def chart_of(version: ProcedureVersion) -> list[ChartStep]:
    """The main steps in order with their sub-steps; one query."""
    rows = list(version.steps.order_by("position", "pk"))
    main = [row for row in rows if row.parent_id is None]
    numbers = {row.pk: place for place, row in enumerate(main, start=1)}
    return [
        ChartStep(
            numbers[row.pk], row, tuple(sub for sub in rows if sub.parent_id == row.pk),
            numbers.get(row.back_to_id) if row.back_to_id else None,
        )
        for row in main
    ]  # fmt: skip


def years_of(procedure: Procedure) -> list[int]:
    """Years with runs, newest first; one query."""
    rows = procedure.runs.standing().order_by().values_list("year", flat=True).distinct()
    return sorted(rows, reverse=True)
