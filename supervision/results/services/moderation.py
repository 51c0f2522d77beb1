"""ตกลงคะแนนร่วมกัน: the one value people agreed on where assessors lay too far apart."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.errors import DomainError, StaleRevision, needed
from supervision.improvement.models import Participation
from supervision.indicators.models import Indicator
from supervision.results.models import Evaluation, Moderation, Score
from supervision.results.queries.asked import indicators_in_use
from supervision.results.services.common import record, to_run
from supervision.results.services.sheets import on_scale


@transaction.atomic
def moderate(
    evaluation: Evaluation, participation: Participation, indicator: Indicator, *, actor: Any, value: Decimal | int,
    reason: str, stamp: int = 0, now: datetime | None = None,
) -> Moderation:  # fmt: skip
    """`stamp` is what was read before: 0 where nothing was agreed yet. Who comes second with an old stamp is refused,
    so that two final scores never stand for one indicator."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุผลที่ตกลงคะแนนนี้")
    evaluation = to_run(evaluation, actor)
    used = {row.pk for row in indicators_in_use(evaluation.programme) if row.source == Indicator.Source.ASSESSOR}
    if participation.programme_id != evaluation.programme_id or not participation.is_in or indicator.pk not in used:
        raise DomainError("ตัวชี้วัดหรือโรงเรียนนี้ไม่อยู่ในการประเมิน")
    try:
        number = on_scale(indicator, value)
    except DomainError as error:
        raise DomainError(error.message, field="value") from error
    if not Score.objects.filter(
        sheet__evaluation=evaluation, sheet__participation=participation, sheet__state="submitted",
        sheet__person__isnull=False, indicator=indicator,
    ).exists():  # fmt: skip
        raise DomainError("ยังไม่มีผู้ประเมินส่งคะแนนตัวชี้วัดนี้ จึงยังไม่มีอะไรให้ตกลงร่วมกัน")
    found = (
        Moderation.objects.select_for_update(of=("self",))
        .filter(evaluation=evaluation, participation=participation, indicator=indicator)
        .select_related("decided_by")
        .first()
    )
    if found is not None and found.stamp != stamp:
        raise StaleRevision(f"{found.decided_by} ตกลงคะแนนนี้เป็น {found.value.normalize():f} ไปแล้ว กรุณาเทียบแล้วบันทึกอีกครั้ง")
    if found is None:
        found = Moderation(evaluation=evaluation, participation=participation, indicator=indicator, stamp=0)
    found.value, found.reason, found.decided_by, found.decided_at = number, reason, actor, now
    found.stamp += 1
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as clash:
        raise StaleRevision("มีผู้อื่นตกลงคะแนนตัวชี้วัดนี้ในเวลาเดียวกัน กรุณาเทียบแล้วบันทึกอีกครั้ง") from clash
    record(
        evaluation, "moderated", actor=actor, at=now, school=str(participation.school), code=indicator.code,
        value=f"{number.normalize():f}", reason=reason,
    )  # fmt: skip
    return found
