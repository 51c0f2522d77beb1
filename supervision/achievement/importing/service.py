"""The one door of the import: rehearse, keep, confirm, drop.

The real run works the rehearsal out again under the office's lock and refuses to go on when it says anything else than
what the person saw.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from core import audit
from core.errors import DomainError
from core.pointers import Pointer
from schools.importing.kept import confirm_kept, drop_kept, hold_to, keep, mark_applied, purge_kept
from schools.importing.result import Rehearsal
from schools.importing.workbook import Contents
from schools.models import District
from schools.services.locks import lock_district
from supervision.achievement.importing.rows import FIGURES, Office, filled, grades, rehearse_rows, totals, years_of
from supervision.achievement.importing.sheet import SHEET, read
from supervision.achievement.models import ExamResult, ResultImport
from supervision.achievement.services.common import check_keeper

_AT_ONCE = 2_000


@dataclass
class ResultRehearsal(Rehearsal):
    """`totals` are the papers whose schools do not add up to the district's row, `grades` the schools with results of
    grades they do not teach; `schools` how many the file names."""

    totals: list[str] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)
    schools: int = 0
    years: list[int] = field(default_factory=list)

    def told(self) -> dict[str, Any]:
        return {
            **super().told(), "totals": self.totals, "grades": self.grades, "schools": self.schools,
            "years": self.years,
        }  # fmt: skip


def _rehearse(contents: Contents, district: District, file_hash: str) -> tuple[ResultRehearsal, Office]:
    whole = contents.sheets[SHEET.key]
    sheet = filled(whole)
    if not sheet.rows:
        raise DomainError("ไม่มีแถวที่กรอกตัวเลขในไฟล์", field="file")
    empty = len(whole.rows) - len(sheet.rows)
    ignored = [*contents.ignored, *([f"{empty:,} แถวที่ไม่ได้กรอกตัวเลข"] if empty else [])]
    office = Office(district, years_of(sheet))
    rows = rehearse_rows(office, sheet)
    schools = {key[3] for key in office.seen if key[3] is not None}
    made = ResultRehearsal(
        rows, ignored, file_hash, totals=totals(office), grades=grades(office), schools=len(schools),
        years=sorted(office.years),
    )  # fmt: skip
    return made, office


def rehearse(data: bytes, district: District, *, name: str = "") -> ResultRehearsal:
    """What importing `data` would do now; writes nothing. DomainError when the file cannot be read."""
    return _rehearse(read(data, name=name), district, hashlib.sha256(data).hexdigest())[0]


def receive(data: bytes, district: District, *, actor: Any, name: str) -> tuple[ResultImport, ResultRehearsal]:
    """Keep the file with its rehearsal, for somebody to look at and confirm."""
    check_keeper(actor, district)
    rehearsal = rehearse(data, district, name=name)
    purge_kept(ResultImport.objects.of_district(district))
    run = ResultImport(district=district)
    keep(run, data, rehearsal, actor=actor, name=name or "results.xlsx")
    return run, rehearsal


def confirm(run: ResultImport, *, actor: Any, skip_refused: bool = False, now: datetime | None = None) -> ResultImport:
    """Do what the rehearsal said. StaleRevision when it would say something else now; nothing is written then."""
    now = now or timezone.now()
    check_keeper(actor, run.district)
    with run.file.open("rb") as stored:
        contents = read(stored.read(), name=run.file_name)

    def apply(locked: ResultImport) -> None:
        rehearsal, office = _rehearse(contents, run.district, locked.sha256)
        hold_to(locked, rehearsal, skip_refused=skip_refused)
        _write(office, origin=f"import:{locked.pk}", actor=actor, now=now)
        mark_applied(locked, skip_refused=skip_refused)
        counts = rehearsal.counts
        audit.record(
            actor=actor, action="exam_result.imported",
            target=Pointer("exam_import", str(locked.pk), locked.file_name, hash=locked.sha256),
            district_code=run.district.code, at=now,
            data={**counts, "rows": counts["created"] + counts["changed"], "years": rehearsal.years},
        )  # fmt: skip

    return confirm_kept(run, lock=lambda: lock_district(run.district_id), apply=apply)


def _write(office: Office, *, origin: str, actor: Any, now: datetime) -> None:
    person = None if actor is audit.SYSTEM else actor
    new: list[ExamResult] = []
    changed: list[ExamResult] = []
    for (paper, year, scope, school), wanted in office.wanted.items():
        row = ExamResult(
            pk=wanted.held, paper_id=paper, academic_year=year, scope=scope, school_id=school,
            **vars(wanted.figures), origin=origin, saved_by=person, updated_at=now,
        )  # fmt: skip
        (new if wanted.held is None else changed).append(row)
    ExamResult.objects.bulk_create(new, batch_size=_AT_ONCE)
    ExamResult.objects.bulk_update(changed, [*FIGURES, "origin", "saved_by", "updated_at"], batch_size=_AT_ONCE)


def drop(run: ResultImport, *, actor: Any) -> None:
    """Put a rehearsal away without importing it."""
    check_keeper(actor, run.district)
    drop_kept(run)
