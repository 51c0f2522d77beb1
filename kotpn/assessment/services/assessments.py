"""Begin an assessment of an indicator for a fiscal year, name who answers for its issues, judge where people judge."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed, needed
from core.thai.dates import thai_date
from core.thai.years import fiscal_label, fiscal_range
from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.permissions import may_keep
from kotpn.assessment.services.common import assessment_pointer, to_keep, touch, trace
from kotpn.standards.models import Indicator, OfficeStandardSet
from schools.models import Person


@transaction.atomic
def begin(
    indicator: Indicator, *, actor: Any, fiscal_year: int, closes_on: date | None = None, now: datetime | None = None
) -> Assessment:
    """A draft with an empty answer for each issue; the one that stands already, if there is one. The set must be
    published and cover the year, which has begun."""
    now = now or timezone.now()
    set_ = indicator.standard.set
    district = set_.district
    if not may_keep(actor, district):
        raise NotAllowed("เริ่มการประเมินตนเองของเขตนี้ไม่ได้")
    found = Assessment.objects.standing().filter(indicator=indicator, fiscal_year=fiscal_year).first()
    if found is not None:
        return found
    if set_.state != OfficeStandardSet.State.PUBLISHED:
        raise DomainError(f"ชุดมาตรฐาน “{set_.name}” ยังไม่ได้ประกาศใช้ หรือเลิกใช้แล้ว", field="indicator")
    if not set_.covers(fiscal_year):
        raise DomainError(f"ชุดมาตรฐานนี้ใช้กับ{set_.years_label}", field="fiscal_year")
    if fiscal_range(fiscal_year)[0] > timezone.localdate(now):
        raise DomainError(f"{fiscal_label(fiscal_year)} ยังไม่เริ่ม", field="fiscal_year")
    _check_closing(closes_on, fiscal_year)
    made, is_new = Assessment.objects.standing().get_or_create(
        district=district, indicator=indicator, fiscal_year=fiscal_year,
        defaults={"closes_on": closes_on, "author": actor, "created_at": now, "updated_at": now},
    )  # fmt: skip
    if is_new:
        IssueAnswer.objects.bulk_create(IssueAnswer(assessment=made, issue=issue) for issue in indicator.issues.all())
        trace(made, "begun", actor=actor, at=now, year=fiscal_year)
    return made


@transaction.atomic
def set_closing(
    assessment: Assessment, *, actor: Any, closes_on: date | None, now: datetime | None = None
) -> Assessment:
    """The day by which owners hand in their evidence; None takes it away."""
    now = now or timezone.now()
    held = to_keep(assessment, actor, "edit")
    _check_closing(closes_on, held.fiscal_year)
    if held.closes_on == closes_on:
        return held
    held.closes_on = closes_on
    held.save(update_fields=["closes_on"])
    touch(held, now)
    trace(held, "closing", actor=actor, at=now, day=thai_date(closes_on, "short") or "ไม่กำหนด")
    return held


@transaction.atomic
def name_owner(answer: IssueAnswer, *, actor: Any, owner: Person | None, now: datetime | None = None) -> IssueAnswer:
    """Who answers for the issue, and is told so; None names nobody."""
    now = now or timezone.now()
    held = to_keep(answer.assessment, actor, "edit")
    row = IssueAnswer.objects.select_related("issue", "owner").get(pk=answer.pk)
    row.assessment = held
    if owner is not None and (owner.district_id != held.district_id or not owner.is_active):
        raise DomainError("เลือกได้เฉพาะบุคลากรที่ยังปฏิบัติงานในเขตนี้", field="owner")
    if row.owner_id == (owner.pk if owner is not None else None):
        return row
    row.owner = owner
    row.save(update_fields=["owner"])
    touch(held, now)
    trace(held, "owner", actor=actor, at=now, issue=row.issue.number, owner=str(owner) if owner else "ไม่ระบุ")
    if owner is not None and owner.user is not None and owner.user.pk != actor.pk:
        notify.send(
            [owner.user], code="office_assessment.owner", title=f"ท่านรับผิดชอบประเด็นที่ {row.issue.number}",
            body=f"{held}\n{row.issue}", url=reverse("assessment:assessment", args=[held.pk]),
            pointer=assessment_pointer(held), district_code=held.district.code, now=now,
        )  # fmt: skip
    return row


@transaction.atomic
def judge_level(
    assessment: Assessment, *, actor: Any, level: int | None, reason: str, now: datetime | None = None
) -> Assessment:
    """The level of an indicator whose official table is not known, given by a person with a reason; None takes it
    back."""
    now = now or timezone.now()
    held = to_keep(assessment, actor, "edit")
    if held.indicator.rule != Indicator.Rule.JUDGED:
        raise DomainError("ตัวบ่งชี้นี้มีเกณฑ์ให้ระดับ จึงตัดสินเองไม่ได้", field="level")
    if level is not None:
        if not held.indicator.standard.set.labels.filter(value=level).exists():
            raise DomainError("ไม่มีระดับนี้ในชุดมาตรฐาน", field="level")
        reason = needed(reason, "กรุณาบอกเหตุผลของระดับที่ตัดสิน")
    else:
        reason = ""
    if (held.judged_level, held.judged_reason) == (level, reason):
        return held
    held.judged_level, held.judged_reason = level, reason
    held.save(update_fields=["judged_level", "judged_reason"])
    touch(held, now)
    trace(held, "judged", actor=actor, at=now, level=level if level is not None else "–", reason=reason)
    return held


def _check_closing(day: date | None, fiscal_year: int) -> None:
    if day is not None and day < fiscal_range(fiscal_year)[0]:
        raise DomainError("วันปิดรับหลักฐานอยู่ก่อนเริ่มปีงบประมาณ", field="closes_on")
