"""The team of a visit and the people supervised, as they were on that day."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from core.errors import DomainError
from core.thai.sorting import sort_key
from schools.models import Person, SubjectGroup
from supervision.field.models import Visit, VisitMember, VisitPerson
from supervision.field.services.writing import PEOPLE, act, locked_for_writing, touch, trace


@act
def add_member(
    visit: Visit, *, actor: Any, person: Person, duty: str = "ผู้ร่วมนิเทศ", now: datetime | None = None
) -> VisitMember:
    """Somebody of the office or its committees came along; the same person twice stays one."""
    visit = locked_for_writing(visit, actor)
    if person.district_id != visit.district_id:
        raise DomainError("บุคคลนี้ไม่ได้อยู่ในเขตนี้", field="person")
    if person.pk == visit.lead_id:
        raise DomainError("บุคคลนี้เป็นผู้นิเทศหลักอยู่แล้ว", field="person")
    duty = " ".join(duty.split())[:100] or "ผู้ร่วมนิเทศ"
    member, made = VisitMember.objects.update_or_create(visit=visit, person=person, defaults={"duty": duty})
    touch(visit, PEOPLE, actor=actor, now=now or timezone.now())
    if made:
        # Being named gives rights, so it leaves a trace even in a draft.
        trace(visit, actor=actor, at=now, act="member_added", data={"person": str(person)})
    return member


@act
def remove_member(visit: Visit, *, actor: Any, member_id: int, now: datetime | None = None) -> None:
    visit = locked_for_writing(visit, actor)
    found = VisitMember.objects.filter(visit=visit, pk=member_id).select_related("person").first()
    if found is None:
        return
    found.delete()
    touch(visit, PEOPLE, actor=actor, now=now or timezone.now())
    trace(visit, actor=actor, at=now, act="member_removed", data={"person": str(found.person)})


@act
def add_supervised(
    visit: Visit,
    *,
    actor: Any,
    person: Person,
    subject_group: SubjectGroup | None = None,
    subject: str = "",
    subject_code: str = "",
    classroom: str = "",
    now: datetime | None = None,
) -> VisitPerson:
    """A person of the visited school; position and standing are kept as they are today."""
    visit = locked_for_writing(visit, actor)
    if person.school_id != visit.school_id:
        raise DomainError("บุคคลนี้ไม่ได้อยู่โรงเรียนที่ไปนิเทศ", field="person")
    if subject_group is not None and subject_group.district_id != visit.district_id:
        raise DomainError("กลุ่มสาระนี้ไม่ใช่ของเขตนี้", field="subject_group")
    row, _ = VisitPerson.objects.update_or_create(
        visit=visit,
        person=person,
        defaults={
            "position": person.position,
            "standing": person.standing,
            "subject_group": subject_group,
            "subject": subject.strip()[:150],
            "subject_code": subject_code.strip()[:20],
            "classroom": classroom.strip()[:40],
        },
    )
    touch(visit, PEOPLE, actor=actor, now=now or timezone.now())
    return row


@act
def add_new_teacher(
    visit: Visit,
    *,
    actor: Any,
    prefix: str,
    first_name: str,
    last_name: str,
    position: str = "ครู",
    standing: str = "",
    now: datetime | None = None,
    **teaching: Any,
) -> VisitPerson:
    """A teacher met on the spot who is not on the school's list yet. The same name at the same school is the same
    person: two clicks make one teacher."""
    visit = locked_for_writing(visit, actor)
    prefix, first_name, last_name = (" ".join(part.split()) for part in (prefix, first_name, last_name))
    if not first_name or not last_name:
        raise DomainError("กรุณาพิมพ์ชื่อและนามสกุล", field="first_name" if not first_name else "last_name")
    if len(first_name) > 100 or len(last_name) > 100 or len(prefix) > 40:
        raise DomainError("ชื่อยาวเกินไป", field="first_name")
    person = Person.objects.filter(school=visit.school, first_name=first_name, last_name=last_name).first()
    if person is None:
        person = Person.objects.create(
            district=visit.district,
            school=visit.school,
            prefix=prefix,
            first_name=first_name,
            last_name=last_name,
            name_sort=sort_key(f"{first_name} {last_name}"),
            position=position.strip()[:200] or "ครู",
            standing=standing.strip()[:100],
        )
        trace(visit, actor=actor, at=now, act="teacher_added", data={"person": str(person)})
    return add_supervised(visit, actor=actor, person=person, now=now, **teaching)


@act
def remove_supervised(visit: Visit, *, actor: Any, row_id: int, now: datetime | None = None) -> None:
    visit = locked_for_writing(visit, actor)
    row = VisitPerson.objects.filter(visit=visit, pk=row_id).first()
    if row is None:
        return
    if visit.sheets.filter(response__person=row.person_id).exists():
        raise DomainError("ผู้รับการนิเทศคนนี้มีแบบประเมินในบันทึกนี้ กรุณานำแบบประเมินออกก่อน")
    row.delete()
    touch(visit, PEOPLE, actor=actor, now=now or timezone.now())
