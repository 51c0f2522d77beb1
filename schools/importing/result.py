"""What a rehearsal says of every row, and the fingerprint by which the real run is held to it."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from core.thai.dates import thai_date

CREATED, CHANGED, UNCHANGED, REFUSED, DEPENDENT = "created", "changed", "unchanged", "refused", "dependent"
STATUS_LABELS = {
    CREATED: "สร้างใหม่",
    CHANGED: "เปลี่ยนแปลง",
    UNCHANGED: "คงเดิม",
    REFUSED: "ปฏิเสธ",
    DEPENDENT: "อ้างถึงแถวที่ถูกปฏิเสธ",
}
NOT_IMPORTED = frozenset({REFUSED, DEPENDENT})


@dataclass(frozen=True)
class Change:
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Fault:
    column: str
    reason: str


@dataclass(eq=False)
class Row:
    """One row of the workbook. `label` names the school or person; `needs` the refused row it leans on."""

    sheet: str
    number: int
    label: str = ""
    status: str = UNCHANGED
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    needs: str = ""
    # What the real run does for this row; None where there is nothing to do.
    act: Callable[[Any], None] | None = None

    def refuse(self, column: str, reason: str) -> None:
        self.faults.append(Fault(column, reason))
        self.status = REFUSED

    def lean_on(self, other: "Row") -> None:
        if self.status != REFUSED:
            self.status = DEPENDENT
        self.needs = f"{other.sheet} แถวที่ {other.number}"

    @property
    def imported(self) -> bool:
        return self.status not in NOT_IMPORTED

    @property
    def columns(self) -> str:
        return ", ".join(dict.fromkeys(fault.column for fault in self.faults))

    @property
    def reason(self) -> str:
        if self.status == DEPENDENT:
            return f"{STATUS_LABELS[DEPENDENT]} ({self.needs})"
        return "; ".join(fault.reason for fault in self.faults)

    def told(self) -> dict[str, Any]:
        """As it is kept with the run and shown on the page."""
        return {
            "sheet": self.sheet,
            "row": self.number,
            "label": self.label,
            "status": self.status,
            "changes": [[change.field, change.old, change.new] for change in self.changes],
            "column": self.columns,
            "reason": self.reason if not self.imported else "",
        }


@dataclass
class Rehearsal:
    rows: list[Row]
    ignored: list[str]
    file_hash: str

    def of(self, status: str) -> list[Row]:
        return [row for row in self.rows if row.status == status]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.status for row in self.rows)
        return {status: found[status] for status in STATUS_LABELS}

    @property
    def has_refusals(self) -> bool:
        return any(not row.imported for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        return not any(row.status in (CREATED, CHANGED) for row in self.rows)

    def told(self) -> dict[str, Any]:
        return {"rows": [row.told() for row in self.rows], "ignored": self.ignored, "counts": self.counts}

    @property
    def fingerprint(self) -> str:
        """Changes when the file, or anything the rehearsal said about it, changes."""
        words = json.dumps([self.file_hash, self.told()], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()


def shown(value: Any) -> str:
    """A value as a rehearsal shows it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return thai_date(value, "short")
    if isinstance(value, Decimal):
        return f"{value:.5f}"
    return str(value)


def differences(pairs: Iterable[tuple[str, Any, Any]]) -> list[Change]:
    """(Thai field, old, new) → the changes among them."""
    return [Change(name, shown(old), shown(new)) for name, old, new in pairs if old != new]
