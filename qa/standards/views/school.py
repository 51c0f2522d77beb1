"""A school's standards and targets: its list and the office's board, one year's paper, writing, declaring."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import tried
from core.filters import ChoiceFilter
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.tables import TITLE, Column, Table
from core.thai.years import law_academic_year
from core.trail import trail
from qa.standards import permissions, services
from qa.standards.forms.school import DeclareForm, OwnItemForm, StartForm, TargetsForm
from qa.standards.missing import missing_of_school
from qa.standards.models import EducationLevel, SchoolStandards
from qa.standards.queries import lines_of, teaching_in
from qa.standards.views.base import READERS, form_page
from schools.models import Cluster, School
from schools.scope import holds, reach

PAPERS = ("standards:school-papers", "มาตรฐานของโรงเรียน")
LOOKS = {
    "school_standards.started": ("plain", "plus"),
    "school_standards.saved": ("plain", "pencil"),
    "school_standards.declared": ("ok", "circle-check"),
    "school_standards.revised": ("warn", "lock-open"),
}
HOW = (("declared", "ประกาศแล้ว"), ("draft", "กำลังจัดทำ"), ("none", "ยังไม่เริ่ม"))


def _paper(request: HttpRequest, pk: int) -> SchoolStandards:
    rows = SchoolStandards.objects.visible_to(request.user).select_related(
        "school__district", "school__cluster", "set", "target", "goal", "based_on", "declared_by"
    )
    found: SchoolStandards = get_object_or_404(rows, pk=pk)
    return found


def _mine(request: HttpRequest, pk: int, capability: str = "school.standard.write") -> SchoolStandards:
    found = _paper(request, pk)
    if not holds(request.user, capability, school=found.school):
        raise PermissionDenied
    return found


class BoardTable(Table):
    """Schools that teach the level with their paper of the year; options: year, level."""

    row_template = "qa/standards/_board_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ไม่มีโรงเรียนที่เปิดสอนระดับนี้"
    columns = (
        Column("school", "โรงเรียน", sort="name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม", sort="cluster__name_sort"),
        Column("target", "ค่าเป้าหมายโดยรวม"),
        Column("announced", "วันที่ประกาศ"),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> Any:
        papers = SchoolStandards.objects.filter(academic_year=self.options["year"], level=self.options["level"])

        def how(rows: Any, value: str) -> Any:
            if value == "none":
                return rows.exclude(pk__in=papers.values("school"))
            return rows.filter(pk__in=papers.filter(state=value).values("school"))

        def clusters(table: Table) -> Any:
            rows = Cluster.objects.visible_to(table.request.user).of_district(self.options["district"])
            return [(row.pk, row.name) for row in rows]

        return (ChoiceFilter("how", "สถานะ", HOW, apply=how), ChoiceFilter("cluster", "กลุ่มโรงเรียน", clusters))


@requires("district.read")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Who has declared for a year (?year=) and level (?level=)."""
    district = district_or_404(request)
    if not holds(request.user, "district.read", district=district):
        raise Http404
    running = law_academic_year(timezone.localdate())[0]
    year = number_of(request.GET.get("year")) or running
    year = year if 2500 <= year <= 2700 else running
    level = request.GET.get("level", "")
    level = level if level in EducationLevel.values else EducationLevel.BASIC.value
    papers = SchoolStandards.objects.filter(academic_year=year, level=level)
    schools = teaching_in(district, year, level)
    shown = schools.select_related("cluster").prefetch_related(
        Prefetch("quality_standards", papers.select_related("target"), to_attr="papers")
    )
    table = BoardTable(request, shown, title="มาตรฐานของโรงเรียน", year=year, level=level, district=district)
    declared = papers.filter(school__in=schools.values("pk"), state=SchoolStandards.State.DECLARED).count()
    context = {
        "table": table, "year": year, "level": level, "levels": EducationLevel.choices, "declared": declared,
        "whole": schools.count(), "years": range(running + 1, running - 6, -1),
        "level_word": EducationLevel(level).label,
    }  # fmt: skip
    return render(request, "qa/standards/board.html", context)


@requires("school.read")
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The school's own papers, newest year first."""
    district = district_or_404(request)
    rows = SchoolStandards.objects.filter(school__in=reach(request.user, "school.read").schools)
    shown = rows.filter(school__district=district).select_related("school", "set", "target")
    writes = bool(reach(request.user, "school.standard.write").schools)
    return render(request, "qa/standards/papers.html", {"papers": list(shown[:100]), "may_write": writes})


