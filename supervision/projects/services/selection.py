"""A selection round: write its criteria, take applications, score them, announce who was chosen."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from schools.models import School
from schools.queries import holders
from supervision.projects import ruling
from supervision.projects.models import (
    Application,
    Criterion,
    ProjectSchool,
    ProjectYear,
    Score,
    SelectionRound,
)
from supervision.projects.permissions import ROUND_STATES, can_withdraw, is_taking, may_apply
from supervision.projects.services.common import application_pointer, open_for, round_pointer, trace

WORDS = ("title", "about", "closes_on", "seats", "pass_mark")


def _put(round_: SelectionRound, values: Mapping[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a round: {sorted(unknown)}")
    for name, value in values.items():
        setattr(round_, name, value.strip() if isinstance(value, str) else value)
    round_.title = needed(round_.title, "กรุณาระบุชื่อรอบคัดเลือก", field="title")
    if not 0 <= round_.pass_mark <= 100:
        raise DomainError("เกณฑ์ผ่านต้องอยู่ระหว่าง 0 ถึง 100", field="pass_mark")
    try:
        with transaction.atomic():
            round_.save()
    except IntegrityError as error:
        if "one_round_per_title" not in str(error):
            raise
        raise DomainError("โครงการนี้มีรอบคัดเลือกชื่อนี้แล้ว", field="title") from error


@transaction.atomic
def create_round(row: ProjectYear, *, actor: Any, now: datetime | None = None, **values: Any) -> SelectionRound:
    now = now or timezone.now()
    held = open_for(row, actor)
    round_ = SelectionRound(project_year=held, updated_at=now)
    _put(round_, values)
    trace(held, "selection_round.created", actor=actor, at=now, pointer=round_pointer(round_))
    return round_


def _held(round_: SelectionRound, actor: Any, act: str) -> tuple[SelectionRound, str]:
    """The locked round of a project that is open, and the state `act` leads to."""
    project = open_for(round_.project_year_id, actor)
    held: SelectionRound = SelectionRound.objects.select_for_update().get(pk=round_.pk)
    held.project_year = project
    return held, ROUND_STATES.next(held.state, act)


@transaction.atomic
def edit_round(round_: SelectionRound, *, actor: Any, now: datetime | None = None, **values: Any) -> SelectionRound:
    """A draft only: who applies must know what counts."""
    now = now or timezone.now()
    held, _ = _held(round_, actor, "edit")
    held.updated_at = now
    _put(held, values)
    trace(held.project_year, "selection_round.edited", actor=actor, at=now, pointer=round_pointer(held))
    return held


@transaction.atomic
def add_criterion(
    round_: SelectionRound, *, actor: Any, text: str, weight: Decimal = Decimal(1), highest: Decimal = Decimal(5),
    at_least: Decimal | None = None, now: datetime | None = None,
) -> Criterion:  # fmt: skip
    held, _ = _held(round_, actor, "edit")
    text = needed(text, "กรุณาเขียนเกณฑ์", field="text")
    for field, value in (("weight", weight), ("highest", highest)):
        if value <= 0:
            raise DomainError("ต้องมากกว่า 0", field=field)
    if at_least is not None and not 0 <= at_least <= highest:
        raise DomainError("ต้องอยู่ระหว่าง 0 ถึงคะแนนเต็ม", field="at_least")
    made: Criterion = held.criteria.create(text=text, weight=weight, highest=highest, at_least=at_least)
    trace(
        held.project_year, "selection_round.edited", actor=actor, at=now or timezone.now(), pointer=round_pointer(held)
    )
    return made


@transaction.atomic
def remove_criterion(round_: SelectionRound, key: int, *, actor: Any, now: datetime | None = None) -> None:
    held, _ = _held(round_, actor, "edit")
    if held.criteria.filter(pk=key).delete()[0]:
        trace(
            held.project_year, "selection_round.edited", actor=actor, at=now or timezone.now(),
            pointer=round_pointer(held),
        )  # fmt: skip


def _moved(held: SelectionRound, state: str, act: str, *, actor: Any, now: datetime, **data: Any) -> SelectionRound:
    held.state, held.updated_at = SelectionRound.State(state), now
    held.save(update_fields=["state", "announced_at", "cancel_reason", "updated_at"])
    trace(held.project_year, f"selection_round.{act}", actor=actor, at=now, pointer=round_pointer(held), **data)
    return held


@transaction.atomic
def open_round(round_: SelectionRound, *, actor: Any, now: datetime | None = None) -> SelectionRound:
    """Schools may apply from now on and are told; a second click is the same."""
    now = now or timezone.now()
    if SelectionRound.objects.filter(pk=round_.pk, state="open").exists():
        open_for(round_.project_year_id, actor)
        return SelectionRound.objects.select_related("project_year__district").get(pk=round_.pk)
    held, state = _held(round_, actor, "open")
    if not held.criteria.exists():
        raise DomainError("ยังไม่มีเกณฑ์การคัดเลือก")
    today = timezone.localdate(now)
    if held.closes_on is not None and held.closes_on < today:
        raise DomainError("วันปิดรับสมัครผ่านไปแล้ว กรุณาแก้วันก่อน", field="closes_on")
    _moved(held, state, "open", actor=actor, now=now)
    district = held.project_year.district
    _tell(
        held, holders("principal", district, today), code="selection_round.open",
        title=f"เปิดรับสมัคร: {held.title}", body=held.about, url=reverse("projects:round", args=[held.pk]), now=now,
    )  # fmt: skip
    return held


def _tell(
    round_: SelectionRound, people: list[Any], *, code: str, title: str, body: str, url: str, now: datetime,
    key: object = "",
) -> None:  # fmt: skip
    notify.send(
        people, code=code, title=title, body=body, url=url, pointer=round_pointer(round_),
        district_code=round_.project_year.district.code, dedupe_key=f"{code}-{round_.pk}-{key}", now=now,
    )  # fmt: skip


@transaction.atomic
def apply(
    round_: SelectionRound, school: School, *, actor: Any, text: str, by_office: bool = False,
    now: datetime | None = None,
) -> Application:  # fmt: skip
    """A school applies, or the office puts it forward, to the last day; one that is in is given back."""
    now = now or timezone.now()
    if by_office:
        held, _ = _held(round_, actor, "apply")
    else:
        if not may_apply(actor, school):
            raise NotAllowed("สมัครได้เฉพาะโรงเรียนของตน")
        rounds = SelectionRound.objects.select_for_update(of=("self",))
        held = rounds.select_related("project_year__district", "project_year__project").get(pk=round_.pk)
    if school.district_id != held.project_year.district_id:
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="school")
    found: Application | None = held.applications.standing().filter(school=school).first()
    if found is not None:
        return found
    if not is_taking(held, timezone.localdate(now)):
        raise DomainError("ไม่ได้เปิดรับสมัคร หรือเลยวันปิดรับสมัครแล้ว")
    text = needed(text, "กรุณาเขียนความพร้อมและผลงานของโรงเรียน", field="text")
    made: Application = held.applications.create(
        school=school, by_office=by_office, text=text, submitted_by=actor, submitted_at=now
    )
    trace(held.project_year, "application.submitted", actor=actor, at=now, pointer=application_pointer(made))
    return made


@transaction.atomic
def withdraw(application: Application, *, actor: Any, now: datetime | None = None) -> Application:
    """To the announcement, which holds the round as this does: a school that withdrew is not chosen."""
    now = now or timezone.now()
    SelectionRound.objects.select_for_update().get(pk=application.round_id)
    held: Application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("round__project_year__district", "round__project_year__project", "school")
        .get(pk=application.pk)
    )
    if held.state == Application.State.WITHDRAWN:
        return held
    if not can_withdraw(actor, held):
        raise NotAllowed("ถอนได้เฉพาะผู้สมัคร และก่อนประกาศผล")
    held.state = Application.State.WITHDRAWN
    held.save(update_fields=["state"])
    trace(held.round.project_year, "application.withdrawn", actor=actor, at=now, pointer=application_pointer(held))
    return held


@transaction.atomic
def close_round(round_: SelectionRound, *, actor: Any, now: datetime | None = None) -> SelectionRound:
    held, state = _held(round_, actor, "close")
    if not held.applications.standing().exists():
        raise DomainError("ยังไม่มีโรงเรียนสมัครหรือได้รับการเสนอชื่อ")
    return _moved(held, state, "close", actor=actor, now=now or timezone.now())


@transaction.atomic
def score(
    application: Application, *, actor: Any, points: Mapping[int, Decimal | None], now: datetime | None = None
) -> None:
    """Points by the criterion's key, as the selectors agreed; None leaves a criterion without."""
    now = now or timezone.now()
    held, _ = _held(application.round, actor, "score")
    row = held.applications.standing().select_related("school").filter(pk=application.pk).first()
    if row is None:
        raise DomainError("โรงเรียนนี้ถอนการสมัครแล้ว")
    row.round = held
    criteria = {one.pk: one for one in held.criteria.all()}
    for key, value in points.items():
        if key not in criteria:
            raise DomainError("ไม่มีเกณฑ์นี้ในรอบคัดเลือก")
        if value is not None and not 0 <= value <= criteria[key].highest:
            raise DomainError(f"คะแนนต้องอยู่ระหว่าง 0 ถึง {criteria[key].highest.normalize():f}", field=f"c{key}")
    for key, value in points.items():
        if value is None:
            Score.objects.filter(application=row, criterion=key).delete()
        else:
            Score.objects.update_or_create(
                application=row, criterion=criteria[key], defaults={"points": value, "saved_by": actor}
            )
    trace(held.project_year, "application.scored", actor=actor, at=now, pointer=application_pointer(row))


