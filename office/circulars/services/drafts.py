"""Drafts of circulars: begun, from a letter if one likes, changed, thrown away."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from core import files
from core.errors import DomainError, NotAllowed, needed, not_past
from core.pointers import Pointer
from office.circulars.models import Circular
from office.circulars.permissions import may_write
from office.circulars.queries import pointer_of
from office.circulars.services.common import locked, trace
from office.letters.models import Letter
from office.letters.queries import pointer_of as letter_pointer
from schools.models import Cluster, District, Person, School
from schools.services.locks import lock_district

TEXTS = ("title", "body", "office_audience", "school_audience", "people", "clusters", "schools", "due_on")
_MOMENT = timedelta(seconds=30)
_PICKS = {"people": Person, "clusters": Cluster, "schools": School}


@transaction.atomic
def draft_circular(
    district: District, *, actor: Any, letter: Letter | None = None, with_files: bool = True,
    now: datetime | None = None, **values: Any,
) -> Circular:  # fmt: skip
    """Begin a circular. `values` are TEXTS (picks as keys). Of a letter its files come along unless `with_files` is
    off; a secret letter is not passed round. The same draft begun again a moment later is given back."""
    if not may_write(actor, district):
        raise NotAllowed("ท่านทำหนังสือเวียนของสำนักงานนี้ไม่ได้")
    at = now or timezone.now()
    row = Circular(district=district, letter=letter, created_by=actor, created_at=at, updated_at=at)
    check_letter(row, letter)
    _write(row, values, timezone.localdate(at))
    lock_district(district.pk)
    same = Circular.objects.drafts().filter(
        district=district, created_by=actor, title=row.title, body=row.body, letter=letter, created_at__gt=at - _MOMENT
    )
    again: Circular | None = same.first()
    if again is not None:
        return again  # the second of two clicks
    row.save()
    trace(row, "drafted", actor, at)
    if letter is not None and with_files:
        _bring(letter, pointer_of(row), actor, district.code)
    return row


def check_letter(row: Circular, letter: Letter | None) -> None:
    """Asked when the draft begins and again when it is sent: in between a letter may be cancelled or made secret."""
    if letter is None:
        return
    if letter.district_id != row.district_id or letter.state == Letter.State.CANCELLED:
        raise DomainError("เวียนได้เฉพาะหนังสือของสำนักงานนี้ที่ไม่ได้ยกเลิก", field="letter")
    if letter.is_secret:
        raise DomainError("หนังสือที่มีชั้นความลับทำเป็นหนังสือเวียนไม่ได้ ใช้การมอบเป็นรายบุคคล", field="letter")


def _bring(letter: Letter, owner: Pointer, actor: Any, district_code: str) -> None:
    """Hang the files of the letter on the circular too: its readers do not see the letter."""
    for row in files.attachments_of(letter_pointer(letter)):
        with row.file.original.open("rb") as source:
            upload = UploadedFile(source, name=row.name, size=row.file.size)
            files.store(upload, owner=owner, actor=actor, district_code=district_code, caption=row.caption)


def _write(row: Circular, values: Mapping[str, Any], today: date) -> None:
    if unknown := set(values) - set(TEXTS):
        raise ValueError(f"a circular has no {sorted(unknown)}")
    not_past(values.get("due_on"), today, "วันที่ให้รับทราบภายในผ่านไปแล้ว", field="due_on", was=row.due_on)
    for name, value in values.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.title = needed(row.title, "กรุณาเขียนเรื่อง", field="title")[:400]
    for name, model in _PICKS.items():
        keys = sorted({int(key) for key in getattr(row, name)})
        manager: Any = model._default_manager
        if manager.filter(pk__in=keys, district=row.district_id).count() != len(keys):
            raise DomainError("มีผู้รับที่ไม่ใช่ของสำนักงานนี้", field=name)
        setattr(row, name, keys)


@transaction.atomic
def edit_circular(circular: Circular, *, actor: Any, now: datetime | None = None, **values: Any) -> Circular:
    """Change a draft; one that was sent is frozen."""
    row = locked(circular, actor, "edit")
    row.updated_at = now or timezone.now()
    _write(row, values, timezone.localdate(row.updated_at))
    row.save(update_fields=[*values, "updated_at"])
    trace(row, "edited", actor, row.updated_at)
    return row


@transaction.atomic
def delete_draft(circular: Circular, *, actor: Any) -> None:
    """A draft never had a number; what had one is cancelled. Its files go too."""
    row = locked(circular, actor, "delete")
    owner = pointer_of(row)
    trace(row, "deleted", actor, timezone.now(), title=row.title)
    for attachment in files.attachments_of(owner):
        files.remove(attachment, actor=actor, owner=owner)
    row.delete()
