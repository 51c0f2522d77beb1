"""A folder on its way: sent, passed on, signed, returned, taken back, chased, put away."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, needed
from core.thai.dates import thai_date
from office.folders.models import Folder, Movement
from office.folders.permissions import STATES
from office.folders.queries import pointer_of
from office.folders.services.common import locked, moved, person_of_office
from schools.models import Person

A = Movement.Act


def _tell(folder: Folder, user: Any, code: str, title: str, body: str = "", *, dedupe: str = "") -> None:
    notify.send(
        [user], code=f"folder.{code}", title=f"{title}: {folder.title}", body=body,
        url=reverse("folders:folder", args=[folder.pk]), pointer=pointer_of(folder), district_code=folder.district.code,
        dedupe_key=dedupe,
    )  # fmt: skip


def _goes(
    row: Folder, act: str, *, actor: Any, at: datetime, holder: Person | None = None, note: str = "", state: str
) -> Folder:
    """Set where it is now and write the movement."""
    row.state, row.holder, row.since, row.chased_at = state, holder, at, None
    row.save(update_fields=["state", "holder", "since", "chased_at"])
    moved(row, act, actor=actor, at=at, person=holder, note=note)
    if holder is not None:
        _tell(row, holder.user, "sent", f"แฟ้มเสนอ{row.get_purpose_display()}", note)
    return row


@transaction.atomic
def send_folder(folder: Folder, *, actor: Any, person: Person, note: str = "", now: datetime | None = None) -> Folder:
    """From its owner to the first, or after mending or signing to another person. A folder that is there already is
    given back as it is."""
    current = Folder.objects.select_for_update(of=("self",)).get(pk=folder.pk)
    if current.state == Folder.State.OUT and current.holder_id == getattr(person, "pk", None):
        return current
    row = locked(folder, actor, "send")
    if not row.papers.exists():
        raise DomainError("แฟ้มยังไม่มีเอกสาร กรุณาใส่เอกสารอย่างน้อยหนึ่งเรื่องก่อนเสนอ")
    holder = person_of_office(row, person)
    return _goes(row, A.SENT, actor=actor, at=now or timezone.now(), holder=holder, note=note, state=Folder.State.OUT)


@transaction.atomic
def pass_folder(folder: Folder, *, actor: Any, person: Person, note: str = "", now: datetime | None = None) -> Folder:
    """Whoever has it sends it on, with an opinion."""
    row = locked(folder, actor, "pass")
    holder = person_of_office(row, person)
    if holder.pk == row.holder_id:
        raise DomainError("แฟ้มอยู่ที่บุคคลนี้แล้ว กรุณาเลือกผู้อื่น", field="person")
    return _goes(row, A.PASSED, actor=actor, at=now or timezone.now(), holder=holder, note=note, state=Folder.State.OUT)


@transaction.atomic
def sign_folder(
    folder: Folder, *, actor: Any, note: str = "", person: Person | None = None, now: datetime | None = None
) -> Folder:
    """The holder signed; it goes on to `person`, or back to its owner."""
    row = locked(folder, actor, "sign")
    at = now or timezone.now()
    signer = row.holder
    onward = person_of_office(row, person) if person is not None else None
    if onward is not None and signer is not None and onward.pk == signer.pk:
        raise DomainError("แฟ้มอยู่ที่บุคคลนี้แล้ว กรุณาเลือกผู้อื่น", field="person")
    moved(row, A.SIGNED, actor=actor, at=at, person=signer, note=note)
    if onward is not None:
        return _goes(row, A.PASSED, actor=actor, at=at, holder=onward, state=Folder.State.OUT)
    row.state, row.holder, row.since, row.chased_at = Folder.State.SIGNED, None, at, None
    row.save(update_fields=["state", "holder", "since", "chased_at"])
    _tell(row, row.created_by, "signed", "ลงนามแล้ว", note)
    return row


@transaction.atomic
def return_folder(folder: Folder, *, actor: Any, reason: str, now: datetime | None = None) -> Folder:
    """Back to its owner to be mended; the reason is told."""
    row = locked(folder, actor, "return")
    reason = needed(reason, "กรุณาเขียนว่าต้องแก้ไขอะไร")
    done = _goes(
        row, A.RETURNED, actor=actor, at=now or timezone.now(), note=reason, state=STATES.next(row.state, "return")
    )
    _tell(row, row.created_by, "returned", "ส่งกลับแก้ไข", reason)
    return done


@transaction.atomic
def take_back(folder: Folder, *, actor: Any, reason: str, now: datetime | None = None) -> Folder:
    """Its owner or the desk takes it back unsigned; who had it is told."""
    row = locked(folder, actor, "take_back")
    reason = needed(reason, "กรุณาเขียนเหตุที่นำแฟ้มกลับ")
    had = row.holder
    done = _goes(row, A.TAKEN_BACK, actor=actor, at=now or timezone.now(), note=reason, state=Folder.State.PREPARING)
    if had is not None:
        _tell(row, had.user, "taken_back", "นำแฟ้มกลับ", reason)
    return done


@transaction.atomic
def chase_folder(folder: Folder, *, actor: Any, now: datetime | None = None) -> Folder:
    """Remind whoever has it: once a day, however often it is pressed."""
    row = locked(folder, actor, "chase")
    at = now or timezone.now()
    today = timezone.localdate(at)
    if row.chased_at is not None and timezone.localdate(row.chased_at) == today:
        return row
    row.chased_at = at
    row.save(update_fields=["chased_at"])
    moved(row, A.CHASED, actor=actor, at=at, person=row.holder)
    if row.holder is not None:
        _tell(
            row, row.holder.user, "chased", "ตามแฟ้มเสนอ", f"อยู่ที่ท่านตั้งแต่ {thai_date(row.since, 'short')}",
            dedupe=f"folder-chase-{row.pk}-{today:%Y%m%d}",
        )  # fmt: skip
    return row


@transaction.atomic
def close_folder(folder: Folder, *, actor: Any, note: str = "", now: datetime | None = None) -> Folder:
    """Put away after signing, with where the papers went."""
    current = Folder.objects.select_for_update(of=("self",)).get(pk=folder.pk)
    if current.state == Folder.State.CLOSED:
        return current
    row = locked(folder, actor, "close")
    return _goes(row, A.CLOSED, actor=actor, at=now or timezone.now(), note=note, state=Folder.State.CLOSED)


@transaction.atomic
def cancel_folder(folder: Folder, *, actor: Any, reason: str, now: datetime | None = None) -> Folder:
    """Its number stays used."""
    row = locked(folder, actor, "cancel")
    row.cancel_reason = needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")[:2000]
    row.save(update_fields=["cancel_reason"])
    return _goes(
        row, A.CANCELLED, actor=actor, at=now or timezone.now(), note=row.cancel_reason, state=Folder.State.CANCELLED
    )
