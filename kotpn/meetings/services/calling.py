"""Call a meeting or a year's series, change when and where, cancel."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, needed
from core.thai.dates import be_year, thai_date
from core.thai.years import fiscal_year
from kotpn.committee.models import Committee
from kotpn.meetings.models import AgendaTemplate, Meeting, MeetingSeries
from kotpn.meetings.permissions import STATES
from kotpn.meetings.services.agenda import lay_sections
from kotpn.meetings.services.base import locked, meeting_pointer, must_keep, to_act, trace
from kotpn.meetings.services.invitations import tell_cancelled, tell_changed

__all__ = ["call_meeting", "call_series", "cancel_meeting", "change_meeting", "locked", "meeting_pointer", "year_of"]

MOST_AT_ONCE = 24
FIELDS = ("held_on", "time_from", "time_to", "place", "title", "online_url", "letter_number")


def year_of(committee: Committee, on: date) -> int:
    """The year (พ.ศ.) a meeting of that day is numbered in."""
    return fiscal_year(on) if committee.numbering == Committee.YearKind.FISCAL else be_year(on)


def next_number(committee: Committee, year: int) -> int:
    """The number a cancelled meeting gave back, else the one after the last. The committee's row must be locked."""
    rows = Meeting.objects.filter(committee=committee, year=year)
    held = set(rows.standing().values_list("number", flat=True))
    free = sorted(set(rows.filter(state=Meeting.State.CANCELLED).values_list("number", flat=True)) - held)
    return free[0] if free else max(held, default=0) + 1


def _check(*, held_on: date, time_from: time, time_to: time | None, place: str) -> str:
    if time_to is not None and time_to <= time_from:
        raise DomainError("เวลาเลิกต้องอยู่หลังเวลาเริ่ม", field="time_to")
    return needed(" ".join(place.split()), "กรุณาระบุสถานที่ประชุม", field="place")


def _lock(committee: Committee) -> Committee:
    Committee.objects.select_for_update().values_list("pk").get(pk=committee.pk)
    return Committee.objects.select_related("district__settings").get(pk=committee.pk)


@transaction.atomic
def call_meeting(
    committee: Committee, *, actor: Any, held_on: date, time_from: time, place: str, time_to: time | None = None,
    title: str = "", online_url: str = "", template: AgendaTemplate | None = None, number: int | None = None,
    series: MeetingSeries | None = None, now: datetime | None = None,
) -> Meeting:  # fmt: skip
    """A meeting with the sections of `template` (the committee's own or the office's first unless given). The same
    committee, day and hour again is the meeting that is there. `number` is for an office whose year has begun on
    paper."""
    now = now or timezone.now()
    must_keep(actor, committee.district_id)
    committee = _lock(committee)
    place = _check(held_on=held_on, time_from=time_from, time_to=time_to, place=place)
    found = Meeting.objects.standing().filter(committee=committee, held_on=held_on, time_from=time_from).first()
    if found is not None:
        return found
    year = year_of(committee, held_on)
    if number is not None and Meeting.objects.standing().filter(committee=committee, year=year, number=number).exists():
        raise DomainError(f"มีการประชุมครั้งที่ {number}/{year} อยู่แล้ว", field="number")
    meeting = Meeting.objects.create(
        committee=committee, series=series, number=number or next_number(committee, year), year=year,
        title=" ".join(title.split()), held_on=held_on, time_from=time_from, time_to=time_to, place=place,
        online_url=online_url, created_by=actor, created_at=now, updated_at=now,
    )  # fmt: skip
    lay_sections(meeting, template)
    trace(meeting, "called", actor=actor, now=now, data={"occasion": meeting.occasion})
    return meeting


