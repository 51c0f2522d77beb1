"""What comes of a gathering: agreements that become actions, lessons, minutes handed in, ties to work of other apps."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core import pointers
from core.errors import DomainError, NotAllowed, needed
from core.stamps import held_since
from meetings import permissions
from meetings.models import Agreement, Gathering, GatheringTie, Lesson
from meetings.permissions import STATES
from meetings.pointing import pointer
from meetings.services.common import locked, to_write, trace
from processes.services import cancel_action, open_action
from schools.models import Person, School
from schools.queries import person_of


@transaction.atomic
def agree(
    gathering: Gathering, *, actor: Any, text: str, school: School | None = None, owner: Person | None = None,
    due_on: date | None = None, now: datetime | None = None,
) -> Agreement:  # fmt: skip
    """A sentence agreed on. With a day, and a school or a person who takes it on, it is opened as an action; the same
    words for the same school and person again are the agreement that is there."""
    now = now or timezone.now()
    gathering = to_write(gathering, actor)
    text = needed(text, "กรุณาเขียนข้อตกลง", field="text")
    if school is not None and not gathering.schools.filter(school=school).exists():
        raise DomainError("โรงเรียนนี้ไม่ได้อยู่ในการประชุม", field="school")
    if owner is not None and (
        owner.district_id != gathering.district_id or owner.school_id not in (None, _key(school))
    ):
        raise DomainError("ผู้รับผิดชอบต้องเป็นคนของสำนักงานหรือของโรงเรียนที่เลือก", field="owner")
    if due_on is not None and school is None and owner is None:
        raise DomainError("ข้อตกลงที่มีกำหนดต้องระบุโรงเรียนหรือผู้ที่รับไปทำ", field="school")
    if due_on is not None and due_on < gathering.held_on:
        raise DomainError("กำหนดอยู่ก่อนวันประชุม", field="due_on")
    found = gathering.agreements.filter(text=text, school=school, owner=owner).first()
    if found is not None:
        return found
    action = None
    if due_on is not None:
        action = open_action(
            actor=actor, district=gathering.district, school=school, text=text, owner=owner,
            owner_label=str(owner) if owner else "ผอ.โรงเรียน", due_on=due_on, source=pointer(gathering), now=now,
        )  # fmt: skip
    top = gathering.agreements.aggregate(top=Max("position"))["top"] or 0
    made = Agreement.objects.create(
        gathering=gathering, school=school, owner=owner, position=top + 1, text=text, action=action
    )
    trace(gathering, "agreed", actor=actor, at=now, data={"text": text[:200]})
    return made


def _key(row: Any) -> int | None:
    return row.pk if row is not None else None


@transaction.atomic
def drop_agreement(agreement: Agreement, *, actor: Any, now: datetime | None = None) -> None:
    """Take a sentence out; its action is cancelled with it, unless somebody answered already."""
    now = now or timezone.now()
    gathering = to_write(agreement.gathering, actor)
    found = gathering.agreements.select_related("action").filter(pk=agreement.pk).first()
    if found is None:
        return
    action = found.action
    found.delete()
    if action is not None:
        if action.state != action.State.OPEN:
            raise DomainError("มีการแจ้งผลของข้อตกลงนี้แล้ว จึงนำออกไม่ได้")
        cancel_action(action, actor=actor, reason="นำข้อตกลงออกจากบันทึกการประชุม", now=now)
    trace(gathering, "dropped", actor=actor, at=now, data={"text": found.text[:200]})


LESSON_TEXTS = ("went_well", "went_badly", "learned", "next_steps")


@transaction.atomic
def save_lesson(
    gathering: Gathering, *, actor: Any, values: Mapping[str, str], lesson: Lesson | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> Lesson:  # fmt: skip
    """A telling of its own, or other words of one; `values` are `by_label` and LESSON_TEXTS. It stays its first
    writer's (`saved_by`), whoever of the gathering's writers corrects it. StaleRevision when it was changed since."""
    now = now or timezone.now()
    gathering = locked(gathering)
    STATES.next(gathering.state, "write")
    if lesson is None:
        if not permissions.can_tell_lesson(actor, gathering):
            raise NotAllowed("ถอดบทเรียนได้เฉพาะผู้บันทึกและผู้เข้าร่วม")
        lesson = Lesson(gathering=gathering)
    else:
        lesson = (
            Lesson.objects.select_for_update(of=("self",)).select_related("gathering", "saved_by").get(pk=lesson.pk)
        )
        if not permissions.can_change_lesson(actor, lesson):
            raise NotAllowed("แก้ไขได้เฉพาะผู้เขียนและผู้บันทึกการประชุม")
    texts = {name: values.get(name, "").strip() for name in LESSON_TEXTS}
    label = " ".join(values.get("by_label", "").split()) or str(person_of(actor, gathering.district) or actor)
    if not any(texts.values()):
        raise DomainError("กรุณาเขียนอย่างน้อยหนึ่งหัวข้อ", field="went_well")
    if lesson.pk is None:
        found = gathering.lessons.filter(by_label=label, **texts).first()
        if found is not None:
            return found
        lesson.saved_by = actor
    told = {"by_label": label, **texts}
    if lesson.pk is not None and all(getattr(lesson, name) == text for name, text in told.items()):
        return lesson  # two clicks
    if lesson.pk is not None:
        held_since(lesson, stamp, actor=actor, by="")
    for name, text in told.items():
        setattr(lesson, name, text)
    lesson.stamp, lesson.updated_at = lesson.stamp + 1, now
    lesson.save()
    trace(gathering, "lesson", actor=actor, at=now, data={"who": label})
    return lesson


@transaction.atomic
def drop_lesson(lesson: Lesson, *, actor: Any, now: datetime | None = None) -> None:
    gathering = locked(lesson.gathering)
    if not permissions.can_change_lesson(actor, lesson):
        raise NotAllowed("นำออกได้เฉพาะผู้เขียนและผู้บันทึกการประชุม")
    gone, _ = Lesson.objects.filter(pk=lesson.pk).delete()
    if gone:
        trace(gathering, "lesson_dropped", actor=actor, at=now or timezone.now(), data={"who": lesson.by_label})


@transaction.atomic
def hand_in_minutes(gathering: Gathering, *, actor: Any, now: datetime | None = None) -> Gathering:
    """What was said is written down and handed in; the reminders end. A second click is the same."""
    now = now or timezone.now()
    gathering = to_write(gathering, actor)
    if gathering.minutes_at is not None:
        return gathering
    if gathering.state != Gathering.State.HELD:
        raise DomainError("บันทึกว่าจัดแล้วก่อนส่งบันทึกการประชุม")
    if not gathering.discussed.strip():
        raise DomainError("ยังไม่ได้เขียนบันทึกการประชุม", field="discussed")
    gathering.minutes_at, gathering.updated_at = now, now
    gathering.recorder = gathering.recorder or person_of(actor, gathering.district)
    gathering.save(update_fields=["minutes_at", "recorder", "updated_at"])
    trace(gathering, "minutes", actor=actor, at=now)
    return gathering


@transaction.atomic
def tie(gathering: Gathering, *, actor: Any, kind: str, key: str, now: datetime | None = None) -> GatheringTie:
    """Say what of another app it belongs to. DomainError for a thing that is not there, or not for the actor to see."""
    gathering = to_write(gathering, actor)
    owner = pointers.searchable().get(kind)
    if owner is None or kind == "gathering" or not pointers.may_view(actor, kind, key):
        raise DomainError("ไม่พบเรื่องที่เลือก กรุณาค้นใหม่")
    if owner.district_code is not None and owner.district_code(key) != gathering.district.code:
        raise DomainError("เรื่องที่เลือกไม่ใช่ของเขตนี้")
    shown = owner.snapshot(key) if owner.snapshot else None
    label = shown.label if shown else owner.label(key)
    row, made = GatheringTie.objects.get_or_create(
        gathering=gathering, kind=kind, key=key,
        defaults={"label": label[:300], "dated_on": shown.date if shown else None},
    )  # fmt: skip
    if made:
        trace(gathering, "tied", actor=actor, at=now or timezone.now(), data={"label": row.label})
    return row


def relabel_ties(pointer: pointers.Pointer) -> None:
    """A thing is called by the pointer's label from now on, wherever a gathering is tied to it."""
    GatheringTie.objects.filter(kind=pointer.kind, key=str(pointer.key)).update(label=pointer.label)


@transaction.atomic
def untie(row: GatheringTie, *, actor: Any, now: datetime | None = None) -> None:
    gathering = to_write(row.gathering, actor)
    gone, _ = gathering.ties.filter(pk=row.pk).delete()
    if gone:
        trace(gathering, "untied", actor=actor, at=now or timezone.now(), data={"label": row.label})
