"""What this app tells the others when the program starts."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from core import approvals, audit, navigation, slots
from core.pointers import Provider, register_provider
from core.slots import Block
from processes.models import RunStep
from processes.step_pages import register_step_page
from schools.models import School
from schools.published import PublishedKind, register_published
from schools.scope import register_path
from schools.work_sources import WorkSource, register_source
from supervision.quality_schools.models import Dispatch, QualityPlan, QualitySchool, QualityYear
from supervision.quality_schools.permissions import may_read_office, may_write
from supervision.quality_schools.queries import owners_of, places_of, sent_between
from supervision.quality_schools.services import PLAN_KIND, dispatch_pointer, plan_pointer, year_pointer

ACTS = {
    "quality_school_year.opened": "เริ่มโรงเรียนคุณภาพของปี",
    "quality_school_year.edited": "แก้ไขผู้รับผิดชอบหรือจุดเน้น",
    "quality_school_year.school": "โรงเรียนคุณภาพ อำเภอ{amphoe}: {school} เครือข่าย {count} โรงเรียน",
    "quality_school_year.reported": "เขียนรายงานโรงเรียนคุณภาพ",
    "quality_school_year.published": "เผยแพร่รายงานโรงเรียนคุณภาพ",
    "quality_school_year.taken_back": "เลิกเผยแพร่รายงานโรงเรียนคุณภาพ: {reason}",
    "quality_school_plan.saved": "แก้ไขแผนโรงเรียนคุณภาพ",
    "quality_school_plan.dispatched": "ส่งแผนถึงเลขาธิการ กพฐ. ที่ {number}",
    "quality_school_plan.replied": "หนังสือตอบ: {words}",
}
STEP_PAGES = (
    ("quality-school-list", "โรงเรียนคุณภาพและโรงเรียนเครือข่าย"),
    ("quality-school-plan", "แผนโรงเรียนคุณภาพ"),
    ("quality-school-follow-up", "ผลติดตามตามจุดเน้น"),
    ("quality-school-report", "รายงานโรงเรียนคุณภาพ"),
)


def _published(keys: frozenset[int]) -> Q:
    own = School.objects.filter(pk__in=keys).values("district")
    return QualityYear.open_to_schools() & Q(district__in=own)


def _paths() -> None:
    register_path(QualityYear, district="district", school=_published)
    register_path(QualitySchool, district="year__district", school="school")
    register_path(QualityPlan, district="district")
    register_path(Dispatch, district="plan__district")


def _year(key: str) -> QualityYear:
    return QualityYear.objects.select_related("district").get(pk=int(key))


def _plan(key: str) -> QualityPlan:
    return QualityPlan.objects.select_related("district", "year__district").get(pk=int(key))


def _dispatch(key: str) -> Dispatch:
    return Dispatch.objects.select_related("plan__district", "plan__year__district").get(pk=int(key))


def _seen(model: Any) -> Any:
    return lambda user, key: model.objects.visible_to(user).filter(pk=int(key)).exists()


def _seen_by_office(user: Any, key: str) -> bool:
    """Its page and the files on it are the office's; schools read the paper of the report once it is published."""
    return may_read_office(user, _year(key).district)


def _pointers() -> None:
    register_provider(
        "quality_school_year",
        Provider(
            label=lambda key: str(_year(key)),
            url=lambda key: f"{reverse('quality-schools:index')}?year={_year(key).fiscal_year}",
            may_view=_seen_by_office,
            may_change=lambda user, key: may_write(user, _year(key)),
            district_code=lambda key: _year(key).district.code,
            printed=lambda key: ("quality-school-report", {"year": key}),
            snapshot=lambda key: year_pointer(_year(key)),
        ),
    )
    register_provider(
        "quality_school_plan",
        Provider(
            label=lambda key: str(_plan(key)),
            url=lambda key: reverse("quality-schools:plan", args=[key]),
            may_view=_seen(QualityPlan),
            may_change=lambda user, key: may_write(user, _plan(key).year),
            district_code=lambda key: _plan(key).district.code,
            printed=lambda key: ("quality-school-plan", {"year": _plan(key).year_id}),
            snapshot=lambda key: plan_pointer(_plan(key)),
        ),
    )
    register_provider(
        "quality_dispatch",
        Provider(
            label=lambda key: dispatch_pointer(_dispatch(key)).label,
            url=lambda key: reverse("quality-schools:plan", args=[_dispatch(key).plan_id]),
            may_view=_seen(Dispatch),
            may_change=lambda user, key: may_write(user, _dispatch(key).plan.year),
            district_code=lambda key: _dispatch(key).plan.district.code,
            max_files=10,
        ),
    )


def _step(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """The year a run of the office is for; None for who may not read it."""
    district = row.run.district
    if not may_read_office(request.user, district):
        return None
    year = QualityYear.objects.of_district(district).filter(fiscal_year=row.run.year)
    return {"year": year.select_related("plan").first(), "number": row.run.year}


def _school(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    """On the page of a school: the years it is a quality school or a feeder in."""
    own, feeds = places_of(school)
    return {"own": own, "feeds": feeds} if own or feeds else None


def register_all() -> None:
    audit.register(ACTS)
    _paths()
    _pointers()
    approvals.register_kind(PLAN_KIND)
    register_source(
        WorkSource("quality-schools", "งานโรงเรียนคุณภาพ", "ครั้ง", "school", sent_between, people=owners_of, names=())
    )
    register_published(
        PublishedKind(
            key="quality-school", thai="รายงานโรงเรียนคุณภาพ",
            rows=lambda: QualityYear.objects.select_related("district"), label=str,
            page=lambda row: f"{reverse('quality-schools:index')}?year={row.fiscal_year}",
            document=lambda row: ("quality-school-report", {"year": row.pk}),
        )
    )  # fmt: skip
    for code, title in STEP_PAGES:
        register_step_page(code, title, _step, "quality_schools/_step.html", levels=("office",))
    slots.register("school.main", Block("quality_schools.school", 49, _school, "quality_schools/_school.html"))
    navigation.register(
        navigation.NavItem(
            "quality-schools", "โรงเรียนคุณภาพ", "quality-schools:index", "school", order=104, section=navigation.GROUP,
            capabilities=("district.read", "school.read"),
        )
    )  # fmt: skip
