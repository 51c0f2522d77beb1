"""Whole sections at once, as a phone sends them: what is not named any more is taken off."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from core.errors import DomainError
from core.files import store
from core.pointers import Pointer
from processes.models import Action
from schools.models import Person, SubjectGroup
from supervision.field.content import content_hash, snapshot
from supervision.field.models import Finding, FindingCheck, Visit, VisitMember, VisitPerson, VisitSignature
from supervision.field.sections import PEOPLE, PREVIOUS, SIGNATURES
from supervision.field.services.findings import remove_finding, save_finding
from supervision.field.services.writing import act, locked_for_writing, touch, trace

Row = Mapping[str, Any]


@act
def save_people(visit: Visit, *, actor: Any, members: Sequence[Row], supervised: Sequence[Row], now: datetime) -> None:
    """`members` are {person, duty}, `supervised` {person, subject_group, subject, subject_code, classroom}, by key.

    Who is listed already stays as they were on that day; somebody new must be of the office, or of the school.
    """
    visit = locked_for_writing(visit, actor)
    came = {row.person_id: row for row in visit.members.select_related("person")}
    seen = {row.person_id: row for row in visit.supervised.all()}
    wanted = {row["person"] for row in members} - set(came) | {row["person"] for row in supervised} - set(seen)
    people = Person.objects.filter(district=visit.district_id).in_bulk(wanted) if wanted else {}
    _check_people(visit, members, supervised, people, came=set(came), seen=set(seen))
    _check_groups(visit, supervised)
    for key in set(came) - {row["person"] for row in members}:
        came[key].delete()
        trace(visit, actor=actor, at=now, act="member_removed", data={"person": str(came[key].person)})
    for row in members:
        duty = row["duty"] or "ผู้ร่วมนิเทศ"
        held = came.get(row["person"])
        if held is None:
            VisitMember.objects.create(visit=visit, person_id=row["person"], duty=duty)
            trace(visit, actor=actor, at=now, act="member_added", data={"person": str(people[row["person"]])})
        elif held.duty != duty:
            held.duty = duty
            held.save(update_fields=["duty"])
    _save_supervised(visit, supervised, people, seen)
    touch(visit, PEOPLE, actor=actor, now=now)


def _check_people(
    visit: Visit,
    members: Sequence[Row],
    supervised: Sequence[Row],
    people: Mapping[int, Person],
    *,
    came: set[int],
    seen: set[int],
) -> None:
    for place, row in enumerate(members):
        if row["person"] == visit.lead_id:
            raise DomainError("ผู้นิเทศหลักไม่ต้องใส่ชื่อซ้ำเป็นผู้ร่วมนิเทศ", field=f"members.{place}")
        if row["person"] not in came and row["person"] not in people:
            raise DomainError("มีผู้ร่วมนิเทศที่ไม่ได้อยู่ในเขตนี้", field=f"members.{place}")
    for place, row in enumerate(supervised):
        person = people.get(row["person"])
        if row["person"] not in seen and (person is None or person.school_id != visit.school_id):
            raise DomainError("มีผู้รับการนิเทศที่ไม่ได้อยู่โรงเรียนที่ไปนิเทศ", field=f"supervised.{place}")
    gone = seen - {row["person"] for row in supervised}
    if gone and visit.sheets.filter(response__person__in=gone).exists():
        raise DomainError("ผู้รับการนิเทศที่นำออกมีแบบประเมินในบันทึกนี้ กรุณานำแบบประเมินออกก่อน", field="supervised")


def _check_groups(visit: Visit, supervised: Sequence[Row]) -> None:
    groups = {row["subject_group"] for row in supervised if row["subject_group"]}
    if groups and SubjectGroup.objects.filter(pk__in=groups, district=visit.district_id).count() != len(groups):
        raise DomainError("มีกลุ่มสาระที่ไม่ใช่ของเขตนี้", field="supervised")


def _save_supervised(
    visit: Visit, supervised: Sequence[Row], people: Mapping[int, Person], seen: Mapping[int, VisitPerson]
) -> None:
    listed = {row["person"] for row in supervised}
    for key in set(seen) - listed:
        seen[key].delete()
    fresh = []
    for row in supervised:
        held = seen.get(row["person"])
        facts = {
            "subject_group_id": row["subject_group"],
            **{name: row[name] for name in ("subject", "subject_code", "classroom")},
        }
        if held is None:
            person = people[row["person"]]
            fresh.append(
                VisitPerson(visit=visit, person=person, position=person.position, standing=person.standing, **facts)
            )
        elif any(getattr(held, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(held, name, value)
            held.save(update_fields=[name.removesuffix("_id") for name in facts])
    VisitPerson.objects.bulk_create(fresh)


@act
def save_findings(visit: Visit, *, actor: Any, rows: Sequence[Row], now: datetime) -> None:
    """`rows` are {id, text, recommendation, owner, owner_label, due_on} in their order, `id` given by the phone."""
    visit = locked_for_writing(visit, actor)
    written = [row for row in rows if row["text"] or row["recommendation"]]
    listed: set[UUID] = {row["id"] for row in written}
    if Finding.objects.filter(public_id__in=listed).exclude(visit=visit).exists():
        raise DomainError("มีข้อค้นพบที่อยู่ในบันทึกอื่นแล้ว", field="rows")
    held = {finding.public_id: finding for finding in visit.findings.all()}
    keys = {row["owner"] for row in written if row["owner"]}
    owners = Person.objects.filter(district=visit.district_id).in_bulk(keys) if keys else {}
    for key in set(held) - listed:
        remove_finding(visit, actor=actor, finding_id=held[key].pk, now=now)
    for place, row in enumerate(written):
        if row["owner"] and row["owner"] not in owners:
            raise DomainError("ผู้รับผิดชอบไม่ได้อยู่ในเขตนี้", field=f"rows.{place}.owner")
        save_finding(
            visit,
            actor=actor,
            finding=held.get(row["id"]),
            public_id=row["id"],
            owner=owners.get(row["owner"]) if row["owner"] else None,
            now=now,
            **{name: row[name] for name in ("text", "recommendation", "owner_label", "due_on")},
        )


@act
def save_previous(visit: Visit, *, actor: Any, rows: Sequence[Row], now: datetime) -> None:
    """`rows` are {action, verdict, note}: what became of findings of earlier visits to this school."""
    visit = locked_for_writing(visit, actor)
    keys = {row["action"] for row in rows}
    if Action.objects.filter(pk__in=keys, school=visit.school_id).count() != len(keys):
        raise DomainError("มีเรื่องที่ไม่ใช่ของโรงเรียนนี้", field="rows")
    FindingCheck.objects.filter(visit=visit).exclude(action__in=keys).delete()
    for row in rows:
        FindingCheck.objects.update_or_create(
            visit=visit,
            action_id=row["action"],
            defaults={"verdict": row["verdict"], "note": row["note"], "checked_by": actor, "checked_at": now},
        )
    touch(visit, PREVIOUS, actor=actor, now=now)


@act
def save_signatures(visit: Visit, *, actor: Any, rows: Sequence[Row], now: datetime) -> None:
    """`rows` are {id, side, name, position, phone_at, png}; `png` None where the server has the picture already. One
    that is not named any more is withdrawn, never deleted."""
    visit = locked_for_writing(visit, actor)
    held = {row.pk: row for row in VisitSignature.objects.filter(pk__in=[row["id"] for row in rows])}
    if any(row.visit_id != visit.pk for row in held.values()):
        raise DomainError("มีลายมือชื่อที่อยู่ในบันทึกอื่นแล้ว", field="rows")
    VisitSignature.objects.filter(visit=visit, withdrawn_at=None).exclude(pk__in=held).update(withdrawn_at=now)
    for place, row in enumerate(rows):
        if row["id"] in held:
            continue
        if row["png"] is None or not row["name"]:
            raise DomainError("ลายมือชื่อต้องมีภาพและชื่อผู้ลงนาม", field=f"rows.{place}")
        sign_visit(visit, actor=actor, row=row, now=now)
    touch(visit, SIGNATURES, actor=actor, now=now)


def sign_visit(visit: Visit, *, actor: Any, row: Row, now: datetime) -> VisitSignature:
    """Keep one signature with the hash of its picture and of what was signed."""
    pointer = Pointer("visit-signature", str(row["id"]), f"ลายมือชื่อ {row['name']}")
    upload = SimpleUploadedFile(f"{row['id']}.png", row["png"], "image/png")
    kept = store(upload, owner=pointer, actor=actor, district_code=visit.district.code, allow=("image",))
    return VisitSignature.objects.create(
        id=row["id"],
        visit=visit,
        side=row["side"],
        name=row["name"],
        position=row["position"],
        image=kept,
        sha256=kept.file.sha256,
        content_hash=content_hash(snapshot(visit)),
        phone_at=row["phone_at"],
        signed_at=now,
        taken_by=actor,
    )
