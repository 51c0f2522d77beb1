"""The sharing event: a gathering of meetings for the programme's schools, its programme filled from best practices."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from meetings.models import Gathering
from meetings.services import call_gathering, save_item, tie
from schools.models import Person, School
from supervision.improvement.models import Programme
from supervision.recognition.models import BestPractice, SharedPractice, SharingEvent
from supervision.recognition.services.common import check_honour

KIND = "forum"
TIE = "programme_sharing"
_BEGIN = time(9)


@transaction.atomic
def call_sharing(
    programme: Programme, *, actor: Any, title: str, held_on: date, place: str = "", time_from: time | None = None,
    time_to: time | None = None, now: datetime | None = None,
) -> SharingEvent:  # fmt: skip
    """Call all schools that take part; meetings does the rest. The same call again is the event that is there."""
    now = now or timezone.now()
    check_honour(actor, programme.district)
    schools = list(School.objects.filter(participations__in=programme.participations.counted()))
    if not schools:
        raise DomainError("ยังไม่มีโรงเรียนในการขับเคลื่อนนี้")
    title = title.strip()
    if not title:
        raise DomainError("กรุณาระบุชื่อกิจกรรม", field="title")
    gathering = call_gathering(
        programme.district, actor=actor, kind=KIND, title=title, academic_year=programme.academic_year,
        held_on=held_on, schools=schools, place=place, time_from=time_from, time_to=time_to, project=programme.project,
        now=now,
    )  # fmt: skip
    held = SharingEvent.objects.filter(gathering=gathering).first()
    if held is not None:
        return held
    event = SharingEvent.objects.create(programme=programme, gathering=gathering, created_by=actor, created_at=now)
    tie(gathering, actor=actor, kind=TIE, key=str(programme.pk), now=now)
    return event


@transaction.atomic
def present(
    event: SharingEvent, practice: BestPractice, *, actor: Any, minutes: int = 30, speaker: Person | None = None,
    now: datetime | None = None,
) -> SharedPractice:  # fmt: skip
    """Put a shown best practice into the event's programme, after what is there; a second click is the same line."""
    now = now or timezone.now()
    check_honour(actor, event.programme.district)
    gathering = Gathering.objects.select_for_update().get(pk=event.gathering_id)
    found = event.practices.filter(practice=practice).first()
    if found is not None and found.item_id is not None:
        return found
    if practice.school.district_id != gathering.district_id or practice.state != BestPractice.State.SHOWN:
        raise DomainError("นำเสนอได้เฉพาะแนวปฏิบัติที่เผยแพร่แล้ว")
    if not 5 <= minutes <= 240:
        raise DomainError("เวลานำเสนอ 5 ถึง 240 นาที", field="minutes")
    batch = gathering.batches.order_by("number")[0]
    last = batch.programme.filter(day=batch.starts_on).order_by("-time_from", "-pk").first()
    begin = (last.time_to or last.time_from) if last else (batch.time_from or _BEGIN)
    end = (datetime.combine(batch.starts_on, begin) + timedelta(minutes=minutes)).time()
    if end <= begin:
        raise DomainError("เวลาของวันแรกเต็มแล้ว กรุณาแก้กำหนดการในหน้าการประชุม")
    item = save_item(
        batch, actor=actor, day=batch.starts_on, time_from=begin, time_to=end, topic=f"นำเสนอ {practice.title}"[:300],
        speaker=speaker, speaker_text="" if speaker else f"{practice.contact} {practice.school.name}".strip()[:200],
        now=now,
    )  # fmt: skip
    shared, _ = SharedPractice.objects.update_or_create(event=event, practice=practice, defaults={"item": item})
    return shared
