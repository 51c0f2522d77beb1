"""Begin a project's year, write its plan and report, start it, end it, publish the report."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from core.missing import refuse_if_missing
from core.stamps import held_since
from core.thai.years import fiscal_range, fiscal_year
from schools.models import District, Person, Project
from schools.queries import holders
from schools.scope import people_keys
from schools.services import publishing
from supervision.projects.missing import missing_to_finish, missing_to_start
from supervision.projects.models import ProjectIndicator, ProjectOwner, ProjectYear
from supervision.projects.models.year import PLAN_TEXTS, REPORT_TEXTS
from supervision.projects.permissions import (
    PROJECT_STATES,
    can_write_report,
    may_publish,
    projects_to_open,
)
from supervision.projects.services.common import locked, open_for, project_pointer, trace

WORDS = ("starts_on", "ends_on", "work_group", "subject_group", *PLAN_TEXTS)


def _check_days(starts_on: date | None, ends_on: date | None, year: int) -> None:
    first, last = fiscal_range(year)
    for field, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if day is None or not first <= day <= last:
            raise DomainError(f"วันที่ต้องอยู่ในปีงบประมาณ {year}", field=field)
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise DomainError("วันสิ้นสุดอยู่ก่อนวันเริ่ม", field="ends_on")


def open_project(
    district: District, project: Project, *, actor: Any, year: int | None = None, now: datetime | None = None
) -> ProjectYear:
    """The project's year, with owners, texts and indicators of the year before it; one that was begun already is given
    back, so two clicks make one. Whoever begins it without an owner there is its owner."""
    now = now or timezone.now()
    year = year or fiscal_year(now)
    if not projects_to_open(actor, district, timezone.localdate(now)).filter(pk=project.pk).exists():
        raise NotAllowed("เริ่มโครงการได้เฉพาะผู้ที่ได้รับมอบหมายโครงการนี้ และ ผอ.กลุ่มนิเทศฯ")
    if not 2500 <= year <= 2700:
        raise DomainError("ปีงบประมาณต้องเป็น พ.ศ.", field="year")
    first, last = fiscal_range(year)
    before = (
        ProjectYear.objects.standing().filter(project=project, fiscal_year__lt=year).order_by("-fiscal_year").first()
    )
    kept = ("work_group", "subject_group", *PLAN_TEXTS)
    try:
        with transaction.atomic():
            made: ProjectYear = ProjectYear.objects.create(
                district=district, project=project, fiscal_year=year, starts_on=first, ends_on=last, created_by=actor,
                updated_at=now, **({name: getattr(before, name) for name in kept} if before else {}),
            )  # fmt: skip
            _carry(before, made, actor)
            trace(made, "project_year.opened", actor=actor, at=now)
            return made
    except IntegrityError as error:
        if "one_year_per_project" not in str(error):
            raise
        found: ProjectYear = ProjectYear.objects.get(project=project, fiscal_year=year)
        return found


def _carry(before: ProjectYear | None, made: ProjectYear, actor: Any) -> None:
    """Owners who still work there and indicators without results; else whoever begins it."""
    people = list(Person.objects.working().filter(pk__in=before.owners.values("person"))) if before else []
    if not people:
        people = list(Person.objects.filter(pk__in=people_keys(actor), district=made.district_id))
    ProjectOwner.objects.bulk_create(ProjectOwner(project_year=made, person=person) for person in people)
    if before is not None:
        ProjectIndicator.objects.bulk_create(
            ProjectIndicator(project_year=made, name=row.name, unit=row.unit, target=row.target)
            for row in before.indicators.all()
        )


@transaction.atomic
def edit_project(
    row: ProjectYear, *, actor: Any, values: Mapping[str, Any], stamp: int | None = None, now: datetime | None = None
) -> ProjectYear:
    """`values` of WORDS. StaleRevision when somebody else saved it since the form was opened."""
    now = now or timezone.now()
    held = open_for(row, actor)
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a project: {sorted(unknown)}")
    held_since(held, stamp, actor=actor, values=values)
    for name, value in values.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    _check_days(held.starts_on, held.ends_on, held.fiscal_year)
    for name in ("work_group", "subject_group"):
        one = getattr(held, name)
        if one is not None and one.district_id != held.district_id:
            raise DomainError("ไม่ใช่ของเขตนี้", field=name)
    held.stamp, held.updated_at = held.stamp + 1, now
    held.save()
    trace(held, "project_year.edited", actor=actor, at=now)
    return held


def _move(row: ProjectYear, act: str, *, actor: Any, now: datetime, **data: Any) -> ProjectYear:
    row.state, row.updated_at = PROJECT_STATES.next(row.state, act), now
    row.save(update_fields=["state", "cancel_reason", "updated_at"])
    trace(row, f"project_year.{act}", actor=actor, at=now, **data)
    return row


@transaction.atomic
def start_project(row: ProjectYear, *, actor: Any, now: datetime | None = None) -> ProjectYear:
    """Refused while something is missing; a second click is the same."""
    held = locked(row, actor)
    if held.state == ProjectYear.State.RUNNING:
        return held
    refuse_if_missing(missing_to_start(held))
    return _move(held, "start", actor=actor, now=now or timezone.now())


@transaction.atomic
def finish_project(row: ProjectYear, *, actor: Any, now: datetime | None = None) -> ProjectYear:
    """The work is over: results of the indicators and of the whole are written."""
    held = locked(row, actor)
    if held.state == ProjectYear.State.DONE:
        return held
    PROJECT_STATES.next(held.state, "finish")
    refuse_if_missing(missing_to_finish(held))
    return _move(held, "finish", actor=actor, now=now or timezone.now())


@transaction.atomic
def reopen_project(row: ProjectYear, *, actor: Any, reason: str, now: datetime | None = None) -> ProjectYear:
    held = locked(row, actor)
    if held.published_at is not None:
        raise DomainError("รายงานของโครงการนี้เผยแพร่แล้ว กรุณาเลิกเผยแพร่ก่อน")
    reason = needed(reason, "กรุณาเขียนเหตุที่เปิดโครงการอีกครั้ง")
    return _move(held, "reopen", actor=actor, now=now or timezone.now(), reason=reason)


@transaction.atomic
def cancel_project(row: ProjectYear, *, actor: Any, reason: str, now: datetime | None = None) -> ProjectYear:
    """What was done stays; schools that take part are told."""
    now = now or timezone.now()
    held = locked(row, actor)
    held.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิกโครงการ")
    if held.rounds.filter(state__in=["open", "scoring"]).exists():
        raise DomainError("มีรอบคัดเลือกที่ยังไม่ประกาศผล กรุณายกเลิกรอบคัดเลือกก่อน")
    done = _move(held, "cancel", actor=actor, now=now, reason=held.cancel_reason)
    people = [
        user
        for place in held.schools.filter(left_on=None).select_related("school__district")
        for user in holders("principal", held.district, timezone.localdate(now), school=place.school)
    ]
    notify.send(
        people, code="project_year.cancelled", title=f"ยกเลิกโครงการ: {held}", body=held.cancel_reason,
        pointer=project_pointer(held), district_code=held.district.code,
        dedupe_key=f"project_year.cancelled-{held.pk}", now=now,
    )  # fmt: skip
    return done


@transaction.atomic
def write_report(
    row: ProjectYear, *, actor: Any, texts: Mapping[str, str], stamp: int | None = None, now: datetime | None = None
) -> ProjectYear:
    """Texts of the report; the figures are read from the work when it is printed."""
    now = now or timezone.now()
    held = locked(row, actor)
    if not can_write_report(actor, held):
        raise DomainError("โครงการยกเลิกหรือเผยแพร่รายงานแล้ว จึงแก้ไขรายงานไม่ได้")
    told = {name: texts.get(name, "").replace("\r\n", "\n").strip() for name in REPORT_TEXTS}
    held_since(held, stamp, actor=actor, values=told)
    for name, text in told.items():
        setattr(held, name, text)
    held.stamp, held.updated_at = held.stamp + 1, now
    held.save(update_fields=[*REPORT_TEXTS, "stamp", "updated_at"])
    trace(held, "project_year.reported", actor=actor, at=now)
    return held


def _to_publish(row: ProjectYear, actor: Any) -> ProjectYear:
    held: ProjectYear = (
        ProjectYear.objects.select_for_update(of=("self",)).select_related("district", "project").get(pk=row.pk)
    )
    if not may_publish(actor, held):
        raise NotAllowed("เผยแพร่รายงานได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    return held


@transaction.atomic
def publish_report(
    row: ProjectYear, *, actor: Any, schools: bool, public: bool, now: datetime | None = None
) -> ProjectYear:
    """Of a project that is done: to the office's schools, to everyone, or both."""
    now = now or timezone.now()
    held = _to_publish(row, actor)
    if held.state != ProjectYear.State.DONE:
        raise DomainError("เผยแพร่ได้เมื่อสิ้นสุดโครงการแล้ว")
    publishing.open_report(held, actor=actor, schools=schools, public=public, now=now)
    trace(held, "project_year.published", actor=actor, at=now)
    return held


@transaction.atomic
def take_back_report(row: ProjectYear, *, actor: Any, reason: str, now: datetime | None = None) -> ProjectYear:
    held = _to_publish(row, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่เลิกเผยแพร่")
    if publishing.take_back(held):
        trace(held, "project_year.taken_back", actor=actor, at=now or timezone.now(), reason=reason)
    return held
