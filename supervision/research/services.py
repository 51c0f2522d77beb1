"""Acts on studies: add, edit, come to a stage, cancel, publish, take back."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.files import attachments_of
from core.pointers import Pointer
from core.stamps import held_since
from core.twice import says_the_same
from evidence.links import tidy
from schools.models import District, Person
from schools.services import publishing
from supervision.research.models import Study, StudyPerson, StudyStage
from supervision.research.permissions import LINE, STATES, is_ready_to_publish, may_add, may_publish, may_write

WORDS = (
    "title", "work_group", "task", "subject_group", "project", "year_from", "year_to", "question", "aims", "sample",
    "method", "tools", "others", "source", "url", "summary", "use", "publication",
)  # fmt: skip
YEARS = (2530, 2600)


def pointer_of(study: Study) -> Pointer:
    return Pointer("study", str(study.pk), study.title)


def _trace(study: Study, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor,
        action=f"study.{act}",
        target=pointer_of(study),
        district_code=study.district.code,
        data=data,
        at=at,
    )


def _put(study: Study, values: dict[str, Any]) -> None:
    if unknown := set(values) - set(WORDS):
        raise ValueError(f"not words of a study: {sorted(unknown)}")
    for name, value in values.items():
        setattr(study, name, value.strip() if isinstance(value, str) else value)
    study.title = needed(" ".join(study.title.split()), "กรุณาระบุชื่อเรื่อง", field="title")
    study.url = tidy(study.url) if study.url else ""
    for name in ("year_from", "year_to"):
        if not YEARS[0] <= (getattr(study, name) or 0) <= YEARS[1]:
            raise DomainError("พิมพ์ปีงบประมาณเป็น พ.ศ. เช่น 2568", field=name)
    if study.year_to < study.year_from:
        raise DomainError("ปีสุดท้ายอยู่ก่อนปีแรก", field="year_to")
    for name, key in (("work_group", "district_id"), ("subject_group", "district_id"), ("project", "district_id")):
        row = getattr(study, name)
        if row is not None and getattr(row, key) != study.district_id:
            raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
    if study.task is not None and study.task.work_group_id != study.work_group_id:
        raise DomainError("เลือกงานของกลุ่มงานที่เลือก", field="task")
    if study.is_of_others:
        needed(study.source, "กรุณาระบุแหล่งที่มาของงานวิจัย", field="source")
        needed(study.summary, "กรุณาเขียนสรุปผลการวิจัย", field="summary")


def _named(study: Study, lead: Person | None, members: Sequence[Person]) -> None:
    """The people as given, each once; the lead is no member besides."""
    people = {row.pk: (row, StudyPerson.Part.MEMBER) for row in members}
    if lead is not None:
        people[lead.pk] = (lead, StudyPerson.Part.LEAD)
    for row, _ in people.values():
        if row.district_id != study.district_id or row.school_id is not None:
            raise DomainError("เลือกได้เฉพาะบุคลากรของสำนักงานเขตนี้", field="members")
    if not people and not study.is_of_others:
        raise DomainError("กรุณาเลือกผู้วิจัยอย่างน้อยหนึ่งคน", field="lead")
    study.people.all().delete()
    StudyPerson.objects.bulk_create(StudyPerson(study=study, person=row, part=part) for row, part in people.values())


def _saved(study: Study) -> None:
    try:
        with transaction.atomic():
            study.save()
    except IntegrityError as error:
        if "one_study_per_title" not in str(error):
            raise
        raise DomainError("มีงานวิจัยชื่อนี้ในทะเบียนแล้ว", field="title") from error


def _there(asked: Study, lead: Person | None, members: Sequence[Person]) -> Study | None:
    """The very same study, by the same person and not changed since: a second click."""
    rows = Study.objects.of_district(asked.district).standing()
    found: Study | None = rows.filter(
        title=asked.title, created_by=asked.created_by, stamp=1, kind=asked.kind
    ).first()  # fmt: skip
    people = {row.pk for row in (lead, *members) if row is not None}
    if found is None or not says_the_same(found, asked, WORDS):
        return None
    return found if people == set(found.people.values_list("person", flat=True)) else None


@transaction.atomic
def add_study(
    district: District, *, actor: Any, kind: str, lead: Person | None = None, members: Sequence[Person] = (),
    instruments: Sequence[Any] = (), now: datetime | None = None, **values: Any,
) -> Study:  # fmt: skip
    """Into the register: a study at its proposal, or another's research as summarised; two clicks make one."""
    now = now or timezone.now()
    if not may_add(actor, district):
        raise NotAllowed("เพิ่มงานวิจัยได้เฉพาะบุคลากรของกลุ่มนิเทศฯ")
    if kind not in Study.Kind.values:
        raise DomainError("กรุณาเลือกประเภท", field="kind")
    stage = Study.Stage.SUMMARISED if kind == Study.Kind.OTHER else Study.Stage.PROPOSAL
    made = Study(
        district=district, kind=kind, stage=stage, saved_by=actor, created_by=actor, created_at=now, updated_at=now
    )
    _put(made, values)
    if (found := _there(made, lead, members)) is not None:
        return found
    _saved(made)
    _named(made, lead, members)
    _use(made, instruments)
    StudyStage.objects.create(
        study=made, stage=stage, on=timezone.localdate(now), saved_by=actor, saved_at=now
    )  # fmt: skip
    _trace(made, "added", actor=actor, at=now)
    return made


def _use(study: Study, instruments: Sequence[Any]) -> None:
    if any(row.district_id != study.district_id for row in instruments):
        raise DomainError("เครื่องมือที่เลือกไม่ใช่ของเขตนี้", field="instruments")
    study.instruments.set(instruments)


