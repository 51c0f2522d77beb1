"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from core import audit, navigation, slots
from core.pointers import Pointer, Provider, register_provider
from core.slots import Block
from evidence import proofs
from kotpn.meetings.models import Meeting, SectionKind
from kotpn.meetings.sources import AgendaSource, Proposal, register_source
from kotpn.minutes.signals import resolution_recorded
from kotpn.monitoring import yearly
from kotpn.monitoring.models import Consideration, MonitoringPlan, PlanLine, ResultReport, ResultSchool
from kotpn.monitoring.proofs import RESULTS
from kotpn.monitoring.services import plan_pointer, report_pointer, take_resolution
from schools.scope import reach, register_path

ACTS = {
    "monitoring_plan.begun": "เริ่มแผนการติดตาม",
    "monitoring_plan.saved": "บันทึกแผน",
    "monitoring_plan.line_added": "เพิ่มประเด็น: {topic}",
    "monitoring_plan.line_changed": "แก้ประเด็น: {topic}",
    "monitoring_plan.line_dropped": "นำประเด็นออก: {topic}",
    "monitoring_plan.drawn": "ดึงจากแผนนิเทศ {lines} ประเด็น",
    "monitoring_plan.sent": "เสนอคณะกรรมการ ฉบับที่ {revision}",
    "monitoring_plan.withdrawn": "ถอนแผนคืน",
    "monitoring_plan.considered": "คณะกรรมการ{decision} ({resolution})",
    "monitoring_plan.reopened": "ปรับแผนที่เห็นชอบแล้ว",
    "monitoring_plan.cancelled": "ยกเลิกแผน: {reason}",
    "monitoring_result.begun": "เริ่มรายงานผลการติดตาม",
    "monitoring_result.saved": "บันทึกรายงาน",
    "monitoring_result.sent": "เสนอคณะกรรมการ",
    "monitoring_result.withdrawn": "ถอนรายงานคืน",
    "monitoring_result.noted": "คณะกรรมการรับทราบ ({resolution})",
    "monitoring_result.published": "เผยแพร่ถึง {schools} โรงเรียน {public}",
    "monitoring_result.withheld": "เลิกเผยแพร่",
    "monitoring_result.cancelled": "ยกเลิกรายงาน: {reason}",
}
_SHOWN = 3


def _plan(key: str) -> MonitoringPlan:
    return MonitoringPlan.objects.select_related("committee__district").get(pk=int(key))


def _report(key: str) -> ResultReport:
    return ResultReport.objects.select_related("committee__district").get(pk=int(key))


def plans_to_consider(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    """Plans put to this committee and not answered yet."""
    rows = Consideration.objects.filter(
        plan__committee=meeting.committee_id, decision=Consideration.Decision.WAITING
    ).select_related("plan")
    for row in rows.order_by("sent_at"):
        yield Proposal(
            title=row.plan.title, source=plan_pointer(row.plan), point="เพื่อโปรดพิจารณาให้ความเห็นชอบ",
            background=row.plan.rationale, why=f"เสนอคณะกรรมการ ฉบับที่ {row.revision} รอความเห็นชอบ",
            papers=(("document", "monitoring-plan", {"plan": str(row.plan_id)}),),
        )  # fmt: skip


def reports_to_note(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    """Reports of results put to this committee."""
    rows = ResultReport.objects.filter(committee=meeting.committee_id, state=ResultReport.State.SENT)
    for row in rows.order_by("period_start"):
        yield Proposal(
            title=row.title, source=report_pointer(row), point="เพื่อโปรดรับทราบและให้ข้อเสนอแนะ", background=row.summary,
            why="เสนอคณะกรรมการเพื่อทราบ", papers=(("document", "monitoring-report", {"report": str(row.pk)}),),
        )  # fmt: skip


def school_block(request: Any, school: Any) -> dict[str, Any] | None:
    """On a school's page: results published to it."""
    rows = ResultReport.objects.visible_to(request.user).filter(schools__school=school, published_at__isnull=False)
    found = list(rows.order_by("-period_start")[:_SHOWN])
    return {"reports": found} if found else None


def home_block(request: Any) -> dict[str, Any] | None:
    """On a principal's first page: results published to the own school."""
    own = reach(request.user, "school.read").schools
    if not own:
        return None
    rows = ResultSchool.objects.filter(school__in=own, report__published_at__isnull=False).select_related("report")
    found = [row.report for row in rows.order_by("-report__published_at")[:_SHOWN]]
    return {"reports": found} if found else None


def register_all() -> None:
    audit.register(ACTS)
    for model in (MonitoringPlan, ResultReport):
        register_path(model, district="committee__district")
    register_path(PlanLine, district="plan__committee__district")
    register_path(Consideration, district="plan__committee__district")
    register_path(ResultSchool, district="report__committee__district", school="school")
    register_provider(
        "monitoring_plan",
        Provider(
            label=lambda key: _plan(key).title,
            url=lambda key: reverse("monitoring:plan", args=[key]),
            may_view=lambda user, key: MonitoringPlan.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _plan(key).committee.district.code,
            printed=lambda key: ("monitoring-plan", {"plan": key}),
        ),
    )
    register_provider(
        "monitoring_result",
        Provider(
            label=lambda key: _report(key).title,
            url=lambda key: reverse("monitoring:result", args=[key]),
            may_view=lambda user, key: ResultReport.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _report(key).committee.district.code,
            printed=lambda key: ("monitoring-report", {"report": key}),
            thai="รายงานผลการติดตาม",
            search=search,
            snapshot=lambda key: report_pointer(_report(key)),
        ),
    )
    proofs.register_source(RESULTS)
    register_source(AgendaSource("monitoring-plans", "แผนการติดตามที่เสนอ", SectionKind.CONSIDER, plans_to_consider))
    register_source(AgendaSource("monitoring-results", "รายงานผลการติดตาม", SectionKind.INFORM, reports_to_note))
    resolution_recorded.connect(_recorded, dispatch_uid="kotpn.monitoring")
    navigation.register(
        navigation.NavItem(
            "monitoring", "แผนและผลการติดตาม", "monitoring:index", "list-check", order=140, section=navigation.KOTPN,
            capabilities=("district.read",),
        )
    )  # fmt: skip
    slots.register("school.aside", Block("monitoring.results", 60, school_block, "kotpn/monitoring/_school.html"))
    slots.register(
        "home.aside", Block("monitoring.results", 60, home_block, "kotpn/monitoring/_school.html", ("school.read",))
    )
    yearly.register()


def _recorded(sender: Any, *, resolution: Any, actor: Any, now: Any, **_: Any) -> None:
    take_resolution(resolution, actor=actor, now=now)


def search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Reports noted by the committee, newest first."""
    rows = ResultReport.objects.visible_to(user).of_district(district).filter(state=ResultReport.State.NOTED)
    if school is not None:
        rows = rows.filter(schools__school=school)
    return [report_pointer(row) for row in rows.filter(title__icontains=text).order_by("-period_start")[:limit]]
