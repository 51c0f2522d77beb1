"""Begin an assessment of an indicator for a fiscal year, and what its other acts share."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import NotAllowed
from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.permissions import may_keep
from kotpn.standards.models import Indicator


@transaction.atomic
def begin(
    indicator: Indicator, *, actor: Any, fiscal_year: int, closes_on: date | None = None, now: datetime | None = None
) -> Assessment:
    """A draft with an empty answer for each issue; the one that stands already, if there is one."""
    now = now or timezone.now()
    district = indicator.standard.set.district
    if not may_keep(actor, district):
        raise NotAllowed("เริ่มการประเมินตนเองของเขตนี้ไม่ได้")
    made, is_new = Assessment.objects.standing().get_or_create(
        district=district, indicator=indicator, fiscal_year=fiscal_year,
        defaults={"closes_on": closes_on, "author": actor, "created_at": now, "updated_at": now},
    )  # fmt: skip
    if is_new:
        IssueAnswer.objects.bulk_create(IssueAnswer(assessment=made, issue=issue) for issue in indicator.issues.all())
    return made
