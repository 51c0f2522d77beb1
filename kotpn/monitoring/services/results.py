"""Write the report of a period's results and put it to the committee."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.approvals.content import content_hash
from core.errors import NotAllowed, needed
from core.missing import refuse_if_missing
from core.pointers import Pointer
from core.stamps import held_since
from kotpn.committee.models import Committee
from kotpn.committee.permissions import can_keep
from kotpn.minutes.models import Resolution
from kotpn.monitoring.missing import missing_of_report
from kotpn.monitoring.models import PlanArea, ResultArea, ResultReport
from kotpn.monitoring.permissions import RESULT_STATES, can_write
from kotpn.monitoring.queries.results import content_of
from supervision.field.queries import Period

_TITLE = "รายงานผลการติดตาม ตรวจสอบ ประเมินผล และนิเทศการจัดการศึกษา {}"
TEXTS = ("title", "summary", "suggestions")
AREA_TEXTS = ("found", "problems", "suggestions")


def report_pointer(report: ResultReport) -> Pointer:
    return Pointer("monitoring_result", str(report.pk), report.title, report.period_start, report.content_hash)


def record(report: ResultReport, act: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"monitoring_result.{act}", target=report_pointer(report),
        district_code=report.committee.district.code, data=data, at=at,
    )  # fmt: skip


def locked(report: ResultReport) -> ResultReport:
    ResultReport.objects.select_for_update().values_list("pk").get(pk=report.pk)
    return ResultReport.objects.select_related("committee__district__settings", "saved_by").get(pk=report.pk)


def to_write(report: ResultReport, actor: Any, act: str = "edit") -> ResultReport:
    report = locked(report)
    if not can_write(actor, report):
        raise NotAllowed("จัดทำรายงานผลการติดตามได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    RESULT_STATES.next(report.state, act)
    return report


@transaction.atomic
def begin_report(committee: Committee, *, actor: Any, period: Period, now: datetime | None = None) -> ResultReport:
    """The report of a term or fiscal year; the one that stands already is given back."""
    now = now or timezone.now()
    if not can_keep(actor, committee):
        raise NotAllowed("จัดทำรายงานผลการติดตามได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    committee = Committee.objects.select_for_update(of=("self",)).select_related("district").get(pk=committee.pk)
    found = committee.result_reports.exclude(state=ResultReport.State.CANCELLED).filter(period_code=period.code).first()
    if found is not None:
        return found
    report = ResultReport.objects.create(
        committee=committee, period_code=period.code, period_label=period.label, period_start=period.start,
        title=_TITLE.format(" ".join(period.label.split())), created_by=actor,
        saved_by=actor, created_at=now, updated_at=now,
    )  # fmt: skip
    ResultArea.objects.bulk_create(ResultArea(report=report, area=area) for area in PlanArea.values)
    record(report, "begun", actor=actor, at=now)
    return report


@transaction.atomic
def save_report(
    report: ResultReport, *, actor: Any, texts: Mapping[str, str], areas: Mapping[str, Mapping[str, str]] | None = None,
    stamp: int | None = None, now: datetime | None = None,
) -> ResultReport:  # fmt: skip
    """Texts of the report and, by area, of its areas; StaleRevision when it was saved since the form with this
    `stamp` was opened."""
    now = now or timezone.now()
    report = to_write(report, actor)
    told = {name: texts[name].strip() for name in TEXTS if name in texts}
    rows = {row.area: row for row in report.areas.all()}
    parts = [
        (rows[area], name, values[name].strip())
        for area, values in (areas or {}).items() for name in AREA_TEXTS if name in values
    ]  # fmt: skip
    same = all(getattr(row, name).splitlines() == text.splitlines() for row, name, text in parts)
    held_since(report, stamp, actor=actor, values=told if same else None)
    for name, text in told.items():
        setattr(report, name, text)
    needed(report.title, "กรุณากรอกชื่อรายงาน", field="title")
    for row, name, text in parts:
        setattr(row, name, text)
    ResultArea.objects.bulk_update(rows.values(), AREA_TEXTS)
    report.stamp, report.saved_by, report.updated_at = report.stamp + 1, actor, now
    report.save()
    record(report, "saved", actor=actor, at=now)
    return report


@transaction.atomic
def send_report(
    report: ResultReport, *, actor: Any, now: datetime | None = None, today: date | None = None
) -> ResultReport:
    """Fix texts and figures for the committee; sent already, nothing happens."""
    now = now or timezone.now()
    report = locked(report)
    if report.state == ResultReport.State.SENT and can_write(actor, report):
        return report
    report = to_write(report, actor, "send")
    refuse_if_missing(missing_of_report(report))
    report.frozen = content_of(report, today=today or timezone.localdate(now))
    report.content_hash = content_hash(report.frozen)
    report.state, report.updated_at = RESULT_STATES.next(report.state, "send"), now
    report.save(update_fields=["frozen", "content_hash", "state", "updated_at"])
    record(report, "sent", actor=actor, at=now)
    return report


@transaction.atomic
def withdraw_report(report: ResultReport, *, actor: Any, now: datetime | None = None) -> ResultReport:
    """Take it back before the committee took note of it."""
    now = now or timezone.now()
    report = to_write(report, actor, "withdraw")
    report.state, report.updated_at = RESULT_STATES.next(report.state, "withdraw"), now
    report.save(update_fields=["state", "updated_at"])
    record(report, "withdrawn", actor=actor, at=now)
    return report


def note_report(report: ResultReport, resolution: Resolution, *, actor: Any, now: datetime) -> None:
    """The committee took note of it; a report that is not before the committee stays as it is."""
    report = locked(report)
    if not RESULT_STATES.allows(report.state, "note"):
        return
    report.state, report.resolution, report.updated_at = RESULT_STATES.next(report.state, "note"), resolution, now
    report.save(update_fields=["state", "resolution", "updated_at"])
    record(report, "noted", actor=actor, at=now, resolution=resolution.reference)


@transaction.atomic
def cancel_report(report: ResultReport, *, actor: Any, reason: str, now: datetime | None = None) -> ResultReport:
    """Nothing that was begun is deleted; the period is free for another report."""
    now, reason = now or timezone.now(), needed(reason, "กรุณาเขียนเหตุที่ยกเลิก")
    report = locked(report)
    if report.state == ResultReport.State.CANCELLED:
        return report
    report = to_write(report, actor, "cancel")
    report.state, report.cancel_reason, report.updated_at = ResultReport.State.CANCELLED, reason, now
    report.save(update_fields=["state", "cancel_reason", "updated_at"])
    record(report, "cancelled", actor=actor, at=now, reason=reason)
    return report