@requires("school.standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    own = reach(request.user, "school.standard.write").schools
    schools = School.objects.visible_to(request.user).of_district(district).filter(pk__in=own)
    if not schools.exists():
        raise PermissionDenied
    year = number_of(request.GET.get("year")) or law_academic_year(timezone.localdate())[0]
    form = StartForm(request.POST or None, user=request.user, district=district, schools=schools,
                     initial={"academic_year": year, "level": "basic", "copies": True})  # fmt: skip
    if request.method == "POST" and form.is_valid():
        school = form.cleaned_data["school"]
        made = attempt(form, lambda: services.start_paper(school, actor=request.user, **form.given()))
        if made is not None:
            return redirect("standards:school-targets" if made.state == "draft" else "standards:school-paper", made.pk)
    return form_page(request, form, heading="เริ่มมาตรฐานและค่าเป้าหมาย", button="เริ่ม", under=PAPERS,
                     back=reverse("standards:school-papers"))  # fmt: skip


@requires(*READERS)
@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    may_declare = permissions.can_declare_paper(request.user, found)
    may_write = permissions.can_write_paper(request.user, found)
    context = {
        "paper": found,
        "lines": lines_of(found),
        "may_write": may_write,
        "may_declare": may_declare,
        "may_revise": permissions.can_revise_paper(request.user, found),
        "may_delete": permissions.can_delete_paper(request.user, found),
        "missing": missing_of_school(found) if may_write else [],
        "office": holds(request.user, "district.read", district=found.school.district_id),
        "events": trail("school_standards", found.pk, LOOKS),
    }
    return render(request, "qa/standards/school_paper.html", context)


@requires("school.standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: HttpRequest, pk: int) -> HttpResponse:
    """All rows on one page: the level of this year and of the goal."""
    found = _mine(request, pk)
    form = TargetsForm(request.POST or None, paper=found, lines=lines_of(found))
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.save_targets(found, actor=request.user, **form.given()))
        if saved is not None:
            messages.success(request, "บันทึกค่าเป้าหมายแล้ว")
            return redirect("standards:school-paper", pk)
    context = {"paper": found, "form": form}
    return render(request, "qa/standards/targets.html", context, status=422 if form.is_bound else 200)


def _form(
    request: HttpRequest, row: SchoolStandards, form: Any, heading: str, button: str, **more: Any
) -> HttpResponse:
    back = reverse("standards:school-paper", args=[row.pk])
    sub = f"{row.school.name} ปีการศึกษา {row.academic_year} {row.get_level_display()}"
    return form_page(request, form, heading=heading, button=button, sub=sub, back=back, under=PAPERS, **more)


@requires("school.standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def own_item(request: HttpRequest, pk: int, item: int | None = None) -> HttpResponse:
    """Add an item of the school's own, or change one."""
    found = _mine(request, pk)
    row = get_object_or_404(found.targets.filter(standard=None), pk=item) if item is not None else None
    form = OwnItemForm(request.POST or None, paper=found, item=row)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        saved = attempt(
            form, lambda: services.save_own_item(found, actor=request.user, item=row, lock_version=lock, **values)
        )
        if saved is not None:
            return redirect(reverse("standards:school-paper", args=[pk]) + f"#row-{saved.pk}")
    return _form(request, found, form, "แก้ไขข้อของโรงเรียน" if row else "เพิ่มข้อของโรงเรียน", "บันทึก")


@requires("school.standard.write")
@require_POST
def remove_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = _mine(request, pk)
    tried(request, lambda: services.remove_own_item(found, actor=request.user, key=item))
    return redirect("standards:school-paper", pk)


@requires("school.standard.declare")
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, "school.standard.declare")
    initial = {"announced_on": timezone.localdate(), "lock": found.lock_version}
    form = DeclareForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        upload, lock = values.pop("file"), values.pop("lock")
        done = attempt(
            form,
            lambda: services.declare_paper(found, actor=request.user, upload=upload, lock_version=lock, **values),
        )
        if done is not None:
            messages.success(request, "ประกาศแล้ว ใช้เป็นค่าเป้าหมายในการประเมินตนเองของปีนี้")
            return redirect("standards:school-paper", pk)
    return _form(request, found, form, "ประกาศมาตรฐานและค่าเป้าหมาย", "ประกาศ", upload=True)


@requires("school.standard.declare")
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk, "school.standard.declare")
    form = ReasonForm(request.POST or None, label="เหตุที่เปิดแก้ไข")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.revise_paper(found, actor=request.user, reason=reason)):
            return redirect("standards:school-paper", pk)
    return _form(request, found, form, "เปิดแก้ไขประกาศ", "เปิดแก้ไข", notes=[
        "ระหว่างแก้ไข ปีนี้ถือว่ายังไม่มีค่าเป้าหมาย จนกว่าจะประกาศใหม่"])  # fmt: skip


@requires("school.standard.write")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    if tried(request, lambda: services.delete_paper(found, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("standards:school-papers")
    return redirect("standards:school-paper", pk)
