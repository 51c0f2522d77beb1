"""Take evidence up into a store, change its words, withdraw it. The same content gives the row that is there."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core import audit, files, pointers
from core.errors import DomainError, NotAllowed
from core.models import Attachment
from core.pointers import Pointer
from evidence import links, uses
from evidence.models import EvidenceItem
from evidence.models.item import POINTER
from evidence.permissions import can_change_item, may_fill
from evidence.services.quota import check_room
from evidence.signals import item_withdrawn
from schools.models import District, School
from schools.services.locks import lock_district

K = EvidenceItem.Kind
FAMILIES = ("image", "pdf", "office", "media")


def add_file(
    upload: UploadedFile, *, district: District, school: School | None, actor: Any, title: str = "", note: str = ""
) -> EvidenceItem:
    """Keep an uploaded file in a store. DomainError with field "file" for what cannot be kept (core.files) or does not
    fit into the school's quota any more; NotAllowed for who may not fill the store."""
    _may_fill(actor, district, school)
    found = files.examine(upload, allow=FAMILIES, true_name=True)
    stem = found.name.removesuffix(found.kind.extension)
    with transaction.atomic():
        _hold(district, school)
        item = _known(district, school, f"file:{found.sha256}")
        if item is None:
            check_room(district, school, found.size)
            item = _create(
                district, school, K.FILE, f"file:{found.sha256}", actor, title=title or stem, note=note,
                size=found.size,
            )  # fmt: skip
        else:
            _take_back(item, actor=actor)
        # Again for one that is there: its file may have been lost or cleaned away.
        files.store(upload, owner=item.pointer, actor=actor, district_code=district.code, examined=found)
    return item


def add_link(
    url: str, *, district: District, school: School | None, actor: Any, title: str = "", note: str = ""
) -> EvidenceItem:
    """Keep an address; DomainError with field "url" for what is none."""
    _may_fill(actor, district, school)
    kept = links.tidy(url)
    return _kept(
        district, school, K.LINK, links.key_of(kept), actor, title=title.strip() or links.site_of(kept), note=note,
        url=kept,
    )  # fmt: skip


def add_record(
    pointer: Pointer, *, district: District, school: School | None, actor: Any, note: str = ""
) -> EvidenceItem:
    """Keep a record of our own with its label and date of today; DomainError for one the actor may not see."""
    _may_fill(actor, district, school)
    if pointer.kind == POINTER or not pointers.may_view(actor, pointer.kind, pointer.key):
        raise DomainError("ไม่พบรายการนี้ หรือท่านไม่มีสิทธิ์ดู", field="record")
    owner = pointers.provider(pointer.kind)
    if owner.district_code is not None and owner.district_code(pointer.key) != district.code:
        raise DomainError("รายการนี้เป็นของเขตอื่น", field="record")
    if owner.file is not None:
        return _of_file(owner.file(pointer.key), owner.label(pointer.key), district, school, actor, note)
    kept = owner.snapshot(pointer.key) if owner.snapshot is not None else pointer
    label = (kept.label or owner.label(pointer.key))[:300]
    return _kept(
        district, school, K.RECORD, f"record:{pointer.kind}:{pointer.key}", actor, title=label, note=note,
        record_kind=pointer.kind, record_key=str(pointer.key), record_label=label,
        record_date=kept.date, record_hash=kept.hash,
    )  # fmt: skip


def relabel_record(pointer: Pointer, *, hidden: str) -> None:
    """A record is called by the pointer's label from now on in every store, because its owner lets `hidden` be read no
    longer; a name somebody gave it keeps its other words."""
    rows = list(EvidenceItem.objects.filter(kind=K.RECORD, record_kind=pointer.kind, record_key=str(pointer.key)))
    for row in rows:
        own = row.title != row.record_label
        row.title = row.title.replace(hidden, pointer.label)[:300] if own else pointer.label
        row.record_label = pointer.label
    EvidenceItem.objects.bulk_update(rows, ["title", "record_label"])


def _of_file(  # noqa: PLR0917 (one caller, just above)
    upload: UploadedFile | None, label: str, district: District, school: School | None, actor: Any, note: str
) -> EvidenceItem:
    if upload is None:
        raise DomainError("ไฟล์ของรายการนี้หมดอายุแล้ว กรุณาออกเอกสารใหม่ก่อน", field="record")
    with upload:
        return add_file(upload, district=district, school=school, actor=actor, title=label, note=note)


