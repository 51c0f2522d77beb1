"""The office's Garuda emblem: an image the office uploads, since no drawing of it is ours to make or give away."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core import audit, files
from core.errors import NotAllowed
from core.models import Attachment
from core.pointers import Pointer
from schools.models import District
from schools.permissions import can_change_settings
from schools.services.locks import lock_district

KIND = "garuda"


def garuda_pointer(district: District) -> Pointer:
    return Pointer(KIND, str(district.pk), f"ตราครุฑ {district}")


def garuda_of(district: District) -> Attachment | None:
    """The emblem now in use; its bytes for print are `core.files.display_bytes`."""
    found = files.attachments_of(garuda_pointer(district))
    return found[-1] if found else None


@transaction.atomic
def set_garuda(district: District, *, actor: Any, upload: UploadedFile) -> Attachment:
    """Put a new image in the place of the old one. DomainError (field "file") for what is no image."""
    if not can_change_settings(actor, district):
        raise NotAllowed("ไม่มีสิทธิ์ตั้งค่าสำนักงานนี้")
    owner = garuda_pointer(district)
    lock_district(district.pk)
    old = files.attachments_of(owner)
    new = files.store(upload, owner=owner, actor=actor, district_code=district.code, allow=("image",))
    for attachment in old:
        if attachment.pk != new.pk:
            files.remove(attachment, actor=actor, owner=owner)
    audit.record(
        actor=actor,
        action="district.garuda",
        target=Pointer("district", str(district.pk), district.name),
        district_code=district.code,
    )
    return new


@transaction.atomic
def drop_garuda(district: District, *, actor: Any) -> None:
    """Back to an empty place in the form."""
    if not can_change_settings(actor, district):
        raise NotAllowed("ไม่มีสิทธิ์ตั้งค่าสำนักงานนี้")
    owner = garuda_pointer(district)
    for attachment in files.attachments_of(owner):
        files.remove(attachment, actor=actor, owner=owner)
