"""Acts on a school that have a date and consequences: close, merge, split, rename, reopen, move to another cluster.

Each is previewed first with what becomes of assignments, accounts, counts and, through `impacts`, the work of other
apps, and then done in one transaction that keeps those lines with the change.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from core.thai.dates import thai_date
from core.thai.sorting import sort_key
from schools.models import Appointment, Assignment, Cluster, Person, School, SchoolChange, SchoolYearCount
from schools.permissions import can_change_school
from schools.services.impacts import Act, Impact, carry_out_all, previews
from schools.services.refusals import explained
from schools.services.schools import TAKEN, clean_name, clean_values, school_pointer

Kind = SchoolChange.Kind
ENDING = frozenset({Kind.CLOSED, Kind.MERGED})


def _still_held(rows: Any, on: date) -> Any:
    """Holdings that last into `on` or begin later."""
    return rows.exclude(ends_on__lt=on)


def preview(user: Any, act: Act) -> list[Impact]:
    """What the act would touch, own lines first; nothing is written. Lines that count nothing are told too, as 0."""
    lines: list[Impact] = []
    school = act.school
    page = reverse("schools:school", args=[school.pk])
    if act.kind in ENDING:
        last = thai_date(act.effective_on - timedelta(days=1), "short")
        people = Person.objects.filter(school=school).working().count()
        lines = [
            Impact(
                "การมอบหมายศึกษานิเทศก์รายโรงเรียน",
                _still_held(Assignment.objects.filter(school=school), act.effective_on).count(),
                f"สิ้นสุด {last}",
                f"{page}#assignments",
            ),
            Impact(
                "ผู้ดำรงตำแหน่งที่โรงเรียนนี้ (บัญชีผู้ใช้)",
                _still_held(Appointment.objects.filter(school=school), act.effective_on).count(),
                f"สิ้นสุด {last} บัญชียังเข้าใช้ส่วนอื่นที่มีสิทธิ์ได้",
                f"{page}#people",
            ),
            Impact(
                "บุคลากรของโรงเรียน",
                people,
                f"ย้ายไป {act.into.name}" if act.into else "คงอยู่ในทะเบียน ย้ายภายหลังได้ที่หน้าบุคลากร",
                f"{page}#people",
            ),
            Impact(
                "จำนวนนักเรียนและครูรายปี",
                SchoolYearCount.objects.filter(school=school).count(),
                "คงไว้กับโรงเรียนเดิม ไม่นำไปรวมกับโรงเรียนอื่น" if act.into else "คงไว้ดูย้อนหลัง",
                f"{page}#counts",
            ),
        ]
    elif act.kind == Kind.MOVED and act.cluster:
        on = act.effective_on
        old = Assignment.objects.in_force(on).filter(cluster=school.cluster).count() if school.cluster else 0
        new = Assignment.objects.in_force(on).filter(cluster=act.cluster).count()
        lines = [
            Impact("ศึกษานิเทศก์ประจำกลุ่มเดิม", old, "ไม่ได้รับผิดชอบโรงเรียนนี้ผ่านกลุ่มอีก"),
            Impact("ศึกษานิเทศก์ประจำกลุ่มใหม่", new, "รับผิดชอบโรงเรียนนี้ตั้งแต่วันที่มีผล"),
        ]
    return [*lines, *previews(user, act)]


def _locked(school: School) -> School:
    return School.objects.select_for_update(of=("self",)).select_related("district", "cluster").get(pk=school.pk)


def _check(actor: Any, act: Act, today: date, *states: str) -> None:
    school = act.school
    if actor is not audit.SYSTEM and not can_change_school(actor, school):
        raise NotAllowed("ท่านทำรายการนี้กับโรงเรียนนี้ไม่ได้")
    if school.status not in states:
        raise DomainError(f"โรงเรียนนี้มีสถานะ “{school.get_status_display()}” จึงทำรายการนี้ไม่ได้")
    if act.effective_on > today:
        raise DomainError(
            f"วันที่มีผลต้องไม่เกินวันนี้ ({thai_date(today, 'short')}) หากกำหนดไว้ล่วงหน้าให้บันทึกเมื่อถึงวัน", field="effective_on"
        )
    latest = school.changes.order_by("-effective_on").values_list("effective_on", flat=True).first()
    earliest = max((day for day in (school.opened_on, latest) if day), default=None)
    if act.kind != Kind.RENAMED and earliest and act.effective_on < earliest:
        raise DomainError(f"วันที่มีผลต้องไม่ก่อนรายการล่าสุดของโรงเรียนนี้ ({thai_date(earliest, 'short')})", field="effective_on")


def _finish(
    actor: Any, act: Act, lines: Sequence[Impact], *, reference: str, note: str, data: dict[str, Any], **values: Any
) -> SchoolChange:
    change = SchoolChange.objects.create(
        school=act.school,
        kind=act.kind,
        effective_on=act.effective_on,
        reference=reference.strip()[:200],
        note=note.strip(),
        effects={"lines": [line.told() for line in lines], **data},
        made_by=None if actor is audit.SYSTEM else actor,
        made_at=timezone.now(),
        **values,
    )
    audit.record(
        actor=actor,
        action=f"school.{act.kind}",
        target=school_pointer(act.school),
        district_code=act.school.district.code,
        data={"on": thai_date(act.effective_on, "short"), "reference": reference, **data},
    )
    return change


def _end_holdings(act: Act) -> None:
    """End at the day before; what would only begin later never takes effect and is taken out."""
    last = act.effective_on - timedelta(days=1)
    for rows in (Assignment.objects.filter(school=act.school), Appointment.objects.filter(school=act.school)):
        rows.filter(starts_on__gt=last).delete()
        _still_held(rows, act.effective_on).update(ends_on=last)


@transaction.atomic
def close_school(
    school: School, *, actor: Any, effective_on: date, reference: str = "", note: str = "", today: date | None = None
) -> SchoolChange:
    """`effective_on` is the first day the school no longer teaches."""
    school = _locked(school)
    act = Act(Kind.CLOSED, school, effective_on)
    _check(actor, act, today or timezone.localdate(), School.Status.OPEN)
    lines = preview(actor, act)
    _end_holdings(act)
    carry_out_all(actor, act)
    school.status, school.closed_on = School.Status.CLOSED, effective_on
    school.save(update_fields=["status", "closed_on"])
    return _finish(actor, act, lines, reference=reference, note=note, data={})


@transaction.atomic
def merge_school(
    school: School,
    *,
    actor: Any,
    into: School,
    effective_on: date,
    reference: str = "",
    note: str = "",
    today: date | None = None,
) -> SchoolChange:
    """`school` goes up in `into`: its people move there, its own holdings end, its history stays its own."""
    both = School.objects.select_for_update(of=("self",)).select_related("district", "cluster").order_by("pk")
    locked = {row.pk: row for row in both.filter(pk__in={school.pk, into.pk})}
    school, into = locked[school.pk], locked[into.pk]
    act = Act(Kind.MERGED, school, effective_on, into=into)
    _check(actor, act, today or timezone.localdate(), School.Status.OPEN)
    if into.pk == school.pk:
        raise DomainError("รวมกับโรงเรียนเดียวกันไม่ได้", field="into")
    if into.district_id != school.district_id or into.status != School.Status.OPEN:
        raise DomainError("เลือกโรงเรียนที่เปิดสอนอยู่ในเขตเดียวกัน", field="into")
    lines = preview(actor, act)
    _end_holdings(act)
    Person.objects.filter(school=school).working().update(school=into)
    carry_out_all(actor, act)
    school.status, school.closed_on, school.merged_into = School.Status.MERGED, effective_on, into
    school.save(update_fields=["status", "closed_on", "merged_into"])
    data = {"other": into.name}
    return _finish(actor, act, lines, reference=reference, note=note, data=data, other=into)


@transaction.atomic
def split_school(
    school: School,
    *,
    actor: Any,
    name: str,
    effective_on: date,
    code10: str = "",
    smis8: str = "",
    reference: str = "",
    note: str = "",
    today: date | None = None,
) -> School:
    """A new school comes out of this one, in the same cluster and อำเภอ; people are moved over one by one later."""
    school = _locked(school)
    act = Act(Kind.SPLIT, school, effective_on)
    _check(actor, act, today or timezone.localdate(), School.Status.OPEN)
    name = clean_name(name)
    codes = clean_values({"code10": code10, "smis8": smis8}, district=school.district, name=name)
    codes = {key: codes[key] for key in ("code10", "smis8")}
    lines = preview(actor, act)
    with explained(TAKEN):
        new = School.objects.create(
            district=school.district,
            name=name,
            name_sort=sort_key(name)[:400],
            cluster=school.cluster,
            amphoe_id=school.amphoe_id,
            tambon=school.tambon,
            kind=school.kind,
            level_from=school.level_from,
            level_to=school.level_to,
            opened_on=effective_on,
            **codes,
        )
    carry_out_all(actor, act)
    _finish(actor, act, lines, reference=reference, note=note, data={"other": new.name}, other=new)
    SchoolChange.objects.create(
        school=new,
        kind=Kind.OPENED,
        effective_on=effective_on,
        new_name=name,
        other=school,
        reference=reference.strip()[:200],
        made_by=None if actor is audit.SYSTEM else actor,
        made_at=timezone.now(),
    )
    return new


@transaction.atomic
def rename_school(
    school: School,
    *,
    actor: Any,
    name: str,
    effective_on: date,
    reference: str = "",
    note: str = "",
    today: date | None = None,
) -> SchoolChange:
    """The old name stays findable; papers of before keep the name they were written with."""
    school = _locked(school)
    act = Act(Kind.RENAMED, school, effective_on)
    _check(actor, act, today or timezone.localdate(), *School.Status.values)
    name, old = clean_name(name), school.name
    if name == old:
        raise DomainError("ชื่อใหม่เหมือนชื่อเดิม", field="name")
    lines = previews(actor, act)
    carry_out_all(actor, act)
    school.name, school.name_sort, school.name_breaks = name, sort_key(name)[:400], ""
    school.save(update_fields=["name", "name_sort", "name_breaks"])
    names = {"old_name": old, "new_name": name}
    return _finish(actor, act, lines, reference=reference, note=note, data=names, **names)


@transaction.atomic
def reopen_school(
    school: School, *, actor: Any, effective_on: date, reference: str = "", note: str = "", today: date | None = None
) -> SchoolChange:
    """Teach again. Roles and assignments are given anew; old ones stay history."""
    school = _locked(school)
    act = Act(Kind.REOPENED, school, effective_on)
    _check(actor, act, today or timezone.localdate(), School.Status.CLOSED, School.Status.MERGED)
    lines = previews(actor, act)
    carry_out_all(actor, act)
    school.status, school.closed_on, school.merged_into = School.Status.OPEN, None, None
    school.save(update_fields=["status", "closed_on", "merged_into"])
    return _finish(actor, act, lines, reference=reference, note=note, data={})


@transaction.atomic
def move_school(
    school: School,
    *,
    actor: Any,
    cluster: Cluster,
    effective_on: date,
    reference: str = "",
    note: str = "",
    today: date | None = None,
) -> SchoolChange:
    """Into another cluster; who supervises it through the cluster changes with it."""
    school = _locked(school)
    act = Act(Kind.MOVED, school, effective_on, cluster=cluster)
    _check(actor, act, today or timezone.localdate(), School.Status.OPEN)
    if cluster.district_id != school.district_id or not cluster.is_active:
        raise DomainError("เลือกกลุ่มที่ใช้งานอยู่ในเขตเดียวกัน", field="cluster")
    if cluster.pk == school.cluster_id:
        raise DomainError("โรงเรียนอยู่ในกลุ่มนี้อยู่แล้ว", field="cluster")
    lines = preview(actor, act)
    old = school.cluster
    carry_out_all(actor, act)
    school.cluster = cluster
    school.save(update_fields=["cluster"])
    data = {"old": str(old or "ไม่มีกลุ่ม"), "new": str(cluster)}
    return _finish(actor, act, lines, reference=reference, note=note, data=data)
