"""What this app tells the others when the program starts: paths, acts, pointers, inbox, evidence, navigation."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import register_inbox
from core.pointers import Pointer, Provider, register_provider
from evidence.uses import UseKind, register_use
from schools.models import School
from schools.published import PublishedKind, register_published
from schools.scope import register_path
from schools.work_sources import WorkSource, register_source
from supervision.projects import blocks, inbox
from supervision.projects.models import Application, ProjectEvidence, ProjectYear, SelectionRound
from supervision.projects.permissions import can_change_application, may_read_office, may_write
from supervision.projects.queries import done_between, owners_of
from supervision.projects.services.common import application_pointer, project_pointer, round_pointer

ACTS = {
    "project_year.opened": "เริ่มโครงการของปี",
    "project_year.edited": "แก้ไขแผนของโครงการ",
    "project_year.start": "เริ่มดำเนินงาน",
    "project_year.finish": "สิ้นสุดโครงการ",
    "project_year.reopen": "เปิดโครงการอีกครั้ง: {reason}",
    "project_year.cancel": "ยกเลิกโครงการ: {reason}",
    "project_year.part_added": "เพิ่ม{part} {words}",
    "project_year.part_edited": "แก้ไข{part} {words}",
    "project_year.part_removed": "นำ{part}ออก {words}",
    "project_year.spent": "จ่าย {amount} บาท: {title}",
    "project_year.spending_cancelled": "ยกเลิกรายการจ่าย {title}: {reason}",
    "project_year.school_added": "เพิ่มโรงเรียน {school}",
    "project_year.school_left": "{school} ออกจากโครงการ: {reason}",
    "project_year.reported": "เขียนรายงานโครงการ",
    "project_year.published": "เผยแพร่รายงานโครงการ",
    "project_year.taken_back": "เลิกเผยแพร่รายงานโครงการ: {reason}",
    "selection_round.created": "ร่างรอบคัดเลือก",
    "selection_round.edited": "แก้ไขรอบคัดเลือก",
    "selection_round.open": "เปิดรับสมัคร",
    "selection_round.close": "ปิดรับสมัคร",
    "selection_round.announce": "ประกาศผล ได้รับคัดเลือก {count} โรงเรียน",
    "selection_round.cancel": "ยกเลิกรอบคัดเลือก: {reason}",
    "application.submitted": "สมัครเข้ารับการคัดเลือก",
    "application.withdrawn": "ถอนการสมัคร",
    "application.scored": "ให้คะแนนการคัดเลือก",
}
READERS = ("district.read", "school.read")


def _of_schools(keys: frozenset[int]) -> Q:
    """A school reads projects it is or was in, and those whose report is opened to schools."""
    own = School.objects.filter(pk__in=keys).values("district")
    inside = ProjectYear._base_manager.filter(schools__school__in=keys).values("pk")
    return Q(pk__in=inside) | (ProjectYear.open_to_schools() & Q(district__in=own))


def _rounds(keys: frozenset[int]) -> Q:
    own = School.objects.filter(pk__in=keys).values("district")
    return Q(project_year__district__in=own, state__in=("open", "scoring", "announced"))


def _paths() -> None:
    register_path(ProjectYear, district="district", school=_of_schools)
    register_path(SelectionRound, district="project_year__district", school=_rounds)
    register_path(Application, district="round__project_year__district", school="school")


def _project(key: str) -> ProjectYear:
    return ProjectYear.objects.select_related("district", "project").get(pk=int(key))


def _round(key: str) -> SelectionRound:
    rows = SelectionRound.objects.select_related("project_year__district", "project_year__project")
    return rows.get(pk=int(key))


def _application(key: str) -> Application:
    rows = Application.objects.select_related("round__project_year__district", "school", "round__project_year__project")
    return rows.get(pk=int(key))


def _seen(model: Any) -> Any:
    return lambda user, key: model.objects.visible_to(user).filter(pk=int(key)).exists()


def _seen_by_office(user: Any, key: str) -> bool:
    """Its page, with the money and the files on it, is the office's; schools read the report once it is published."""
    return _seen(ProjectYear)(user, key) and may_read_office(user, _project(key).district)


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    if not may_read_office(user, district):
        return []
    rows = ProjectYear.objects.visible_to(user).of_district(district).standing().select_related("project")
    rows = rows.filter(project__name__icontains=text)
    rows = rows.of_school(school) if school is not None else rows
    return [project_pointer(row) for row in rows.order_by("-fiscal_year", "project__number")[:limit]]


def _pointers() -> None:
    register_provider(
        "project_year",
        Provider(
            label=lambda key: str(_project(key)),
            url=lambda key: reverse("projects:project", args=[key]),
            may_view=_seen_by_office,
            may_change=lambda user, key: may_write(user, _project(key)),
            district_code=lambda key: _project(key).district.code,
            max_files=20,
            printed=lambda key: ("project-report", {"project": key}),
            thai="โครงการของปี",
            search=_search,
            snapshot=lambda key: project_pointer(_project(key)),
        ),
    )
    register_provider(
        "selection_round",
        Provider(
            label=lambda key: round_pointer(_round(key)).label,
            url=lambda key: reverse("projects:round", args=[key]),
            may_view=_seen(SelectionRound),
            may_change=lambda user, key: may_write(user, _round(key).project_year),
            district_code=lambda key: _round(key).project_year.district.code,
            may_trace=lambda user, key: may_read_office(user, _round(key).project_year.district),
            max_files=10,
        ),
    )
    register_provider(
        "project_application",
        Provider(
            label=lambda key: application_pointer(_application(key)).label,
            url=lambda key: reverse("projects:application", args=[key]),
            may_view=_seen(Application),
            may_change=lambda user, key: can_change_application(user, _application(key)),
            district_code=lambda key: _application(key).round.project_year.district.code,
            may_trace=lambda user, key: may_read_office(user, _application(key).round.project_year.district),
            max_files=10,
        ),
    )


def _evidence() -> None:
    register_use(
        UseKind(
            key="project_year",
            model=ProjectEvidence,
            thai="โครงการ",
            target=_project,
            describe=str,
            url=lambda row: reverse("projects:project", args=[row.pk]),
            school=lambda row: None,
            district=lambda row: row.district,
            may_view=lambda user, row: may_read_office(user, row.district),
            may_attach=lambda user, row: row.is_open and may_write(user, row),
            may_review=lambda user, row: row.is_open and may_write(user, row),
            year=lambda row: row.fiscal_year,
            previous=lambda row: (
                ProjectYear.objects.standing()
                .filter(project=row.project_id, fiscal_year__lt=row.fiscal_year)
                .select_related("district", "project")
            ),
            related=("target__district", "target__project"),
        )
    )


def register_all() -> None:
    audit.register(ACTS)
    _paths()
    _pointers()
    _evidence()
    register_inbox("projects", inbox.source)
    register_source(WorkSource("projects", "กิจกรรมของโครงการ", "กิจกรรม", "briefcase", done_between, people=owners_of))
    register_published(
        PublishedKind(
            key="project", thai="รายงานโครงการ",
            rows=lambda: ProjectYear.objects.select_related("district", "project"), label=str,
            page=lambda row: reverse("projects:project", args=[row.pk]),
            document=lambda row: ("project-report", {"project": row.pk}),
        )
    )  # fmt: skip
    slots.register("school.main", blocks.SCHOOL)
    navigation.register(
        navigation.NavItem(
            "projects", "โครงการ", "projects:index", "briefcase", order=102, section=navigation.GROUP,
            capabilities=READERS,
        )
    )  # fmt: skip
