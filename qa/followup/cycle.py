"""The steps of a school's yearly cycle tied to the real thing: its standards, the follow-up, the SAR, the next targets.

Offered to procedures as step pages (`processes.step_pages`); every step reads what its reader may see and leads there.
"""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest

from processes.models import Procedure, RunStep
from processes.step_pages import register_step_page
from qa.followup.models import FollowUp
from qa.levels.models import SchoolLevel
from qa.sar.models import Sar
from qa.sar.permissions import may_read_content, may_see_live
from qa.sar.queries.content import filled
from qa.standards.models import EducationLevel, SchoolStandards, StandardSet
from qa.standards.permissions import may_write_for
from qa.standards.queries import levels_of, targets_of
from schools.scope import holds

_TEMPLATE = "qa/followup/_step_{}.html"


def _papers(request: HttpRequest, row: RunStep, year: int) -> dict[str, Any]:
    """A line for each level the school teaches: its paper of the year, or that there is none."""
    school = row.run.school
    rows = SchoolStandards.objects.visible_to(request.user).filter(school=school, academic_year=year)
    held = {paper.level: paper for paper in rows.select_related("set", "target")}
    return {
        "year": year,
        "papers": [(EducationLevel(level).label, held.get(level)) for level in levels_of(school)],  # type: ignore[arg-type]  # the school of a step of a school
        "may_start": may_write_for(request.user, school),
    }


def standards(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """Step 1: the school's own standards and targets of the year."""
    return {**_papers(request, row, row.run.year), "heading": f"มาตรฐานและค่าเป้าหมาย ปีการศึกษา {row.run.year}"}


def plan(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """Step 2: what the plan has to reach; the file itself hangs on the step as evidence."""
    found = [targets_of(row.run.school, row.run.year, level) for level in levels_of(row.run.school)]  # type: ignore[arg-type]  # the school of a step of a school
    before = _sar_of(request, row, row.run.year - 1)
    read = before is not None and may_read_content(request.user, before)
    return {"targets": [one for one in found if one is not None], "before": before if read else None}


def follow_up(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """Step 5: what the office saw, form by form."""
    rows = FollowUp.objects.visible_to(request.user).standing().of_year(row.run.year).filter(school=row.run.school)
    return {
        "follow_ups": list(rows.select_related("assessor", "response__band").order_by("form", "round_no")),
        "may_begin": holds(request.user, "quality.follow", school=row.run.school),
    }


def _sar_of(request: HttpRequest, row: RunStep, year: int) -> Sar | None:
    rows = Sar.objects.visible_to(request.user).standing().filter(school=row.run.school, call__academic_year=year)
    found: Sar | None = rows.select_related("call__district", "school__district").first()
    return found


def assessment(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """Step 6: the levels as the school's own people have set them so far."""
    sar = _sar_of(request, row, row.run.year)
    live = sar is not None and may_see_live(request.user, sar)
    return {"sar": sar, "found": filled(sar) if sar is not None and live else None}


def report(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """Step 7: where the SAR stands, and the levels the office took from it."""
    levels = SchoolLevel.objects.visible_to(request.user).filter(
        school=row.run.school, academic_year=row.run.year, source=SchoolLevel.Source.SELF, standard=None
    )
    return {"sar": _sar_of(request, row, row.run.year), "levels": list(levels.select_related("scale_level"))}


def next_targets(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """Step 8: the targets of the year after."""
    year = row.run.year + 1
    return {**_papers(request, row, year), "heading": f"ค่าเป้าหมายปีถัดไป ปีการศึกษา {year}"}


def district_standards(request: HttpRequest, row: RunStep) -> dict[str, Any]:
    """The office's own work: its standards of the year, and how far they are."""
    rows = StandardSet.objects.visible_to(request.user).of_district(row.run.district).of_year(row.run.year)
    found = rows.filter(family=StandardSet.Family.DISTRICT).select_related("paper")
    return {"sets": list(found.order_by("level", "-year_from"))}


def district_summary(request: HttpRequest, row: RunStep) -> dict[str, Any] | None:
    """How many schools told their level of the year, for who reads the whole office."""
    if not holds(request.user, "district.read", district=row.run.district):
        return None
    rows = SchoolLevel.objects.visible_to(request.user).filter(
        school__district=row.run.district, academic_year=row.run.year, standard=None
    )
    told = {
        (level, source): n
        for level, source, n in rows.order_by().values_list("level", "source").annotate(n=Count("pk"))
    }
    labels = dict(EducationLevel.choices), dict(SchoolLevel.Source.choices)
    return {
        "lines": [
            (labels[0][level], labels[1][source], n, f"?year={row.run.year}&level={level}&source={source}")
            for (level, source), n in sorted(told.items())
        ]
    }


SCHOOL, OFFICE = (Procedure.Level.SCHOOL,), (Procedure.Level.OFFICE,)
PAGES = (
    ("school-standards", "มาตรฐานและค่าเป้าหมายของโรงเรียน", standards, "standards", SCHOOL),
    ("school-plan", "แผนพัฒนาการจัดการศึกษา", plan, "plan", SCHOOL),
    ("qa-follow-up", "แบบติดตามประกันคุณภาพ 7.1–7.3", follow_up, "follow_up", SCHOOL),
    ("self-assessment", "ประเมินตนเองรายมาตรฐาน", assessment, "assessment", SCHOOL),
    ("sar", "SAR ของโรงเรียน", report, "sar", SCHOOL),
    ("next-targets", "ค่าเป้าหมายปีถัดไป", next_targets, "standards", SCHOOL),
    ("district-standards", "มาตรฐานการศึกษาของเขต", district_standards, "district_standards", OFFICE),
    ("district-summary", "สรุประดับคุณภาพของเขต", district_summary, "district_summary", OFFICE),
)


def register_pages() -> None:
    for code, title, build, name, levels in PAGES:
        register_step_page(code, title, build, _TEMPLATE.format(name), levels=levels)