def change_item(item: EvidenceItem, *, actor: Any, title: str, note: str) -> EvidenceItem:
    """Change the words; the content never changes."""
    if not title.strip():
        raise DomainError("กรุณาตั้งชื่อหลักฐาน", field="title")
    with transaction.atomic():
        item = EvidenceItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if not can_change_item(actor, item):
            raise NotAllowed("ท่านแก้ไขหลักฐานนี้ไม่ได้")
        before = {"title": item.title, "note": item.note}
        item.title, item.note = title.strip()[:300], note.strip()
        if before != {"title": item.title, "note": item.note}:
            item.save(update_fields=["title", "note"])
            _trace(item, "evidence.changed", actor, before=before)
    return item


def withdraw(item: EvidenceItem, *, actor: Any, reason: str = "") -> EvidenceItem | None:
    """Take it out of the store: deleted (None) when it proves nothing yet, else marked, which needs a reason."""
    with transaction.atomic():
        item = EvidenceItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        if not can_change_item(actor, item):
            raise NotAllowed("ท่านถอนหลักฐานนี้ไม่ได้")
        if any(kind.uses().filter(item=item).exists() for kind in uses.kinds()):
            if not reason.strip():
                raise DomainError("หลักฐานนี้ใช้อยู่แล้ว กรุณาบอกเหตุที่ถอน", field="reason")
            item.withdrawn_by, item.withdrawn_at, item.withdrawn_reason = actor, timezone.now(), reason.strip()
            item.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
            _trace(item, "evidence.withdrawn", actor, reason=reason.strip())
            item_withdrawn.send(EvidenceItem, item=item, actor=actor)
            return item
        _trace(item, "evidence.deleted", actor, title=item.title)
        for attachment in files.attachments_of(item.pointer):
            files.remove(attachment, actor=actor, owner=item.pointer)
        item.delete()
    return None


def restore(item: EvidenceItem, *, actor: Any) -> EvidenceItem:
    """Take a withdrawn item back."""
    with transaction.atomic():
        item = EvidenceItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        _may_fill(actor, item.district, item.school)
        _take_back(item, actor=actor)
    return item


def file_of(item: EvidenceItem) -> Attachment | None:
    return next(iter(files.attachments_of(item.pointer)), None)


def _may_fill(actor: Any, district: District, school: School | None) -> None:
    if not may_fill(actor, district, school):
        raise NotAllowed("ท่านเพิ่มหลักฐานของหน่วยงานนี้ไม่ได้")


def _hold(district: District, school: School | None) -> None:
    """One at a time into one store, so that a quota holds and two clicks make one; rows that point there may come."""
    if school is None:
        lock_district(district.pk)
    else:
        School.objects.select_for_update(no_key=True).get(pk=school.pk)


def _known(district: District, school: School | None, key: str) -> EvidenceItem | None:
    found: EvidenceItem | None = EvidenceItem.objects.of_owner(district, school).filter(content_key=key).first()
    return found


def _kept(district: District, school: School | None, kind: str, key: str, actor: Any, **facts: Any) -> EvidenceItem:
    with transaction.atomic():
        _hold(district, school)
        item = _known(district, school, key)
        if item is not None:
            _take_back(item, actor=actor)
            return item
        item = _create(district, school, kind, key, actor, **facts)
        _trace(item, "evidence.added", actor, title=item.title)
    return item


def _create(
    district: District, school: School | None, kind: str, key: str, actor: Any, *, title: str, note: str, **facts: Any
) -> EvidenceItem:
    return EvidenceItem.objects.create(
        district=district, school=school, kind=kind, content_key=key, title=title.strip()[:300], note=note.strip(),
        added_by=actor, added_at=timezone.now(), **facts,
    )  # fmt: skip


def _take_back(item: EvidenceItem, *, actor: Any) -> None:
    if item.withdrawn_at is None:
        return
    item.withdrawn_by, item.withdrawn_at, item.withdrawn_reason = None, None, ""
    item.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
    _trace(item, "evidence.restored", actor)


def _trace(item: EvidenceItem, action: str, actor: Any, **data: Any) -> None:
    audit.record(actor=actor, action=action, target=item.pointer, district_code=item.district.code, data=data)