@transaction.atomic
def announce(round_: SelectionRound, *, actor: Any, now: datetime | None = None) -> SelectionRound:
    """By the criteria: chosen schools take part in the project, every school that applied is told how it came out."""
    now = now or timezone.now()
    held, state = _held(round_, actor, "announce")
    rows = list(held.applications.standing().select_related("school__district"))
    found = ruling.outcomes(held, list(held.criteria.all()), rows, ruling.points_of(held))
    unscored = [one.application.school.name for one in found if one.percent is None]
    if unscored:
        raise DomainError(f"ยังให้คะแนนไม่ครบ {len(unscored)} โรงเรียน: {', '.join(unscored[:10])}")
    today = timezone.localdate(now)
    for one in found:
        row = one.application
        row.state = Application.State.SELECTED if one.chosen else Application.State.REFUSED
        row.percent, row.rank, row.why = one.percent, one.rank, one.why[:300]
        row.save(update_fields=["state", "percent", "rank", "why"])
        if one.chosen:
            ProjectSchool.objects.update_or_create(
                project_year=held.project_year, school=row.school,
                defaults={"application": row, "left_on": None, "left_reason": ""},
                create_defaults={"application": row, "joined_on": today},
            )  # fmt: skip
        _tell(
            held, holders("principal", held.project_year.district, today, school=row.school),
            code="selection_round.announced", title=f"ผลการคัดเลือก: {held.title}",
            body=f"{row.get_state_display()} {row.why}",
            url=reverse("projects:application", args=[row.pk]), now=now, key=row.pk,
        )  # fmt: skip
    held.announced_at = now
    chosen = sum(one.chosen for one in found)
    return _moved(held, state, "announce", actor=actor, now=now, count=chosen)


@transaction.atomic
def cancel_round(round_: SelectionRound, *, actor: Any, reason: str, now: datetime | None = None) -> SelectionRound:
    held, state = _held(round_, actor, "cancel")
    held.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิกรอบคัดเลือก")
    return _moved(held, state, "cancel", actor=actor, now=now or timezone.now(), reason=held.cancel_reason)
