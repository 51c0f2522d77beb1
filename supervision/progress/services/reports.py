"""รายงานความก้าวหน้าเร็ว: sent from a phone, maybe twice and maybe hours after it was written; it arrives once."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import files, notify
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from schools.queries import holders, supervisors_of
from supervision.improvement.models import Participation, Programme
from supervision.improvement.models.programme import Use
from supervision.progress import permissions
from supervision.progress.models import ProgressReport, ProgressValue, ReportArea, SchoolIndicator
from supervision.progress.queries.frame import frame_of, indicators_in
from supervision.progress.queries.silence import silent_parts
from supervision.progress.scales import refusal
from supervision.progress.services.common import locked, refuse_unless_running, trace
from supervision.progress.services.sheet import tell_schools

KIND = "progress_report"
MOST_PHOTOS = 6
LONGEST = 2000


def report_pointer(report: ProgressReport) -> Pointer:
    return Pointer(KIND, str(report.pk), str(report), report.reported_on)


def send_report(
    part: Participation, *, actor: Any, public_id: UUID, areas: Mapping[int, str], told: str = "",
    help_wanted: str = "", values: Mapping[int, Decimal] | None = None, photos: Collection[UploadedFile] = (),
    reported_on: date | None = None, now: datetime | None = None,
) -> tuple[ProgressReport, bool]:  # fmt: skip
    """A report and whether it is new: the same `public_id` again, from a second press or an answer that was lost on
    the way, gives the report that is there.

    `areas` says how each area goes (at least one); `values` are indicators' new values. A day in the future, which a
    phone with a wrong clock sends, counts as today. DomainError with `field` for what cannot be taken.
    """
    now = now or timezone.now()
    try:
        with transaction.atomic():
            return _sent(
                part, actor=actor, public_id=public_id, areas=areas, told=told, help_wanted=help_wanted,
                values=values or {}, photos=photos, reported_on=reported_on, now=now,
            )  # fmt: skip
    except IntegrityError:
        # Two sends of one report at the same moment: the other one was first.
        held = ProgressReport.objects.filter(public_id=public_id).select_related("participation").first()
        if held is None:
            raise
        return _own(held, part, actor), False


def _own(held: ProgressReport, part: Participation, actor: Any) -> ProgressReport:
    if held.reported_by_id != actor.pk or held.participation_id != part.pk:
        raise DomainError("รหัสรายงานนี้ใช้แล้ว โปรดเปิดหน้ารายงานใหม่")
    return held


def _sent(
    part: Participation, *, actor: Any, public_id: UUID, areas: Mapping[int, str], told: str, help_wanted: str,
    values: Mapping[int, Decimal], photos: Collection[UploadedFile], reported_on: date | None, now: datetime,
) -> tuple[ProgressReport, bool]:  # fmt: skip
    part = locked(part)
    if not permissions.may_report(actor, part):
        raise NotAllowed("รายงานได้เฉพาะคนของโรงเรียน ผู้ติดตาม และคณะทำงานของโรงเรียนนี้")
    held = ProgressReport.objects.filter(public_id=public_id).first()
    if held is not None:
        return _own(held, part, actor), False
    refuse_unless_running(part)
    today = timezone.localdate(now)
    day = min(reported_on or today, today)
    if day < part.programme.starts_on:
        raise DomainError("วันที่รายงานอยู่ก่อนวันเริ่มของปีนี้", field="reported_on")
    if len(photos) > MOST_PHOTOS:
        raise DomainError(f"แนบภาพได้ไม่เกิน {MOST_PHOTOS} ภาพ", field="photos")
    told, help_wanted = told.strip()[:LONGEST], help_wanted.strip()[:LONGEST]
    frames = frame_of(part.programme, Use.PROGRESS, kind=part.school.kind)
    states = _checked_areas({frame.area.pk for frame in frames}, areas)
    figures = _checked_values(indicators_in(frames), values)
    school = permissions.writes_for(actor, part)
    report = ProgressReport.objects.create(
        public_id=public_id, participation=part, told=told, help_wanted=help_wanted, reported_on=day,
        reported_as=ProgressReport.As.SCHOOL if school else ProgressReport.As.TEAM, reported_by=actor, created_at=now,
    )  # fmt: skip
    ReportArea.objects.bulk_create(
        ReportArea(report=report, area_id=key, status=state) for key, state in states.items()
    )
    ProgressValue.objects.bulk_create(
        ProgressValue(report=report, indicator_id=key, value=value) for key, value in figures.items()
    )
    _make_current(part, figures, day, actor=actor, now=now)
    for photo in photos:
        files.store(
            photo,
            owner=report_pointer(report),
            actor=actor,
            district_code=part.programme.district.code,
            allow=("image",),
        )
    trace(part, "reported", actor=actor, at=now, data={"day": str(day)})
    if report.help_wanted and school:
        _ask_for_help(part, report, now)
    return report, True


def _checked_areas(asked: set[int], areas: Mapping[int, str]) -> dict[int, str]:
    known = {key: state for key, state in areas.items() if key in asked and state in ReportArea.Status.values}
    if not known:
        raise DomainError("โปรดแตะบอกสภาพอย่างน้อยหนึ่งด้าน", field="areas")
    return known


def _checked_values(asked: Mapping[int, Any], values: Mapping[int, Decimal]) -> dict[int, Decimal]:
    found = {}
    for key, value in values.items():
        if key not in asked:
            continue
        problem = refusal(asked[key], value)
        if problem:
            raise DomainError(f"{asked[key].code} {problem}", field=f"value_{key}")
        found[key] = value
    return found


def _make_current(part: Participation, figures: Mapping[int, Decimal], day: date, *, actor: Any, now: datetime) -> None:
    """The newest told value stands, whatever order reports arrive in."""
    rows = {
        row.indicator_id: row
        for row in SchoolIndicator.objects.filter(participation=part, indicator__in=figures).select_for_update()
    }
    changed = []
    for key, value in figures.items():
        row = rows.get(key) or SchoolIndicator(participation=part, indicator_id=key)
        if row.current_on is not None and row.current_on > day:
            continue
        row.current, row.current_on, row.updated_by, row.updated_at = value, day, actor, now
        changed.append(row)
    SchoolIndicator.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["participation", "indicator"],
        update_fields=["current", "current_on", "updated_by", "updated_at"],
    )  # fmt: skip


def _ask_for_help(part: Participation, report: ProgressReport, now: datetime) -> None:
    today = timezone.localdate(now)
    people = [row.person.user for row in supervisors_of(part.school, today)]
    people += holders("group_director", part.programme.district, today)
    notify.send(
        people, code="progress.help_wanted", title=f"{part.school} ขอให้ช่วย", body=report.help_wanted,
        url=reverse("progress:report-page", args=[report.pk]), pointer=report_pointer(report),
        district_code=part.programme.district.code, now=now,
    )  # fmt: skip


@transaction.atomic
def cancel_report(report: ProgressReport, *, actor: Any, reason: str, now: datetime | None = None) -> ProgressReport:
    """Set a wrong report aside with a reason; the values before it stand again. Pressed twice it is cancelled once."""
    now = now or timezone.now()
    part = locked(report.participation)
    held = ProgressReport.objects.select_for_update().get(pk=report.pk)
    if held.reported_by_id != actor.pk and not permissions.runs(actor, part.programme):
        raise NotAllowed("ยกเลิกรายงานได้เฉพาะผู้รายงานและผู้ขับเคลื่อนของสำนักงาน")
    if held.cancelled_reason:
        return held
    if not part.programme.is_open:
        raise DomainError("การขับเคลื่อนปีนี้สิ้นสุดแล้ว จึงยกเลิกรายงานไม่ได้")
    held.cancelled_reason = needed(reason, "โปรดบอกเหตุที่ยกเลิก")
    held.save(update_fields=["cancelled_reason"])
    _fall_back(part, held, actor=actor, now=now)
    trace(part, "report_cancelled", actor=actor, at=now, data={"day": str(held.reported_on), "reason": reason})
    return held


def _fall_back(part: Participation, report: ProgressReport, *, actor: Any, now: datetime) -> None:
    """Values that came from the cancelled report give way to the newest one still told."""
    keys = list(report.values.values_list("indicator_id", flat=True))
    newest: dict[int, ProgressValue] = {}
    told = ProgressValue.objects.filter(
        report__participation=part, report__cancelled_reason="", indicator__in=keys
    ).select_related("report")
    for value in told.order_by("report__reported_on", "report_id"):
        newest[value.indicator_id] = value
    rows = SchoolIndicator.objects.filter(participation=part, indicator__in=keys, current_on=report.reported_on)
    for row in rows.select_for_update():
        left = newest.get(row.indicator_id)
        row.current = left.value if left else None
        row.current_on = left.report.reported_on if left else None
        row.updated_by, row.updated_at = actor, now
        row.save(update_fields=["current", "current_on", "updated_by", "updated_at"])


@transaction.atomic
def remind_reports(programme: Programme, *, actor: Any, now: datetime | None = None) -> int:
    """Tell schools whose last report is older than the programme asks for, once a day; gives how many people."""
    now = now or timezone.now()
    if not permissions.runs(actor, programme):
        raise NotAllowed("เตือนโรงเรียนได้เฉพาะผู้ขับเคลื่อนของสำนักงาน")
    if not programme.is_open:
        raise DomainError("การขับเคลื่อนปีนี้สิ้นสุดแล้ว")
    late = [row.part for row in silent_parts(programme, today=timezone.localdate(now))]
    return tell_schools(
        late, code="progress.report_reminded", title="โปรดรายงานความก้าวหน้า", address="progress:report", now=now
    )
