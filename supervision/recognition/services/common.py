"""What the services share: pointers, traces, locked rows, who may."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import DomainError, NotAllowed
from core.pointers import Pointer
from supervision.recognition.models import Award, BestPractice, Certificate, Nomination, Poll
from supervision.recognition.permissions import may_honour


def award_pointer(award: Award) -> Pointer:
    return Pointer("award", str(award.pk), str(award), award.dated_on)


def nomination_pointer(nomination: Nomination) -> Pointer:
    """Says no name: notices about it may be read where the nomination may not."""
    return Pointer("nomination", str(nomination.pk), f"การเสนอชื่อรับ{nomination.award}")


def poll_pointer(poll: Poll) -> Pointer:
    return Pointer("poll", str(poll.pk), str(poll))


def certificate_pointer(certificate: Certificate) -> Pointer:
    return Pointer("certificate", str(certificate.pk), str(certificate), certificate.dated_on)


def practice_pointer(practice: BestPractice) -> Pointer:
    return Pointer("best_practice", str(practice.pk), practice.title)


def trace(
    pointer: Pointer, action: str, *, actor: Any, district: Any, at: datetime, data: dict[str, Any] | None = None
) -> None:
    audit.record(actor=actor, action=action, target=pointer, district_code=district.code, data=data or {}, at=at)


def locked_award(award: Award) -> Award:
    found: Award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("district__settings", "programme__evaluation")
        .get(pk=award.pk)
    )
    return found


def check_honour(actor: Any, district: Any) -> None:
    if not may_honour(actor, district):
        raise NotAllowed("ยกย่องเชิดชูเกียรติได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้ที่ได้รับมอบหมาย")


def to_choose(award: Award, actor: Any) -> Award:
    """The locked award, whose recipients this person may change now."""
    held = locked_award(award)
    check_honour(actor, held.district)
    if not held.is_open:
        raise DomainError("รางวัลนี้ประกาศหรือยกเลิกแล้ว จึงเปลี่ยนรายชื่อไม่ได้")
    return held