@transaction.atomic
def call_series(
    committee: Committee, *, actor: Any, year: int, title: str, days: Sequence[date], time_from: time, place: str,
    time_to: time | None = None, template: AgendaTemplate | None = None, now: datetime | None = None,
) -> MeetingSeries:  # fmt: skip
    """The meetings of a fiscal year (พ.ศ.) together, numbered in the order of their days; the same days again add
    none."""
    now = now or timezone.now()
    must_keep(actor, committee.district_id)
    committee = _lock(committee)
    title = needed(" ".join(title.split()), "กรุณาตั้งชื่อชุดการประชุม", field="title")
    single = sorted(set(days))
    if not single:
        raise DomainError("กรุณาใส่วันประชุมอย่างน้อยหนึ่งวัน", field="days")
    if len(single) > MOST_AT_ONCE:
        raise DomainError(f"นัดได้ครั้งละไม่เกิน {MOST_AT_ONCE} วัน", field="days")
    outside = [day for day in single if fiscal_year(day) != year]
    if outside:
        raise DomainError(f"{thai_date(outside[0])} ไม่อยู่ในปีงบประมาณ {year}", field="days")
    series, _ = MeetingSeries.objects.get_or_create(
        committee=committee, fiscal_year=year, title=title, defaults={"created_by": actor, "created_at": now}
    )
    for day in single:
        call_meeting(
            committee, actor=actor, held_on=day, time_from=time_from, time_to=time_to, place=place, template=template,
            series=series, now=now,
        )  # fmt: skip
    return series


@transaction.atomic
def change_meeting(meeting: Meeting, *, actor: Any, values: dict[str, Any], now: datetime | None = None) -> Meeting:
    """Change day, hours, place, title or the letter's number. Whoever was invited is told again when the day, an hour
    or the place changed; a day in another year takes that year's next number."""
    now = now or timezone.now()
    meeting = to_act(meeting, "change", actor)
    before = {name: getattr(meeting, name) for name in FIELDS}
    after = {**before, **{name: value for name, value in values.items() if name in FIELDS}}
    after["place"] = _check(**{name: after[name] for name in ("held_on", "time_from", "time_to", "place")})
    if after == before:
        return meeting
    for name, value in after.items():
        setattr(meeting, name, value)
    moved = any(before[name] != after[name] for name in ("held_on", "time_from", "time_to", "place", "online_url"))
    year = year_of(meeting.committee, meeting.held_on)
    if year != meeting.year:
        _lock(meeting.committee)
        meeting.year, meeting.number = year, next_number(meeting.committee, year)
    if moved:
        same = Meeting.objects.standing().exclude(pk=meeting.pk).filter(committee=meeting.committee_id)
        if same.filter(held_on=meeting.held_on, time_from=meeting.time_from).exists():
            raise DomainError("มีการประชุมขององค์คณะนี้ในวันและเวลานี้แล้ว", field="held_on")
        meeting.stamp += 1
    meeting.updated_at = now
    meeting.save(update_fields=[*FIELDS, "year", "number", "stamp", "updated_at"])
    trace(meeting, "changed", actor=actor, now=now, data={"day": thai_date(meeting.held_on, "short")})
    if moved and meeting.state == Meeting.State.INVITED:
        tell_changed(meeting, anew=any(before[name] != after[name] for name in ("held_on", "time_from")), now=now)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, actor: Any, reason: str, now: datetime | None = None) -> Meeting:
    """Its number is free for the next one; whoever was invited is told."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก ผู้ได้รับเชิญจะได้รับข้อความนี้")
    meeting = locked(meeting)
    must_keep(actor, meeting.committee.district_id)
    if meeting.state == Meeting.State.CANCELLED:
        return meeting
    invited = meeting.state == Meeting.State.INVITED
    meeting.state = STATES.next(meeting.state, "cancel")
    meeting.cancel_reason, meeting.updated_at, meeting.stamp = reason, now, meeting.stamp + 1
    meeting.save(update_fields=["state", "cancel_reason", "updated_at", "stamp"])
    trace(meeting, "cancelled", actor=actor, now=now, data={"reason": reason})
    if invited:
        tell_cancelled(meeting, now=now)
    return meeting
