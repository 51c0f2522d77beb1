"""The one door of imports, for browser and command line alike: rehearse, keep, confirm, drop.

The real run works the rehearsal out again under the office's lock and refuses to go on when it says anything else than
what the person saw.
"""

import hashlib
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from accounts.services import invite as invite_account
from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from schools.importing.apply import Run
from schools.importing.assignment_rows import rehearse_assignments
from schools.importing.kept import confirm_kept, drop_kept, hold_to, keep, mark_applied, purge_kept
from schools.importing.office import Office
from schools.importing.people_rows import rehearse_people
from schools.importing.result import Rehearsal
from schools.importing.school_rows import rehearse_counts, rehearse_schools
from schools.importing.workbook import Contents, read
from schools.models import District, ImportRun
from schools.scope import holds
from schools.services.locks import lock_district

STEPS = (
    ("schools", rehearse_schools),
    ("counts", rehearse_counts),
    ("people", rehearse_people),
    ("assignments", rehearse_assignments),
)


def may_import(actor: Any, district: District) -> bool:
    return actor is audit.SYSTEM or holds(actor, "import.run", district=district.pk)


def _user(actor: Any) -> Any:
    return None if actor is audit.SYSTEM else actor


def _rehearse(
    contents: Contents, district: District, file_hash: str, today: date, actor: Any
) -> tuple[Rehearsal, Office]:
    office = Office(district, today, actor=actor)
    rows = [row for key, rehearse in STEPS if key in contents.sheets for row in rehearse(office, contents.sheets[key])]
    if not rows:
        raise DomainError("ไม่มีแถวข้อมูลในไฟล์", field="file")
    return Rehearsal(rows, contents.ignored, file_hash), office


def rehearse(data: bytes, district: District, *, actor: Any, name: str = "", today: date | None = None) -> Rehearsal:
    """What importing `data` would do now; writes nothing. DomainError when the file cannot be read."""
    contents = read(data, name=name)
    return _rehearse(contents, district, hashlib.sha256(data).hexdigest(), today or timezone.localdate(), actor)[0]


def receive(
    data: bytes, district: District, *, actor: Any, name: str, today: date | None = None
) -> tuple[ImportRun, Rehearsal]:
    """Keep the file with its rehearsal, for somebody to look at and confirm."""
    if not may_import(actor, district):
        raise NotAllowed("ไม่มีสิทธิ์นำเข้าข้อมูลของเขตนี้")
    rehearsal = rehearse(data, district, actor=actor, name=name, today=today)
    run = keep(ImportRun(district=district), data, rehearsal, actor=actor, name=name)
    return run, rehearsal


def confirm(
    run: ImportRun, *, actor: Any, skip_refused: bool = False, invite: bool = False, today: date | None = None
) -> ImportRun:
    """Do what the rehearsal said. StaleRevision when it would say something else now; nothing is written then."""
    if not may_import(actor, run.district):
        raise NotAllowed("ไม่มีสิทธิ์นำเข้าข้อมูลของเขตนี้")
    with run.file.open("rb") as stored:
        data = stored.read()
    contents = read(data, name=run.file_name)
    return confirm_kept(
        run,
        lock=lambda: lock_district(run.district_id),
        apply=lambda locked: _apply(locked, contents, actor, skip_refused=skip_refused, invite=invite, today=today),
    )


def purge_rehearsals(*, now: datetime | None = None) -> int:
    """Delete files and rehearsals nobody imported within a month; gives how many. What was imported stays as a record.

    A rehearsal holds names and numbers of people; a file that was not used has no reason to lie here.
    """
    return purge_kept(ImportRun.objects.all(), now=now, most=500)


def _apply(
    run: ImportRun, contents: Contents, actor: Any, *, skip_refused: bool, invite: bool, today: date | None
) -> None:
    district = run.district
    rehearsal, office = _rehearse(contents, district, run.sha256, today or timezone.localdate(), actor)
    hold_to(run, rehearsal, skip_refused=skip_refused)
    work = Run(office, made_by=_user(actor), source=run.file_name)
    work.carry_out(rehearsal)
    run.invite = invite
    run.save(update_fields=["invite"])
    mark_applied(run, skip_refused=skip_refused)
    counts = rehearsal.counts
    audit.record(
        actor=actor,
        action="import.applied",
        target=Pointer("import", str(run.pk), run.file_name, hash=run.sha256),
        district_code=district.code,
        data={**counts, "file": run.file_name, "skipped": counts["refused"] + counts["dependent"]},
    )
    if invite:
        invite_users(work.linked_users, district=district, actor=actor)


def invite_users(users: list[Any], *, district: District, actor: Any) -> None:
    """Each newly linked person is written to alike, whether the account is new or not: nothing tells them apart."""
    for user in users:
        invite_account(user, actor=actor, district_code=district.code)


def drop(run: ImportRun, *, actor: Any) -> None:
    """Put a rehearsal away without importing it."""
    if not may_import(actor, run.district):
        raise NotAllowed("ไม่มีสิทธิ์นำเข้าข้อมูลของเขตนี้")
    drop_kept(run)
