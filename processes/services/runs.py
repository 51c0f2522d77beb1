"""Runs of procedures: open one or hundreds, keep where each step stands, finish and cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.bulk import insert
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from core.stamps import held_since
from core.thai.years import academic_year_range, fiscal_range
from processes.models import Procedure, ProcedureVersion, Run, RunStep, Step
from processes.permissions import can_write_step, may_open_runs
from schools.models import Cluster, Person, School

Level = Procedure.Level


def run_pointer(run: Run) -> Pointer:
    return Pointer("procedure_run", str(run.pk), f"{run.procedure.name} {run.place} {run.year}")


@dataclass(frozen=True)
class Opened:
    """How many runs were opened, and how many places had one already."""

    opened: int
    there: int


@transaction.atomic
def open_runs(
    procedure: Procedure, *, actor: Any, year: int, schools: Sequence[School] | None = None,
    clusters: Sequence[Cluster] | None = None, now: datetime | None = None,
) -> Opened:  # fmt: skip
    """Open the procedure of `year` (พ.ศ. of its kind) for the office, clusters or schools, as its level says.

    None means all of the office; schools are those open in that year. What is there already stays as it is: two clicks
    that arrive together open one set. A fixed number of queries, however many runs.
    """
    now = now or timezone.now()
    if not may_open_runs(actor, procedure.district):
        raise NotAllowed("เปิดการดำเนินงานได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if not 2500 <= year <= 2700:
        raise DomainError("ปีต้องเป็น พ.ศ.", field="year")
    # Held until the end: who opens the same runs meanwhile waits here, and then finds them standing.
    procedure = Procedure.objects.select_for_update(of=("self",)).select_related("district").get(pk=procedure.pk)
    version = procedure.versions.filter(state=ProcedureVersion.State.PUBLISHED).first()
    if version is None or not procedure.is_active:
        raise DomainError("กระบวนงานนี้ยังไม่ประกาศใช้หรือเลิกใช้แล้ว")
    places = _places(procedure, year, schools, clusters)
    if not places:
        raise DomainError("ไม่มีโรงเรียนหรือกลุ่มที่เลือก", field="schools")
    wanted = [
        Run(
            district=procedure.district, procedure=procedure, version=version, cluster=cluster, school=school,
            year_kind=procedure.year_kind, year=year, opened_by=actor, opened_at=now, updated_at=now,
        )
        for cluster, school in places
    ]  # fmt: skip
    standing = Run.objects.standing().filter(procedure=procedure, year=year)
    held = set(standing.values_list("cluster", "school"))
    wanted = [run for run in wanted if (run.cluster_id, run.school_id) not in held]
    made = [run.pk for run in Run.objects.bulk_create(wanted, batch_size=1000)]
    steps = list(version.steps.filter(parent=None).order_by("position"))
    planned = {step.pk: planned_day(step, procedure.year_kind, year) for step in steps}
    insert(
        RunStep,
        [
            {
                "run_id": run, "step_id": step.pk, "position": step.position, "state": RunStep.State.WAITING.value,
                "planned_on": planned[step.pk], "note": "", "stamp": 0, "updated_at": now,
            }
            for run in made
            for step in steps
        ],
    )  # fmt: skip
    if made:
        audit.record(
            actor=actor, action="procedure.runs_opened",
            target=Pointer("procedure", str(procedure.pk), f"กระบวนงาน {procedure.name}"),
            district_code=procedure.district.code, data={"count": len(made), "year": year}, at=now,
        )  # fmt: skip
    return Opened(len(made), len(places) - len(made))


def _places(
    procedure: Procedure, year: int, schools: Sequence[School] | None, clusters: Sequence[Cluster] | None
) -> list[tuple[Cluster | None, School | None]]:
    district = procedure.district
    if procedure.level == Level.OFFICE:
        return [(None, None)]
    if procedure.level == Level.CLUSTER:
        rows = Cluster.objects.of_district(district)
        found = rows if clusters is None else rows.filter(pk__in=[row.pk for row in clusters])
        return [(cluster, None) for cluster in found]
    first, last = _range(procedure.year_kind, year)
    open_then = School.objects.of_district(district).exclude(closed_on__lte=first).exclude(opened_on__gt=last)
    if schools is not None:
        open_then = open_then.filter(pk__in=[row.pk for row in schools])
    if clusters is not None:
        open_then = open_then.filter(cluster__in=[row.pk for row in clusters])
    return [(None, school) for school in open_then]


def _range(kind: str, year: int) -> tuple[date, date]:
    return academic_year_range(year) if kind == Procedure.YearKind.ACADEMIC else fiscal_range(year)


def planned_day(step: Step, kind: str, year: int) -> date | None:
    """The last day of the step's last month, the first that comes after its first month in that year, never after the
    year's end (เม.ย.–พ.ค. of an academic year ends with it); None where the procedure names no month."""
    if step.month_from is None or step.month_to is None:
        return None
    first, last = _range(kind, year)
    begins = _month_from(first, step.month_from)
    ends = _month_from(begins, step.month_to)
    following = date(ends.year + ends.month // 12, ends.month % 12 + 1, 1)
    return min(following - timedelta(days=1), last)


def _month_from(day: date, month: int) -> date:
    """The first day of that month, of the same year or the next, not before the month of `day`."""
    return date(day.year + (month < day.month), month, 1)


@transaction.atomic
def save_run_step(
    row: RunStep, *, actor: Any, state: str, planned_on: date | None = None, done_on: date | None = None,
    owner: Person | None = None, note: str = "", stamp: int | None = None, now: datetime | None = None,
) -> RunStep:  # fmt: skip
    """Where the run stands at this step. Done needs a day that has come; not to be done needs a reason in `note`.

    StaleRevision when it was saved since the form with this `stamp` was opened. The last finished step ends the run.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    run = Run.objects.select_for_update(of=("self",)).select_related("district", "school", "cluster").get(pk=row.run_id)
    held = RunStep.objects.select_for_update(of=("self",)).select_related("step", "saved_by").get(pk=row.pk)
    held.run = run
    if not can_write_step(actor, held):
        raise NotAllowed("บันทึกได้เฉพาะผู้รับผิดชอบการดำเนินงานนี้")
    if run.state == Run.State.CANCELLED:
        raise DomainError("การดำเนินงานนี้ยกเลิกแล้ว")
    states = RunStep.State
    note = note.strip()
    day = done_on or (today if state == states.DONE else None)
    values = {"state": state, "planned_on": planned_on, "done_on": day, "owner": owner, "note": note}
    held_since(held, stamp, actor=actor, values=values)
    if state not in states.values:
        raise DomainError("ไม่รู้จักสถานะนี้", field="state")
    if state == states.DONE and day is not None and day > today:
        raise DomainError("วันที่เสร็จยังมาไม่ถึง", field="done_on")
    if state != states.DONE and day is not None:
        raise DomainError("ยังไม่เสร็จ จึงยังไม่มีวันที่เสร็จ", field="done_on")
    if state == states.SKIPPED and not note:
        raise DomainError("กรุณาเขียนเหตุที่ไม่ต้องทำ", field="note")
    if owner is not None and owner.pk != held.owner_id and not _may_own(owner, run):
        raise DomainError("ผู้รับผิดชอบต้องเป็นคนของสำนักงานหรือของโรงเรียนที่ดำเนินงานนี้", field="owner")
    before = held.state
    for name, value in values.items():
        setattr(held, name, value)
    held.stamp, held.saved_by, held.updated_at = held.stamp + 1, actor, now
    held.save()
    left = run.steps.exclude(state__in=(states.DONE, states.SKIPPED)).exists()
    run.state, run.updated_at = (Run.State.OPEN if left else Run.State.DONE), now
    run.save(update_fields=["state", "updated_at"])
    if before != state:
        audit.record(
            actor=actor, action="procedure_run.step", target=run_pointer(run), district_code=run.district.code,
            data={"step": held.step.title, "state": held.get_state_display()}, at=now,
        )  # fmt: skip
    return held


def _may_own(person: Person, run: Run) -> bool:
    """Of the office; of the school, or of a school of the cluster, whose run it is. The named may read and write."""
    if person.district_id != run.district_id:
        return False
    school = person.school
    if school is None or run.school_id == school.pk:
        return True
    return run.cluster_id is not None and run.cluster_id == school.cluster_id


@transaction.atomic
def cancel_run(run: Run, *, actor: Any, reason: str, now: datetime | None = None) -> Run:
    """A run opened by mistake; what was noted stays, and another may be opened."""
    now, reason = now or timezone.now(), reason.strip()
    held = Run.objects.select_for_update(of=("self",)).select_related("district").get(pk=run.pk)
    if not may_open_runs(actor, held.district):
        raise NotAllowed("ยกเลิกได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    if not reason:
        raise DomainError("กรุณาเขียนเหตุที่ยกเลิก", field="reason")
    if held.state != Run.State.CANCELLED:
        held.state, held.cancel_reason, held.updated_at = Run.State.CANCELLED, reason, now
        held.save(update_fields=["state", "cancel_reason", "updated_at"])
        audit.record(
            actor=actor, action="procedure_run.cancelled", target=run_pointer(held), district_code=held.district.code,
            data={"reason": reason}, at=now,
        )  # fmt: skip
    return held