def _locked(study: Study, actor: Any) -> Study:
    row: Study = (
        Study.objects.select_for_update(of=("self",))
        .select_related("district", "work_group", "task", "subject_group", "project", "saved_by")
        .get(pk=study.pk)
    )
    if not may_write(actor, row):
        raise NotAllowed("แก้ไขได้เฉพาะผู้วิจัย ผู้บันทึก และ ผอ.กลุ่มนิเทศฯ")
    return row


@transaction.atomic
def edit_study(
    study: Study, *, actor: Any, lead: Person | None = None, members: Sequence[Person] = (),
    instruments: Sequence[Any] = (), stamp: int | None = None, now: datetime | None = None, **values: Any,
) -> Study:  # fmt: skip
    """The words and the people; StaleRevision when a colleague saved it since the form was opened."""
    now = now or timezone.now()
    row = _locked(study, actor)
    STATES.next(row.stage, "edit")
    held_since(row, stamp, actor=actor, values=values)
    _put(row, values)
    row.stamp, row.saved_by, row.updated_at = row.stamp + 1, actor, now
    if wanted := lacking(row, row.stage):
        raise DomainError(f"งานวิจัยอยู่ในขั้น{row.get_stage_display()} จึงต้องมี {' '.join(wanted)}")
    _saved(row)
    _named(row, lead, members)
    _use(row, instruments)
    _trace(row, "edited", actor=actor, at=now)
    return row


def lacking(study: Study, stage: str) -> list[str]:
    """What must be written before the study comes to that stage, in Thai words."""
    wanted = []
    if stage in LINE[1:] and not study.question:
        wanted.append("ปัญหาและคำถามวิจัย")
    if stage in LINE[1:] and not study.method:
        wanted.append("วิธีดำเนินการ")
    if stage in LINE[3:]:
        if not study.summary:
            wanted.append("ผลการวิจัยโดยสรุป")
        if not study.url and not attachments_of(pointer_of(study)):
            wanted.append("ไฟล์รายงานหรือลิงก์")
    if stage == Study.Stage.SPREAD and not study.publication:
        wanted.append("การเผยแพร่ผลงาน")
    return wanted


@transaction.atomic
def come_to(
    study: Study, *, actor: Any, stage: str, on: date, note: str = "", now: datetime | None = None
) -> Study:  # fmt: skip
    """The next stage, a later one, or an earlier one with why. The same stage again changes nothing."""
    now = now or timezone.now()
    row = _locked(study, actor)
    STATES.next(row.stage, "move")
    if stage not in LINE:
        raise DomainError("กรุณาเลือกขั้น", field="stage")
    if stage == row.stage:
        return row
    if on > timezone.localdate(now):
        raise DomainError("วันที่ยังมาไม่ถึง", field="on")
    back = LINE.index(Study.Stage(stage)) < LINE.index(Study.Stage(row.stage))
    if back:
        needed(note, "ย้อนขั้นต้องเขียนเหตุผล", field="note")
    elif wanted := lacking(row, stage):
        raise DomainError(f"ยังไม่มี {' '.join(wanted)}", field="stage")
    if back and row.published_at is not None:
        raise DomainError("รายงานเผยแพร่อยู่ กรุณาเลิกเผยแพร่ก่อนย้อนขั้น", field="stage")
    row.stage, row.updated_at = stage, now
    row.save(update_fields=["stage", "updated_at"])
    StudyStage.objects.create(study=row, stage=stage, on=on, note=note.strip(), saved_by=actor, saved_at=now)
    _trace(row, "moved", actor=actor, at=now, stage=row.get_stage_display(), note=note.strip())
    return row


@transaction.atomic
def cancel_study(study: Study, *, actor: Any, reason: str, now: datetime | None = None) -> Study:
    """Out of the register with why; the row stays."""
    now = now or timezone.now()
    row = _locked(study, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    if not row.is_standing:
        return row
    row.stage, row.cancel_reason, row.updated_at = STATES.next(row.stage, "cancel"), reason, now
    row.save(update_fields=["stage", "cancel_reason", "updated_at"])
    publishing.take_back(row)
    StudyStage.objects.create(
        study=row, stage=row.stage, on=timezone.localdate(now), note=reason, saved_by=actor, saved_at=now
    )
    _trace(row, "cancelled", actor=actor, at=now, reason=reason)
    return row


def _to_publish(study: Study, actor: Any) -> Study:
    row: Study = Study.objects.select_for_update(of=("self",)).select_related("district").get(pk=study.pk)
    if not may_publish(actor, row):
        raise NotAllowed("เผยแพร่ได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    return row


@transaction.atomic
def publish_study(study: Study, *, actor: Any, schools: bool, public: bool, now: datetime | None = None) -> Study:
    """To the office's schools, to everyone, or both; again with another choice changes it."""
    now = now or timezone.now()
    row = _to_publish(study, actor)
    if not is_ready_to_publish(row):
        raise DomainError("เผยแพร่ได้เมื่อรายงานเสร็จแล้ว")
    publishing.open_report(row, actor=actor, schools=schools, public=public, now=now)
    to = " และ".join(word for word, on in (("โรงเรียนในสังกัด", schools), ("สาธารณะ", public)) if on)
    _trace(row, "published", actor=actor, at=now, to=to)
    return row


@transaction.atomic
def take_back_study(study: Study, *, actor: Any, now: datetime | None = None) -> Study:
    now = now or timezone.now()
    row = _to_publish(study, actor)
    if publishing.take_back(row):
        _trace(row, "taken_back", actor=actor, at=now)
    return row
