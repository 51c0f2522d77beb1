"""Publish a report of results: to chosen schools, each with its own figures, and to everyone where marked public."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError, NotAllowed
from kotpn.monitoring.models import ResultReport, ResultSchool
from kotpn.monitoring.permissions import RESULT_STATES, may_publish
from kotpn.monitoring.queries.results import own_figures
from kotpn.monitoring.services.results import locked, record, report_pointer
from schools.models import School
from schools.queries import people_of_schools


def _to_publish(report: ResultReport, actor: Any, act: str) -> ResultReport:
    report = locked(report)
    if not may_publish(actor, report):
        raise NotAllowed("เผยแพร่ผลได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    RESULT_STATES.next(report.state, act)
    return report


@transaction.atomic
def publish(
    report: ResultReport, *, actor: Any, schools: Collection[School], public: bool = False, now: datetime | None = None,
    today: date | None = None,
) -> ResultReport:  # fmt: skip
    """Open a noted report to these schools, told once each, and with `public` to everyone by its address.

    Publishing again sets whom it is for anew; figures of a school are those of the day it was first published to it.
    """
    now = now or timezone.now()
    report = _to_publish(report, actor, "publish")
    if not schools and not public:
        raise DomainError("เลือกโรงเรียนอย่างน้อยหนึ่งแห่ง หรือเผยแพร่ต่อสาธารณะ", field="schools")
    if any(school.district_id != report.committee.district_id for school in schools):
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="schools")
    wanted = {school.pk: school for school in schools}
    held = set(report.schools.values_list("school", flat=True))
    report.schools.exclude(school__in=wanted).delete()
    new = [school for key, school in wanted.items() if key not in held]
    figures = own_figures(report, new, today=today or timezone.localdate(now))
    ResultSchool.objects.bulk_create(ResultSchool(report=report, school=one, own=figures[one.pk]) for one in new)
    report.published_at, report.published_by, report.is_public, report.updated_at = now, actor, public, now
    report.public_key = (report.public_key or secrets.token_urlsafe(16)) if public else ""
    report.save(update_fields=["published_at", "published_by", "is_public", "public_key", "updated_at"])
    record(report, "published", actor=actor, at=now, schools=len(wanted), public="และต่อสาธารณะ" if public else "")
    people = people_of_schools([one.pk for one in new], timezone.localdate(now)) if new else {}
    notify.send(
        {user.pk: user for users in people.values() for user in users}.values(), code="monitoring_result.published",
        title="เผยแพร่ผลการติดตามถึงโรงเรียน", body=report.title, url=reverse("monitoring:result", args=[report.pk]),
        pointer=report_pointer(report), district_code=report.committee.district.code, now=now,
    )  # fmt: skip
    return report


@transaction.atomic
def withhold(report: ResultReport, *, actor: Any, now: datetime | None = None) -> ResultReport:
    """Take it back from schools and from the public; the public address does not come again."""
    now = now or timezone.now()
    report = _to_publish(report, actor, "withhold")
    if report.published_at is None:
        return report
    report.published_at, report.is_public, report.public_key, report.updated_at = None, False, "", now
    report.save(update_fields=["published_at", "is_public", "public_key", "updated_at"])
    record(report, "withheld", actor=actor, at=now)
    return report


def note_read(report: ResultReport, *, actor: Any, schools: Collection[int], now: datetime | None = None) -> None:
    """A school's own people opened it; the first time counts."""
    report.schools.filter(school__in=schools, read_at=None).update(read_at=now or timezone.now(), read_by=actor)
