"""Slots of pictures: announced with the visit's text, filled when the whole file has come and its hash fits."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from core import bulk, files
from core.errors import DomainError
from core.files import resumable
from core.models import Attachment
from supervision.capture.reading import Photo, Refusal
from supervision.field.held import fresh_hold
from supervision.field.models import Visit, VisitPhoto
from supervision.field.permissions import may_write
from supervision.field.services import visit_pointer
from supervision.field.services.visits import MAX_PHOTOS

PURPOSE = "visit-photo"
_FACTS = ("caption", "taken_at", "latitude", "longitude", "place_accuracy", "response_id", "item_code")
_ELSEWHERE = "ภาพนี้อยู่ในบันทึกอื่นแล้ว"


def announce(
    visit: Visit, photos: Sequence[Photo], *, actor: Any, now: datetime, fresh: bool = False
) -> tuple[bool, list[Refusal]]:
    """Keep a slot for each picture the phone has, and drop those it removed. Gives whether anything changed, and what
    was refused; the other pictures stay. A visit made in this very transaction (`fresh`) has no pictures yet."""
    if not photos:
        return False, []
    held = {} if fresh else _held(photos)
    sheets = set(visit.sheets.values_list("response_id", flat=True)) if any(photo.sheet for photo in photos) else set()
    errors: list[Refusal] = []
    new: list[VisitPhoto] = []
    changed = False
    for place, photo in enumerate(photos):
        at = f"photos.{place}"
        slot = held.get(photo.id)
        facts = _facts(photo, sheets)
        if slot is None and photo.removed:
            continue
        if slot is None:
            new.append(
                VisitPhoto(
                    id=photo.id, visit=visit, sha256=photo.sha256, size=photo.size, announced_by=actor,
                    announced_at=now, **facts,
                )
            )  # fmt: skip
        elif slot.visit_id != visit.pk:
            errors.append(Refusal("photos", at, _ELSEWHERE))
        elif (slot.sha256, slot.size) != (photo.sha256, photo.size):
            errors.append(Refusal("photos", at, "ภาพนี้ไม่ตรงกับที่แจ้งไว้ครั้งแรก กรุณาเพิ่มเป็นภาพใหม่"))
        else:
            changed = _change(visit, slot, photo, facts, actor=actor, now=now) or changed
    if new:
        free = MAX_PHOTOS if fresh else max(0, MAX_PHOTOS - held_pictures(visit))
        errors += [Refusal("photos", str(slot.pk), f"หนึ่งบันทึกมีภาพได้ไม่เกิน {MAX_PHOTOS} ภาพ") for slot in new[free:]]
        new = new[:free]
        if not fresh:
            _take_what_is_here(visit, new, now)
        if bulk.insert_new(new) < len(new):
            own = set(visit.photos.filter(pk__in=[slot.pk for slot in new]).values_list("pk", flat=True))
            errors += [Refusal("photos", str(slot.pk), _ELSEWHERE) for slot in new if slot.pk not in own]
            new = [slot for slot in new if slot.pk in own]
        if (hold := fresh_hold(visit)) is not None:
            hold.photos += new
    return changed or bool(new), errors


def differs(visit: Visit, photos: Sequence[Photo]) -> bool:
    """Whether `announce` would change something, or refuse it; what only has to arrive is no difference."""
    held = _held(photos)
    return any(_differs(visit, held.get(photo.id), photo) for photo in photos)


def _held(photos: Sequence[Photo]) -> dict[UUID, VisitPhoto]:
    """The slots that are there already, in this visit or another."""
    rows = VisitPhoto.objects.filter(pk__in=[photo.id for photo in photos]).order_by()
    return {row.pk: row for row in rows} if photos else {}


def _differs(visit: Visit, slot: VisitPhoto | None, photo: Photo) -> bool:
    if slot is None:
        return not photo.removed
    if slot.visit_id != visit.pk or photo.removed != (slot.removed_at is not None):
        return True
    if photo.removed:
        return False
    announced = (slot.sha256, slot.size, slot.caption, slot.item_code, slot.response_id)
    return announced != (photo.sha256, photo.size, photo.caption, photo.item, photo.sheet)


def held_pictures(visit: Visit) -> int:
    """Slots in use and pictures that came without one."""
    slots = VisitPhoto.objects.filter(visit=visit, removed_at=None)
    with_slot = {key for key in slots.values_list("attachment", flat=True) if key}
    return slots.count() + len([row for row in files.attachments_of(visit_pointer(visit)) if row.pk not in with_slot])


def leave_sheets(visit: Visit, photos: Sequence[Photo], sheets: Collection[UUID]) -> None:
    """Pictures that are no longer of a sheet which is taken off leave it before it goes: one with pictures stays."""
    moved = [photo.id for photo in photos if photo.sheet not in sheets]
    VisitPhoto.objects.filter(visit=visit, pk__in=moved, response__in=sheets).update(response=None, item_code="")


def _facts(photo: Photo, sheets: set[Any]) -> dict[str, Any]:
    place = photo.place
    return {
        "caption": photo.caption,
        "taken_at": photo.taken_at,
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_accuracy": place.accuracy if place else None,
        "response_id": photo.sheet if photo.sheet in sheets else None,
        "item_code": photo.item,
    }


def _take_what_is_here(visit: Visit, fresh: Sequence[VisitPhoto], now: datetime) -> None:
    """The same picture twice in one record is one file: the second slot needs no second journey."""
    here: dict[str, Attachment] = {}
    if fresh:
        here = {row.file.sha256: row for row in files.attachments_of(visit_pointer(visit))}
    for slot in fresh:
        if (found := here.get(slot.sha256)) is not None:
            slot.attachment, slot.arrived_at = found, now


def _change(visit: Visit, slot: VisitPhoto, photo: Photo, facts: dict[str, Any], *, actor: Any, now: datetime) -> bool:
    if photo.removed:
        return _remove(visit, slot, actor=actor, now=now)
    different = [name for name in _FACTS if getattr(slot, name) != facts[name]]
    if slot.removed_at is not None:
        slot.removed_at, different = None, [*different, "removed_at"]
    for name in set(different) & set(facts):
        setattr(slot, name, facts[name])
    if different:
        slot.save(update_fields=[name.removesuffix("_id") for name in different])
    if "caption" in different and slot.attachment is not None:
        files.describe(slot.attachment, actor=actor, owner=visit_pointer(visit), caption=slot.caption)
    return bool(different)


def _remove(visit: Visit, slot: VisitPhoto, *, actor: Any, now: datetime) -> bool:
    """Taken off on the phone: the slot stays as a trace, its file goes unless another slot shows the same picture."""
    if slot.removed_at is not None:
        return False
    picture = slot.attachment
    slot.removed_at, slot.attachment, slot.arrived_at = now, None, None
    slot.save(update_fields=["removed_at", "attachment", "arrived_at"])
    resumable.forget(PURPOSE, str(slot.pk))
    shared = picture is not None and VisitPhoto.objects.filter(attachment=picture).exists()
    if picture is not None and not shared:
        files.remove(picture, actor=actor, owner=visit_pointer(visit))
    return True


def slot_to_fill(*, key: UUID, visit: UUID, actor: Any) -> VisitPhoto | None:
    """The announced slot of a visit the person may write; None when there is none to be told of."""
    slot = VisitPhoto.objects.select_related("visit__lead").filter(pk=key, visit__public_id=visit).first()
    return slot if slot is not None and may_write(actor, slot.visit) else None


def may_fill(key: UUID, *, actor: Any) -> bool:
    """Another member of the team goes on with a picture that one of them began to send."""
    slot = VisitPhoto.objects.select_related("visit__lead").filter(pk=key).first()
    return slot is not None and may_write(actor, slot.visit)


def keep_file(whole: resumable.Whole, *, actor: Any, now: datetime | None = None) -> VisitPhoto:
    """Hang a whole file, its hash proved, on the visit its slot belongs to. DomainError for what is no picture, and for
    a slot that was taken off meanwhile."""
    rows = VisitPhoto.objects.select_for_update(of=("self",)).select_related("visit__district", "visit__school")
    slot = rows.filter(pk=whole.upload.key, removed_at=None).first()
    if slot is None:
        raise DomainError("ภาพนี้ถูกนำออกจากบันทึกแล้ว")
    visit = slot.visit
    slot.attachment = files.store(
        whole.file, owner=visit_pointer(visit), actor=actor, district_code=visit.district.code, caption=slot.caption,
        allow=("image",),
    )  # fmt: skip
    slot.arrived_at = now or timezone.now()
    slot.save(update_fields=["attachment", "arrived_at"])
    return slot
