"""Open an evaluation with its rules, and change them while nothing is published by them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.stamps import held_since
from supervision.improvement.models import Programme
from supervision.indicators.models import Area
from supervision.results.models import Evaluation
from supervision.results.permissions import may_run
from supervision.results.services.common import record, to_run

RULES = ("opens_on", "closes_on", "assessors_wanted", "spread_limit", "rank_by", "tie_by", "shown")
_LAST_DAYS = 60


@transaction.atomic
def open_evaluation(
    programme: Programme, *, actor: Any, opens_on: date | None = None, closes_on: date | None = None,
    now: datetime | None = None, **rules: Any,
) -> Evaluation:  # fmt: skip
    """The evaluation of a programme; one that stands already is given back. Without days told: the programme's last
    sixty. `rules` are assessors_wanted, spread_limit (percent), rank_by, tie_by, shown."""
    now = now or timezone.now()
    if not may_run(actor, programme.district_id):
        raise NotAllowed("เปิดการประเมินผลได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    programme = Programme.objects.select_for_update(of=("self",)).select_related("district").get(pk=programme.pk)
    found = Evaluation.objects.filter(programme=programme).select_related("programme__district").first()
    if found is not None:
        return found
    if not programme.is_open:
        raise DomainError("การขับเคลื่อนของปีนี้ไม่ได้เปิดอยู่ จึงเปิดการประเมินผลไม่ได้")
    made = Evaluation(
        programme=programme, opens_on=opens_on or max(programme.starts_on, programme.ends_on - timedelta(_LAST_DAYS)),
        closes_on=closes_on or programme.ends_on, opened_by=actor, updated_at=now,
    )  # fmt: skip
    _take(made, rules)
    made.save()
    record(made, "opened", actor=actor, at=now)
    return made


@transaction.atomic
def edit_evaluation(
    evaluation: Evaluation, *, actor: Any, stamp: int | None = None, now: datetime | None = None, **rules: Any
) -> Evaluation:
    """Change rules; the next working out obeys them, what is published stays as it was worked out."""
    evaluation = to_run(evaluation, actor)
    held_since(evaluation, stamp, actor=actor, values=rules)
    _take(evaluation, rules)
    evaluation.stamp, evaluation.updated_at = evaluation.stamp + 1, now or timezone.now()
    evaluation.save()
    record(evaluation, "edited", actor=actor, at=evaluation.updated_at)
    return evaluation


def tie_choices(programme: Programme) -> list[tuple[str, str]]:
    """The second criteria there are: none (a shared rank), the gain, or one of the areas."""
    areas = Area.objects.filter(set=programme.set_id).order_by("position")
    return [
        ("", "ไม่เรียงต่อ ให้ลำดับเท่ากัน"),
        ("gain", "พัฒนาการจากข้อมูลฐาน"),
        *((f"area:{area.code}", f"คะแนนด้าน {area}") for area in areas),
    ]


def _take(evaluation: Evaluation, rules: dict[str, Any]) -> None:
    unknown = set(rules) - set(RULES)
    if unknown:
        raise TypeError(f"unknown rules {sorted(unknown)}")
    for name, value in rules.items():
        setattr(evaluation, name, value)
    if evaluation.closes_on < evaluation.opens_on:
        raise DomainError("วันปิดประเมินอยู่ก่อนวันเปิด", field="closes_on")
    if evaluation.assessors_wanted < 1:
        raise DomainError("ต้องมีผู้ประเมินอย่างน้อย 1 คน", field="assessors_wanted")
    if not Decimal(0) <= Decimal(evaluation.spread_limit) <= Decimal(100):
        raise DomainError("คะแนนที่ต่างกันได้ต้องอยู่ระหว่าง 0 ถึง 100", field="spread_limit")
    if evaluation.tie_by not in dict(tie_choices(evaluation.programme)):
        raise DomainError("ไม่มีเกณฑ์เรียงลำดับนี้ในชุดตัวชี้วัดของปี", field="tie_by")
