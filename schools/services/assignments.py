"""Who is responsible for what: given and ended with dates, with the workload it makes shown before it is saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from core import audit, notify
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from schools.models import Assignment, Cluster, Person, Project, School, SubjectGroup, WorkGroup
from schools.permissions import can_assign, can_end_assignment
from schools.queries.responsibility import Workload, count_load, mean_schools, school_sets, workload
from schools.services.people import person_pointer
from schools.services.refusals import explained

MODELS: dict[str, type[models.Model]] = {
    "work_group": WorkGroup,
    "cluster": Cluster,
    "school": School,
    "subject_group": SubjectGroup,
    "project": Project,
}
_TWICE = {
    "assignments_do_not_overlap": ("มีผู้บันทึกการมอบหมายเดียวกันในช่วงวันที่นี้ไปแล้ว กรุณาเปิดหน้านี้ใหม่", "starts_on"),
    "assignment_ends_after_start": ("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", "ends_on"),
}


@dataclass(frozen=True)
class Effect:
    """What saving would do to the person's workload on the first day, beside the mean of their colleagues."""

    before: Workload
    after: Workload
    mean: float

    @property
    def heavy(self) -> bool:
        """More schools than half again the colleagues' mean."""
        return self.after.schools > self.before.schools and self.after.schools > 1.5 * self.mean > 0


def kind_of(target: models.Model) -> str:
    """The assignment kind of a target; ValueError for what cannot be one."""
    for kind, model in MODELS.items():
        if isinstance(target, model):
            return kind
    raise ValueError(f"{type(target).__name__} cannot be assigned")


def same_assignment(
    person: Person, target: models.Model, starts_on: date, ends_on: date | None, *, but: int | None = None
) -> Assignment | None:
    """The person's assignment to the same target on any of these days."""
    rows = Assignment.objects.filter(person=person, **{kind_of(target): target}).exclude(pk=but)
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))
    return (rows.filter(starts_on__lte=ends_on) if ends_on else rows).order_by("starts_on").first()


def effect_of(person: Person, targets: Iterable[models.Model], starts_on: date) -> Effect:
    """Workload before and after; writes nothing."""
    new = [Assignment(person=person, kind=kind_of(target), **{kind_of(target): target}) for target in targets]
    held = list(Assignment.objects.in_force(starts_on).filter(person=person))
    before = workload(person, starts_on)
    keys = {(row.kind, getattr(row, f"{row.kind}_id")) for row in held}
    added = [row for row in new if (row.kind, getattr(row, f"{row.kind}_id")) not in keys]
    after = count_load(person, [*held, *added], school_sets(person.district, starts_on), before.extra)
    return Effect(before, after, mean_schools(person.district, starts_on))


@transaction.atomic
def assign(
    person: Person,
    *,
    actor: Any,
    targets: Sequence[models.Model],
    starts_on: date,
    ends_on: date | None = None,
    note: str = "",
) -> list[Assignment]:
    """Make a person of the office responsible for each target; both days count, all targets or none."""
    person = Person.objects.select_for_update(of=("self",)).select_related("district", "user").get(pk=person.pk)
    if actor is not audit.SYSTEM and not can_assign(actor, person.district):
        raise NotAllowed("ท่านมอบหมายงานในสำนักงานนี้ไม่ได้")
    if not person.is_active:
        raise DomainError("บุคลากรคนนี้ถูกปิดการใช้งาน", field="person")
    if not targets:
        raise DomainError("กรุณาเลือกสิ่งที่มอบหมายอย่างน้อยหนึ่งรายการ", field="targets")
    if ends_on and ends_on < starts_on:
        raise DomainError("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม", field="ends_on")
    made = []
    for target in targets:
        if target.district_id != person.district_id:  # type: ignore[attr-defined]  # every kind of target has its office
            raise DomainError(f"{target} ไม่ได้อยู่ในสำนักงานเดียวกัน", field="targets")
        if isinstance(target, School) and target.closed_on and target.closed_on <= starts_on:
            raise DomainError(f"{target} ปิดแล้วตั้งแต่ {thai_date(target.closed_on, 'short')}", field="targets")
        if same := same_assignment(person, target, starts_on, ends_on):
            raise DomainError(
                f"{person} รับผิดชอบ{target}อยู่แล้วตั้งแต่ {thai_date(same.starts_on, 'short')} ช่วงวันที่จึงซ้อนกัน",
                field="targets",
            )
        kind = kind_of(target)
        with explained(_TWICE):
            made.append(
                Assignment.objects.create(
                    district=person.district,
                    person=person,
                    kind=kind,
                    starts_on=starts_on,
                    ends_on=ends_on,
                    note=note.strip(),
                    **{kind: target},
                )
            )
    names = ", ".join(str(target) for target in targets)
    audit.record(
        actor=actor,
        action="assignment.given",
        target=person_pointer(person),
        district_code=person.district.code,
        data={"targets": names, "on": thai_date(starts_on, "short"), "keys": [row.pk for row in made]},
    )
    if person.user:
        notify.send(
            [person.user],
            code="assignment.given",
            title=f"ท่านได้รับมอบหมายงานใหม่ {len(made)} รายการ ตั้งแต่ {thai_date(starts_on, 'short')}",
            body=names,
            url=reverse("schools:supervisor", args=[person.pk]),
            pointer=person_pointer(person),
            district_code=person.district.code,
            dedupe_key=f"assignment-given-{made[0].pk}",
        )
    return made


def close_assignment(row: Assignment, last_day: date) -> None:
    """End a locked row on `last_day`, or take it out when it has not begun by then: it never took effect."""
    if row.starts_on > last_day:
        row.delete()
    else:
        row.ends_on = last_day
        row.save(update_fields=["ends_on"])


@transaction.atomic
def end_assignment(assignment: Assignment, *, actor: Any, on: date, reason: str = "") -> None:
    """End an assignment; `on` is its last day."""
    row = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("person__user", "district", "cluster", "school", "work_group", "subject_group", "project")
        .get(pk=assignment.pk)
    )
    if not can_end_assignment(actor, row):
        raise NotAllowed("ท่านสิ้นสุดการมอบหมายนี้ไม่ได้")
    if row.ends_on and row.ends_on <= on:
        raise DomainError(f"การมอบหมายนี้มีวันสิ้นสุด {thai_date(row.ends_on, 'short')} อยู่แล้ว", field="on")
    if on < row.starts_on - timedelta(days=1):
        raise DomainError(f"วันสุดท้ายต้องไม่อยู่ก่อนวันเริ่ม ({thai_date(row.starts_on, 'short')})", field="on")
    audit.record(
        actor=actor,
        action="assignment.ended",
        target=person_pointer(row.person),
        district_code=row.district.code,
        data={"targets": str(row.target), "on": thai_date(on, "short"), "reason": reason.strip()},
    )
    if row.person.user:
        notify.send(
            [row.person.user],
            code="assignment.ended",
            title=f"การมอบหมาย{row.target}สิ้นสุด {thai_date(on, 'short')}",
            body=reason.strip(),
            url=reverse("schools:supervisor", args=[row.person_id]),
            pointer=person_pointer(row.person),
            district_code=row.district.code,
            dedupe_key=f"assignment-ended-{row.pk}-{on}",
        )
    close_assignment(row, on)
