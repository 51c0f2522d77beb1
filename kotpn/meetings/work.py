"""What the office's own work would put on an agenda: visits, findings, SARs, levels, reports, gatherings."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from core.pointers import Pointer
from core.thai.dates import date_range, thai_date
from kotpn.meetings.models import Meeting, SectionKind
from kotpn.meetings.sources import AgendaSource, Proposal, register_source
from meetings.models import Gathering
from processes.models import Action
from processes.queries import counts
from qa.levels.queries.latest import latest_levels
from qa.sar.queries.standing import standing
from supervision.field.queries import latest_period
from supervision.field.queries.since import visited
from supervision.reporting.queries import approved_between

A_YEAR = timedelta(days=365)
_NAMED = 10
# Committees are told of matters from their own resolutions as such, not as findings.
_NOT_FINDINGS = ("resolution",)
GROUP = "ผอ.กลุ่มนิเทศฯ"


def span_of(meeting: Meeting, since: date | None) -> tuple[date, date]:
    """The days an agenda looks back on: after the last meeting, a year where there was none, until today."""
    until = min(timezone.localdate(), meeting.held_on)
    first = since + timedelta(days=1) if since else until - A_YEAR
    return min(first, until), until


def _key(meeting: Meeting, since: date | None) -> str:
    """The same stretch of work is the same matter, however often the agenda is drafted."""
    return since.isoformat() if since else f"first-{meeting.pk}"


def visits(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    district, (first, last) = meeting.committee.district, span_of(meeting, since)
    found = visited(district, first, last)
    if not found.visits:
        return
    period = latest_period(district, last)
    distance = f" เป็นการนิเทศทางไกล {found.at_a_distance:,} ครั้ง" if found.at_a_distance else ""
    words = f"นิเทศ {found.visits:,} ครั้ง ใน {found.schools:,} จาก {found.of_schools:,} โรงเรียน"
    yield Proposal(
        title=f"ผลการนิเทศ ติดตาม และประเมินผล {date_range(first, last)}",
        source=Pointer("visit_results", _key(meeting, since), "ผลการนิเทศ", last),
        background=f"ระหว่าง {date_range(first, last)} {words}{distance}",
        point="เพื่อโปรดทราบ", why=words, presenter_label=GROUP,
        papers=(("document", "supervision-report", {"period": period.code}, f"รายงานผลการนิเทศ {period.label}"),),
    )  # fmt: skip


def findings(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    today = span_of(meeting, since)[1]
    rows = Action.objects.of_district(meeting.committee.district).unfinished().exclude(source_kind__in=_NOT_FINDINGS)
    found = counts(rows, today)
    if not found.unfinished:
        return
    late = list(rows.overdue(today).select_related("school").order_by("due_on", "pk")[:_NAMED])
    lines = [
        f"- {row.school.name + ': ' if row.school else ''}{row.text[:120]} (กำหนด {thai_date(row.due_on, 'short')})"
        for row in late
    ]
    words = f"ยังไม่เสร็จ {found.unfinished:,} เรื่อง เลยกำหนด {found.overdue:,} เรื่อง"
    more = [f"และอีก {found.overdue - len(late):,} เรื่อง"] if found.overdue > len(late) else []
    yield Proposal(
        title="ข้อค้นพบจากการนิเทศที่ยังไม่เสร็จ",
        source=Pointer("open_findings", _key(meeting, since), "ข้อค้นพบ", today),
        background="\n".join([words, *(["ที่เลยกำหนด"] if lines else []), *lines, *more]),
        point="เพื่อโปรดทราบและให้ข้อเสนอแนะ", why=words, presenter_label=GROUP,
    )  # fmt: skip


def sar(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    found = standing(meeting.committee.district, today=span_of(meeting, since)[1])
    if found is None or not found.board.total:
        return
    told = found.board
    sent = told.submitted + told.accepted
    words = f"ส่งแล้ว {sent:,} จาก {told.total:,} โรงเรียน รับแล้ว {told.accepted:,} เลยกำหนด {told.overdue:,}"
    yield Proposal(
        title=f"การส่งรายงานการประเมินตนเอง (SAR) ปีการศึกษา {found.call.academic_year}",
        source=Pointer("sar_standing", f"{found.call.pk}.{_key(meeting, since)}", str(found.call), found.call.due_on),
        background=f"กำหนดส่ง {thai_date(found.call.due_on)} {words}", point="เพื่อโปรดทราบ", why=words,
        presenter_label=GROUP,
    )  # fmt: skip


def levels(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    found = latest_levels(meeting.committee.district)
    if found is None or (since and timezone.localdate(found.changed_at) <= since):
        return
    title = f"สรุปผลการประเมินคุณภาพการศึกษาของสถานศึกษา ปีการศึกษา {found.year}"
    yield Proposal(
        title=title, source=Pointer("level_summary", f"{found.year}.{_key(meeting, since)}", title),
        background=f"ประเมินตนเองแล้ว {found.schools:,} โรงเรียน จำนวนและร้อยละตามระดับคุณภาพอยู่ในเอกสารประกอบ",
        point="เพื่อโปรดทราบ", why=f"มีระดับคุณภาพ {found.schools:,} โรงเรียน", presenter_label=GROUP,
        papers=(("document", "qa-district-summary", {"year": found.year}, title),),
    )  # fmt: skip


def reports(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    for paper in approved_between(meeting.committee.district, *span_of(meeting, since)):
        day = thai_date(timezone.localdate(paper.approved_at), "short")
        params = {"period": paper.period_code, "cluster": paper.cluster_id or "", "form": paper.form}
        yield Proposal(
            title=paper.title, source=Pointer("report_paper", str(paper.pk), paper.title),
            background=paper.summary, point="เพื่อโปรดทราบ", why=f"อนุมัติเมื่อ {day}", presenter_label=GROUP,
            papers=(("document", "supervision-report", params, paper.title),),
        )  # fmt: skip


def gatherings(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    first, last = span_of(meeting, since)
    rows = Gathering.objects.of_district(meeting.committee.district).filter(
        state=Gathering.State.HELD, held_on__range=(first, last)
    )
    held = list(rows.order_by("held_on", "pk"))
    if not held:
        return
    lines = [f"- {thai_date(row.held_on, 'short')} {row.title}" for row in held[:_NAMED]]
    more = [f"และอีก {len(held) - _NAMED:,} ครั้ง"] if len(held) > _NAMED else []
    words = f"จัดแล้ว {len(held):,} ครั้ง"
    yield Proposal(
        title="การประชุม อบรม และกิจกรรมที่กลุ่มนิเทศฯ จัด",
        source=Pointer("held_gatherings", _key(meeting, since), "การประชุมและกิจกรรม", last),
        background="\n".join([words, *lines, *more]), point="เพื่อโปรดทราบ", why=words, presenter_label=GROUP,
        papers=tuple(("document", "gathering-report", {"gathering": row.pk}, row.title) for row in held[:3]),
    )  # fmt: skip


def register() -> None:
    for key, thai, gather in (
        ("visits", "ผลการนิเทศ", visits), ("findings", "ข้อค้นพบ", findings), ("sar", "SAR", sar),
        ("levels", "ระดับคุณภาพ", levels), ("reports", "รายงานที่อนุมัติ", reports),
        ("gatherings", "การประชุมและกิจกรรม", gatherings),
    ):  # fmt: skip
        register_source(AgendaSource(key, thai, SectionKind.INFORM, gather))
