"""The instrument itself and the front of a draft: make it, say what it is for, choose its bands, delete a draft."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from instruments.models import BandSet, Instrument, InstrumentVersion
from instruments.permissions import may_begin, may_write
from instruments.services.building import instrument_pointer, locked_draft, new_draft, touch, version_pointer
from instruments.services.parts import CODE
from schools.models import District, WorkGroup
from schools.queries import work_groups_of
from schools.scope import holds
from schools.services.locks import lock_district


def make_instrument(
    district: District, *, actor: Any, code: str, name: str, subject: str, work_group: WorkGroup | None = None,
    note: str = "",
) -> InstrumentVersion:  # fmt: skip
    """A new instrument with its first, empty draft. Pressed twice, the first one is given again.

    NotAllowed for who may not begin one here; DomainError for a code that is taken or no code, an empty name.
    """
    code, name = code.strip(), " ".join(name.split())
    if not may_begin(actor, district):
        raise NotAllowed("สร้างเครื่องมือได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงาน")
    if not CODE.fullmatch(code):
        raise DomainError(
            "รหัสเครื่องมือขึ้นต้นด้วยตัวอักษร ใช้ได้เฉพาะตัวอักษร ตัวเลข . _ และ - ไม่เกิน 60 ตัว ห้ามเว้นวรรค", field="code"
        )
    if not name:
        raise DomainError("กรุณาเขียนชื่อเครื่องมือ", field="name")
    if subject not in Instrument.Subject.values:
        raise DomainError("กรุณาเลือกว่าใช้กับอะไร", field="subject")
    work_group = _group(actor, district, work_group)
    with transaction.atomic():
        lock_district(district.pk)
        held = Instrument.objects.filter(district=district, code=code).first()
        if held is not None:
            untouched = held.versions.filter(number=1, lock_version=1, state=InstrumentVersion.State.DRAFT).first()
            same = (held.name, held.subject, held.work_group) == (name, subject, work_group)
            if same and untouched is not None and held.versions.count() == 1:
                return untouched
            raise DomainError(f"รหัส “{code}” เป็นของเครื่องมือ “{held.name}” แล้ว กรุณาใช้รหัสอื่น", field="code")
        made = Instrument.objects.create(
            district=district, code=code, name=name, subject=subject, work_group=work_group, note=note.strip()
        )
        audit.record(
            actor=actor, action="instrument.made", target=instrument_pointer(made), district_code=district.code
        )
        return new_draft(made, actor=actor)


def save_instrument(
    instrument: Instrument, *, actor: Any, name: str, subject: str, work_group: WorkGroup | None, note: str,
    is_active: bool,
) -> Instrument:  # fmt: skip
    """Change what the instrument is called and whose it is; what it is for stands once a version was published."""
    name = " ".join(name.split())
    if not name:
        raise DomainError("กรุณาเขียนชื่อเครื่องมือ", field="name")
    with transaction.atomic():
        found = Instrument.objects.select_for_update(of=("self",)).select_related("district").get(pk=instrument.pk)
        if not may_write(actor, found):
            raise NotAllowed("แก้ไขได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
        if subject != found.subject:
            if found.versions.exclude(state=InstrumentVersion.State.DRAFT).exists():
                raise DomainError(
                    f"เครื่องมือนี้เผยแพร่แล้ว ใช้กับ{found.get_subject_display()}ต่อไป หากต้องการใช้กับสิ่งอื่นกรุณาสร้างเครื่องมือใหม่",
                    field="subject",
                )
            if subject not in Instrument.Subject.values:
                raise DomainError("กรุณาเลือกว่าใช้กับอะไร", field="subject")
        if work_group != found.work_group:
            work_group = _group(actor, found.district, work_group)
        found.name, found.subject, found.work_group = name, subject, work_group
        found.note, found.is_active = note.strip(), is_active
        found.save(update_fields=["name", "subject", "work_group", "note", "is_active"])
        audit.record(
            actor=actor, action="instrument.changed", target=instrument_pointer(found),
            district_code=found.district.code, data={"active": is_active},
        )  # fmt: skip
    return found


def save_front(
    version: InstrumentVersion, *, actor: Any, instructions: str, source: str, band_set: BandSet | None,
    lock_version: int | None,
) -> InstrumentVersion:  # fmt: skip
    """Words at the head of a draft and the bands its scores are read by; StaleRevision when the draft moved on."""
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        if band_set is not None and band_set.district_id != draft.instrument.district_id:
            raise DomainError("เกณฑ์นี้เป็นของเขตอื่น", field="band_set")
        if band_set is not None and not band_set.is_active and band_set.pk != draft.band_set_id:
            raise DomainError("เกณฑ์นี้เลิกใช้แล้ว กรุณาเลือกเกณฑ์อื่น", field="band_set")
        draft.instructions, draft.source, draft.band_set = instructions.strip(), source.strip(), band_set
        draft.save(update_fields=["instructions", "source", "band_set"])
        touch(draft, actor=actor, act="instrument.written", data={"part": "front"})
    return draft


def delete_draft(version: InstrumentVersion, *, actor: Any) -> bool:
    """Delete a draft, and the instrument with it when that was all of it and nothing else names it.

    True when the instrument is gone too; DomainError for a version that was published.
    """
    with transaction.atomic():
        draft = locked_draft(version, actor=actor)
        instrument, pointer = draft.instrument, version_pointer(draft)
        draft.delete()
        audit.record(
            actor=actor, action="instrument.draft_deleted", target=pointer, district_code=instrument.district.code
        )
        if instrument.versions.exists():
            return False
        try:
            with transaction.atomic():
                instrument.delete()
        except ProtectedError:
            return False
    return True


def _group(actor: Any, district: District, group: WorkGroup | None) -> WorkGroup | None:
    """A group of this office; who writes only for their own groups must name one of them."""
    if group is not None and group.district_id != district.pk:
        raise DomainError("กลุ่มงานนี้เป็นของเขตอื่น", field="work_group")
    if actor is audit.SYSTEM or holds(actor, "instrument.write", district=district):
        return group
    own = work_groups_of(actor, district, timezone.localdate())
    if group is None and len(own) == 1:
        return WorkGroup.objects.get(pk=next(iter(own)))
    if group is None or group.pk not in own:
        raise DomainError("กรุณาเลือกกลุ่มงานของท่านเป็นเจ้าของเครื่องมือ", field="work_group")
    return group
