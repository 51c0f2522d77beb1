"""Findings of a visit; sending the visit opens an action for each (services.cycle)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from core.errors import DomainError
from schools.models import Person
from supervision.field.models import Finding, Visit
from supervision.field.services.writing import FINDINGS, act, locked_for_writing, touch


@act
def save_finding(
    visit: Visit,
    *,
    actor: Any,
    text: str,
    finding: Finding | None = None,
    public_id: UUID | None = None,
    recommendation: str = "",
    owner: Person | None = None,
    owner_label: str = "",
    due_on: date | None = None,
    now: datetime | None = None,
) -> Finding:
    """Write a finding or correct one. Owner and due date may wait while it is a draft; sending asks for them.

    A phone names a new finding itself: `public_id`.
    """
    visit = locked_for_writing(visit, actor)
    text = text.strip()
    if not text:
        raise DomainError("กรุณาเขียนข้อค้นพบ", field="text")
    if due_on is not None and due_on < visit.visited_on:
        raise DomainError("กำหนดแล้วเสร็จอยู่ก่อนวันที่นิเทศ", field="due_on")
    if owner is not None and owner.district_id != visit.district_id:
        raise DomainError("ผู้รับผิดชอบไม่ได้อยู่ในเขตนี้", field="owner")
    if finding is not None:
        finding = visit.findings.filter(pk=finding.pk).first()
    if finding is None:
        last = visit.findings.aggregate(top=Max("position"))["top"] or 0
        named = {"public_id": public_id} if public_id else {}
        finding = Finding(visit=visit, position=last + 1, **named)
    finding.text, finding.recommendation, finding.due_on = text, recommendation.strip(), due_on
    finding.owner, finding.owner_label = owner, " ".join(owner_label.split())[:200] or (str(owner) if owner else "")
    finding.save()
    touch(visit, FINDINGS, actor=actor, now=now or timezone.now())
    return finding


@act
def remove_finding(visit: Visit, *, actor: Any, finding_id: int, now: datetime | None = None) -> None:
    """Only one that was never sent: a sent finding has an action, which is cancelled with a reason instead."""
    visit = locked_for_writing(visit, actor)
    finding = visit.findings.filter(pk=finding_id).first()
    if finding is None:
        return
    if finding.action_id is not None:
        raise DomainError("ข้อค้นพบนี้ส่งไปแล้ว จึงลบไม่ได้ กรุณายกเลิกเรื่องที่ติดตามพร้อมเหตุผล")
    finding.delete()
    touch(visit, FINDINGS, actor=actor, now=now or timezone.now())
