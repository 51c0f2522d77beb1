"""The one door of the import, for browser and command line alike: rehearse, keep, confirm, drop.

The real run works the rehearsal out again under the office's lock and refuses to go on when it says anything else than
what the person saw.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from qa.levels.importing.rows import Office, Wanted, rehearse_rows
from qa.levels.importing.sheet import SHEET, read
from qa.levels.models import LevelImport
from qa.levels.queries.scope import told
from qa.levels.services.record import Row as Level
from qa.levels.services.record import record_levels
from qa.standards.models import StandardSet
from schools.importing.kept import confirm_kept, drop_kept, hold_to, keep, mark_applied, purge_kept
from schools.importing.result import Rehearsal
from schools.importing.service import may_import
from schools.importing.workbook import Contents
from schools.models import District
from schools.services.locks import lock_district


@dataclass(frozen=True)
class Target:
    """What a file is imported as: one academic year (พ.ศ.), level and source, told in one set."""

    academic_year: int
    level: str
    source: str
    set: StandardSet


@dataclass
class LevelRehearsal(Rehearsal):
    """`missing` are the schools in scope of which the file has no sound overall level, `still` those of them the office
    has none of either; `covered` of `expected` are in the file; `apart` were counted without pupils of the level."""

    missing: list[str] = field(default_factory=list)
    still: list[str] = field(default_factory=list)
    covered: int = 0
    expected: int = 0
    apart: int = 0
    about: tuple[Any, ...] = ()

    def told(self) -> dict[str, Any]:
        more = {
            "missing": self.missing,
            "still": self.still,
            "covered": self.covered,
            "expected": self.expected,
            "apart": self.apart,
        }
        return {**super().told(), **more, "about": list(self.about)}

    @property
    def coverage(self) -> str:
        """One Thai sentence: how many schools in scope the file covers, and which it does not."""
        said = f"ไฟล์มีระดับโดยรวมของ {self.covered} จาก {self.expected} โรงเรียนในขอบเขต"
        if self.missing:
            said += f" ขาด {len(self.missing)} โรงเรียน: {', '.join(self.missing)}"
        if known := len(self.missing) - len(self.still):
            said += f" ในจำนวนนี้ {known} โรงเรียนมีระดับอยู่ในระบบแล้ว"
        if self.apart:
            said += f" (ไม่นับโรงเรียนที่ไม่มีนักเรียนระดับนี้ {self.apart} แห่ง)"
        return said


def _rehearse(contents: Contents, district: District, target: Target, file_hash: str) -> tuple[LevelRehearsal, Office]:
    office = Office(district, target.academic_year, target.level, target.source, target.set)
    rows = rehearse_rows(office, contents.sheets[SHEET.key])
    if not rows:
        raise DomainError("ไม่มีแถวข้อมูลในไฟล์", field="file")
    whole = {school for school, standard in office.wanted if standard is None}
    scope = office.scope
    absent = [school for school in scope.schools if school.pk not in whole]
    missing = [told(school) for school in absent]
    still = [told(school) for school in absent if (school.pk, None) not in office.held]
    about = (target.academic_year, target.level, target.source, target.set.pk)
    made = LevelRehearsal(
        rows, contents.ignored, file_hash, missing=missing, still=still, covered=len(scope.schools) - len(missing),
        expected=len(scope.schools), apart=len(scope.apart), about=about,
    )  # fmt: skip
    return made, office


def rehearse(data: bytes, district: District, target: Target, *, name: str = "") -> LevelRehearsal:
    """What importing `data` would do now; writes nothing. DomainError when the file cannot be read."""
    return _rehearse(read(data, name=name), district, target, hashlib.sha256(data).hexdigest())[0]


def receive(
    data: bytes, district: District, target: Target, *, actor: Any, name: str
) -> tuple[LevelImport, LevelRehearsal]:
    """Keep the file with its rehearsal, for somebody to look at and confirm."""
    if not may_import(actor, district):
        raise NotAllowed("ไม่มีสิทธิ์นำเข้าข้อมูลของเขตนี้")
    rehearsal = rehearse(data, district, target, name=name)
    purge_kept(LevelImport.objects.of_district(district))
    run = LevelImport(
        district=district, academic_year=target.academic_year, level=target.level, source=target.source, set=target.set
    )
    keep(run, data, rehearsal, actor=actor, name=name or "levels.xlsx")
    return run, rehearsal


def confirm(run: LevelImport, *, actor: Any, skip_refused: bool = False) -> LevelImport:
    """Do what the rehearsal said. StaleRevision when it would say something else now; nothing is written then."""
    if not may_import(actor, run.district):
        raise NotAllowed("ไม่มีสิทธิ์นำเข้าข้อมูลของเขตนี้")
    with run.file.open("rb") as stored:
        contents = read(stored.read(), name=run.file_name)
    return confirm_kept(
        run,
        lock=lambda: lock_district(run.district_id),
        apply=lambda locked: _apply(locked, contents, run.district, actor=actor, skip_refused=skip_refused),
    )


def _apply(run: LevelImport, contents: Contents, district: District, *, actor: Any, skip_refused: bool) -> None:
    target = Target(run.academic_year, run.level, run.source, run.set)
    rehearsal, office = _rehearse(contents, district, target, run.sha256)
    hold_to(run, rehearsal, skip_refused=skip_refused)
    _write(office, district, origin=f"import:{run.pk}", actor=actor)
    mark_applied(run, skip_refused=skip_refused)
    counts = rehearsal.counts
    audit.record(
        actor=actor,
        action="levels.imported",
        target=Pointer("level_import", str(run.pk), run.file_name, hash=run.sha256),
        district_code=district.code,
        data={
            **counts,
            "year": run.academic_year,
            "level": run.get_level_display(),
            "source": run.get_source_display(),
            "rows": counts["created"] + counts["changed"],
            "missing": len(rehearsal.still),
        },
    )


def _write(office: Office, district: District, *, origin: str, actor: Any) -> None:
    """Each school's rows: what the file says over what is held already in the same set."""
    by_school: dict[int, list[Wanted]] = {}
    for (school, _), wanted in office.wanted.items():
        by_school.setdefault(school, []).append(wanted)
    standards = {one.pk: one for one in office.standards}
    scale = {one.pk: one for one in office.scale}
    kept: dict[int, dict[int | None, Level]] = {}
    for (school, standard), held in office.held.items():
        if school in by_school:
            row = Level(
                standards[standard] if standard else None,
                scale[held.scale_level_id] if held.scale_level_id else None,
                held.mean,
                held.reason,
            )
            kept.setdefault(school, {})[standard] = row
    for school, asked in by_school.items():
        levels = kept.get(school, {})
        for wanted in asked:
            key = wanted.standard.pk if wanted.standard else None
            old = levels.get(key)
            if old and old.scale_level == wanted.scale_level:
                levels[key] = old._replace(reason=wanted.reason or old.reason)
            else:
                # The reason of another level says nothing of this one.
                levels[key] = Level(wanted.standard, wanted.scale_level, None, wanted.reason)
        one = asked[0].school
        one.district = district
        record_levels(
            one, academic_year=office.academic_year, level=office.level, source=office.source, set=office.set,
            rows=levels.values(), origin=origin, actor=actor,
        )  # fmt: skip


def drop(run: LevelImport, *, actor: Any) -> None:
    """Put a rehearsal away without importing it."""
    if not may_import(actor, run.district):
        raise NotAllowed("ไม่มีสิทธิ์นำเข้าข้อมูลของเขตนี้")
    drop_kept(run)
