"""Signatures drawn on the screen, on the spot: a picture with the time and the hash of what was signed."""

import io
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from PIL import Image, UnidentifiedImageError

from core.errors import DomainError, NotAllowed
from supervision.field.models import Visit, VisitSignature
from supervision.field.permissions import may_write
from supervision.field.sections import SIGNATURES
from supervision.field.services.sections import sign_visit
from supervision.field.services.writing import act, locked, touch, trace

SIGNABLE = (Visit.State.DRAFT, Visit.State.RETURNED, Visit.State.SUBMITTED, Visit.State.ACKNOWLEDGED)
MOST_BYTES = 300_000
# Fewer dark points than this is an empty frame or a slip of the finger.
_LEAST_INK = 60


@act
def sign(
    visit: Visit,
    *,
    actor: Any,
    side: str,
    name: str,
    position: str = "",
    png: bytes,
    phone_at: datetime | None = None,
    public_id: UUID | None = None,
    now: datetime | None = None,
) -> VisitSignature:
    """Keep a signature of one side; one of the same side drawn before is withdrawn, never deleted.

    The team hands its screen over, so only whoever is named on the visit may take one; until the visit is closed.
    """
    now, name = now or timezone.now(), " ".join(name.split())[:200]
    visit = _signable(visit, actor)
    if side not in VisitSignature.Side.values:
        raise DomainError("กรุณาเลือกฝ่ายที่ลงนาม", field="side")
    if not name:
        raise DomainError("กรุณาพิมพ์ชื่อผู้ลงนาม", field="name")
    check_picture(png)
    visit.signatures.filter(side=side, withdrawn_at=None).update(withdrawn_at=now)
    row = {
        "id": public_id or uuid4(), "side": side, "name": name, "position": " ".join(position.split())[:200],
        "png": png, "phone_at": phone_at,
    }  # fmt: skip
    made = sign_visit(visit, actor=actor, row=row, now=now)
    touch(visit, SIGNATURES, actor=actor, now=now)
    trace(visit, actor=actor, at=now, act="signed", data={"person": f"{made.get_side_display()} {name}"})
    return made


@act
def withdraw_signature(
    visit: Visit, *, actor: Any, signature_id: UUID, reason: str, now: datetime | None = None
) -> None:
    """Take a signature back with a reason; it stays in the history."""
    now, reason = now or timezone.now(), reason.strip()
    if not reason:
        raise DomainError("กรุณาเขียนเหตุที่ยกเลิกลายมือชื่อ", field="reason")
    visit = _signable(visit, actor)
    row = visit.signatures.filter(pk=signature_id, withdrawn_at=None).first()
    if row is None:
        return
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    touch(visit, SIGNATURES, actor=actor, now=now)
    words = {"person": f"{row.get_side_display()} {row.name}", "reason": reason}
    trace(visit, actor=actor, at=now, act="unsigned", data=words)


def _signable(visit: Visit, actor: Any) -> Visit:
    found = locked(visit)
    if not may_write(actor, found):
        raise NotAllowed("ให้ลงนามบนจอได้เฉพาะผู้นิเทศและผู้ร่วมนิเทศที่มีชื่อในบันทึกนี้")
    if found.state not in SIGNABLE:
        raise DomainError("บันทึกนี้ปิดหรือยกเลิกแล้ว จึงลงนามเพิ่มไม่ได้")
    return found


def check_picture(png: bytes) -> None:
    """DomainError for what is no picture, too large, or holds no line."""
    if not png:
        raise DomainError("ยังไม่ได้ลงนามในกรอบ", field="png")
    if len(png) > MOST_BYTES:
        raise DomainError("ภาพลายมือชื่อใหญ่เกิน 300 kB", field="png")
    try:
        with Image.open(io.BytesIO(png), formats=["PNG", "JPEG"]) as picture:
            if max(picture.size) > 4000:
                raise DomainError("ภาพลายมือชื่อใหญ่เกิน 4000 จุด", field="png")
            ink = _ink(picture.convert("RGBA"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise DomainError("ไฟล์ลายมือชื่อไม่ใช่ภาพ PNG หรือ JPEG ที่อ่านได้", field="png") from error
    if ink < _LEAST_INK:
        raise DomainError("ยังไม่ได้ลงนามในกรอบ", field="png")


def _ink(picture: Image.Image) -> int:
    """Dark points on white ground."""
    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture)
    return sum(ground.convert("L").histogram()[:128])
