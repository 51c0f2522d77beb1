"""Make instruments and write the content of a draft version, whole or piece by piece.

A version that is published or has sheets is frozen: to change it is to begin a new draft from it.
"""

from typing import Any

from django.db import transaction
from django.db.models import Max

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from instruments.content import FormContent, content_of
from instruments.models import Instrument, InstrumentVersion, Item, ItemLevel, Section
from instruments.permissions import may_write

MOST_ITEMS = 300


def instrument_pointer(instrument: Instrument) -> Pointer:
    return Pointer("instrument", str(instrument.pk), f"เครื่องมือ {instrument.name}")


def version_pointer(version: InstrumentVersion) -> Pointer:
    return Pointer("instrument-version", str(version.pk), f"{version.instrument.name} รุ่นที่ {version.number}")


def new_draft(
    instrument: Instrument, *, actor: Any, from_version: InstrumentVersion | None = None
) -> InstrumentVersion:
    """The instrument's draft: the one there is, or a new one with the content, bands and words of `from_version`.

    NotAllowed unless the actor may write the instrument. Two clicks give the same draft.
    """
    with transaction.atomic():
        locked = _locked(instrument, actor)
        held = locked.versions.filter(state=InstrumentVersion.State.DRAFT).first()
        if held is not None:
            return held
        last = locked.versions.aggregate(top=Max("number"))["top"] or 0
        draft = InstrumentVersion.objects.create(instrument=locked, number=last + 1)
        if from_version is not None:
            if from_version.instrument_id != locked.pk:
                raise DomainError("รุ่นที่ใช้เป็นต้นแบบเป็นของเครื่องมืออื่น")
            draft.band_set_id, draft.language = from_version.band_set_id, from_version.language
            draft.save(update_fields=["band_set", "language"])
            _write(draft, content_of(from_version))
        audit.record(
            actor=actor, action="instrument.drafted", target=version_pointer(draft), district_code=locked.district.code,
            data={"from": from_version.number if from_version else None},
        )  # fmt: skip
    return draft


def replace_content(
    version: InstrumentVersion, *, actor: Any, content: FormContent, lock_version: int | None = None
) -> InstrumentVersion:
    """Write a draft's whole content anew. `lock_version` is what the writer saw: StaleRevision when it moved on.

    DomainError for a code used twice or more than MOST_ITEMS items; then nothing is written.
    """
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        _check(content)
        draft.sections.all().delete()
        _write(draft, content)
        touch(draft, actor=actor, act="instrument.written")
    return draft


def locked_draft(version: InstrumentVersion, *, actor: Any, lock_version: int | None = None) -> InstrumentVersion:
    """The draft as it stands, held until the transaction ends; refused when it is none, or moved on."""
    _locked(version.instrument, actor)
    found = InstrumentVersion.objects.select_for_update(of=("self",)).select_related("instrument__district").get(
        pk=version.pk
    )  # fmt: skip
    if found.state != InstrumentVersion.State.DRAFT:
        raise DomainError("รุ่นนี้เผยแพร่หรือเลิกใช้แล้ว จึงแก้ไม่ได้ กรุณาทำร่างรุ่นใหม่จากรุ่นนี้")
    if lock_version is not None and found.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ร่างนี้หลังจากที่ท่านเปิดหน้า กรุณาเทียบแล้วบันทึกอีกครั้ง")
    return found


def touch(draft: InstrumentVersion, *, actor: Any, act: str, data: dict[str, Any] | None = None) -> None:
    """Note that the draft changed; `act` is a registered audit code."""
    draft.lock_version += 1
    draft.save(update_fields=["lock_version"])
    audit.record(
        actor=actor, action=act, target=version_pointer(draft), district_code=draft.instrument.district.code, data=data
    )


def _locked(instrument: Instrument, actor: Any) -> Instrument:
    found = Instrument.objects.select_for_update(of=("self",)).select_related("district").get(pk=instrument.pk)
    if not may_write(actor, found):
        raise NotAllowed("แก้ไขได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
    return found


def _check(content: FormContent) -> None:
    codes: set[str] = set()
    for number, item in enumerate(content.items(), start=1):
        if item.code in codes:
            raise DomainError(f"รหัสข้อ “{item.code}” ซ้ำ (ข้อที่ {number}) รหัสข้อใช้ได้ครั้งเดียวในหนึ่งรุ่น", field="code")
        codes.add(item.code)
    if len(codes) > MOST_ITEMS:
        raise DomainError(f"เครื่องมือหนึ่งรุ่นมีได้ไม่เกิน {MOST_ITEMS} ข้อ")


def _write(draft: InstrumentVersion, content: FormContent) -> None:
    draft.instructions, draft.source = content.instructions, content.source
    draft.save(update_fields=["instructions", "source"])
    for place, part in enumerate(content.sections, start=1):
        section = Section.objects.create(
            version=draft, position=place, code=part.code, title=part.title, note=part.note, relevant=part.relevant
        )
        items = Item.objects.bulk_create(
            Item(
                section=section, position=position, code=line.code, kind=line.kind, text=line.text,
                help_text=line.help_text, required=line.required, weight=line.weight, relevant=line.relevant,
                constraint=line.constraint, constraint_message=line.constraint_message, whole=line.whole,
                choice_list=line.choice_list,
            )
            for position, line in enumerate(part.items, start=1)
        )  # fmt: skip
        ItemLevel.objects.bulk_create(
            ItemLevel(item=item, value=level.value, label=level.label, description=level.description, code=level.code)
            for item, line in zip(items, part.items, strict=True)
            for level in line.levels
        )
