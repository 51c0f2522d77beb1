"""A file saved on a phone ("บันทึกเป็นไฟล์"), brought to a desk: the last rope when a phone cannot send."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import files, notify
from core.errors import DomainError, NotAllowed
from schools.models import Person
from schools.scope import holds
from supervision.capture.reading import read
from supervision.capture.services.ingest import Answer, ingest
from supervision.capture.values import Wrong
from supervision.field.models import VisitPhoto
from supervision.field.services import visit_pointer
from supervision.field.services.writing import trace, visit_url

MOST_VISITS = 100
_UNREADABLE = "ไฟล์นี้ไม่ใช่ไฟล์บันทึกการนิเทศที่บันทึกจากโทรศัพท์"


@dataclass(frozen=True)
class Brought:
    """What became of one visit of the file: `photos` came with it, `absent` are known of and have not come."""

    id: str
    answer: Answer
    photos: int
    absent: int = 0


def bring(content: bytes, *, actor: Any, district: Any, now: datetime | None = None) -> list[Brought]:
    """Take in every visit of a saved file, each in a transaction of its own; the same file twice changes nothing.

    One's own file is taken as one's phone would send it. Another's only by the group director of an office in which the
    file's owner makes visits: the owner stays the author, is told, and sends the visit themself, since nobody may
    both write in another's name and decide on it. DomainError for what is no such file.
    """
    saved = _parsed(content)
    owner = User.objects.filter(pk=saved["user"], is_active=True).first()
    own = owner is not None and owner.pk == actor.pk
    if owner is None or not (own or _may_bring(actor, owner, district)):
        raise NotAllowed("ไฟล์นี้เป็นของผู้อื่น นำเข้าแทนได้เฉพาะ ผอ.กลุ่มนิเทศฯ ของเขตที่ผู้นั้นเป็นศึกษานิเทศก์")
    return [_one(row, owner=owner, actor=actor, own=own, district=district, now=now) for row in saved["visits"]]


def _may_bring(actor: Any, owner: User, district: Any) -> bool:
    return (
        holds(actor, "visit.close", district=district)
        and holds(owner, "visit.write", district=district)
        and Person.objects.working().filter(user=owner, district=district).exists()
    )


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        saved = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise DomainError(_UNREADABLE, field="file") from None
    known = isinstance(saved, dict) and saved.get("nithet") == "visits" and saved.get("format") == 1
    if not known or type(saved.get("user")) is not int or not 0 < saved["user"] < 2**63:
        raise DomainError(_UNREADABLE, field="file")
    visits = saved.get("visits")
    if not isinstance(visits, list) or len(visits) > MOST_VISITS:
        raise DomainError(f"หนึ่งไฟล์มีบันทึกได้ไม่เกิน {MOST_VISITS} ครั้ง", field="file")
    return saved


def _one(raw: Any, *, owner: User, actor: Any, own: bool, district: Any, now: datetime | None) -> Brought:
    key = str(raw.get("id", ""))[:36] if isinstance(raw, dict) else ""
    try:
        document = read({**raw, "device": "file"} if isinstance(raw, dict) else raw, UUID(key))
    except (Wrong, ValueError) as wrong:
        return Brought(key, Answer("unreadable", message=getattr(wrong, "message", _UNREADABLE)), 0)
    if not own and not district.schools.filter(pk=document.school).exists():
        return Brought(key, Answer("no_school", message="โรงเรียนของบันทึกนี้ไม่ได้อยู่ในเขตนี้"), 0)
    with transaction.atomic():
        answer = ingest(document, actor=owner, now=now, may_submit=own, may_correct=own)
        visit = answer.visit
        if visit is None:
            return Brought(key, answer, 0)
        kept = _photos(visit, raw.get("files"), actor=owner, now=now)
        if not own and (answer.outcome != "same" or kept):
            trace(visit, actor=actor, act="brought", at=now, data={"person": str(owner)})
            notify.send(
                [owner], code="visit.brought", title=f"นำเข้าบันทึกจากไฟล์ของท่าน: {visit.school}"[:300],
                body=f"{actor} นำเข้าให้ กรุณาตรวจแล้วส่งด้วยตนเอง", url=visit_url(visit), pointer=visit_pointer(visit),
                district_code=visit.district.code,
            )  # fmt: skip
        absent = VisitPhoto.objects.filter(visit=visit, removed_at=None, attachment=None).count()
    return Brought(key, answer, kept, absent)


def _photos(visit: Any, given: Any, *, actor: Any, now: datetime | None) -> int:
    """Fill the slots whose pictures came with the file; one that does not fit its hash stays empty."""
    found = 0
    if not isinstance(given, dict):
        return found
    for slot in VisitPhoto.objects.filter(visit=visit, removed_at=None, attachment=None):
        text = given.get(str(slot.pk))
        try:
            content = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
        except (binascii.Error, ValueError):
            continue
        if hashlib.sha256(content).hexdigest() != slot.sha256:
            continue
        try:
            slot.attachment = files.store(
                SimpleUploadedFile(f"{slot.pk}.jpg", content), owner=visit_pointer(visit), actor=actor,
                district_code=visit.district.code, caption=slot.caption, allow=("image",),
            )  # fmt: skip
        except DomainError:
            continue
        slot.arrived_at = now or timezone.now()
        slot.save(update_fields=["attachment", "arrived_at"])
        found += 1
    return found
