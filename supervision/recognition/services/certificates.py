"""Issue certificates with numbers that have no gap, and cancel them."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, needed
from core.numbers import next_number
from core.thai.years import fiscal_year
from supervision.recognition.models import Award, Certificate, Recipient
from supervision.recognition.services.common import (
    award_pointer,
    certificate_pointer,
    check_honour,
    locked_award,
    trace,
)
from supervision.recognition.services.wording import content_of

SERIES = "certificate"


@transaction.atomic
def issue_certificates(
    award: Award, *, actor: Any, recipient: Recipient | None = None, dated_on: date | None = None,
    now: datetime | None = None,
) -> list[Certificate]:  # fmt: skip
    """One for each who received the award and has none that stands, in their order, or for one of them. Two clicks
    give the same ones; the numbers are of the fiscal year of the day on them."""
    now = now or timezone.now()
    held = locked_award(award)
    check_honour(actor, held.district)
    if held.state != Award.State.ANNOUNCED:
        raise DomainError("ออกเกียรติบัตรได้หลังประกาศแล้ว")
    if not held.gives_certificates:
        raise DomainError("ความดีความชอบไม่ออกเกียรติบัตร")
    rows = held.recipients.standing().exclude(certificates__state=Certificate.State.ISSUED)
    if recipient is not None:
        rows = rows.filter(pk=recipient.pk)
    day = dated_on or held.dated_on or timezone.localdate(now)
    year = fiscal_year(day)
    made = []
    for row in rows.order_by("position", "pk"):
        number = next_number(held.district.code, SERIES, year)
        content = content_of(
            held, name=row.name, detail=row.detail, why=row.why, dated_on=day, number=f"{number}/{year}"
        )
        made.append(
            Certificate.objects.create(
                district=held.district, recipient=row, year=year, number=number, content=content, dated_on=day,
                issued_by=actor, issued_at=now,
            )
        )  # fmt: skip
    if made:
        trace(award_pointer(held), "award.certificates", actor=actor, district=held.district, at=now,
              data={"count": len(made), "first": made[0].number_label, "last": made[-1].number_label})  # fmt: skip
    return made


@transaction.atomic
def cancel_certificate(
    certificate: Certificate, *, actor: Any, reason: str, now: datetime | None = None
) -> Certificate:
    """Its number is not used again; its page says it was cancelled. A second click is the same."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    row: Certificate = (
        Certificate.objects.select_for_update(of=("self",)).select_related("district").get(pk=certificate.pk)
    )
    check_honour(actor, row.district)
    if row.state == Certificate.State.CANCELLED:
        return row
    row.state, row.cancel_reason, row.cancelled_at = Certificate.State.CANCELLED, reason, now
    row.save(update_fields=["state", "cancel_reason", "cancelled_at"])
    trace(certificate_pointer(row), "certificate.cancelled", actor=actor, district=row.district, at=now,
          data={"reason": reason})  # fmt: skip
    return row
