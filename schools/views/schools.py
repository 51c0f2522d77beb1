"""Schools: the list, a school's page, its facts and yearly counts."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.errors import DomainError
from core.filters import ChoiceFilter, TextFilter
from core.forms import refuse
from core.tables import HIDDEN, TITLE, Column, Table
from core.thai.years import law_academic_year
from schools.forms.schools import NewSchool, SchoolFacts, YearCounts
from schools.importing.sheets import COUNT_KEYS
from schools.models import Amphoe, Cluster, School
from schools.permissions import can_change_school, can_edit_school, can_import, can_open_school, can_write_counts
from schools.queries.responsibility import responsible_for
from schools.queries.schools import band_of, bands_of, named, school_page, with_latest_counts
from schools.services.counts import set_year_count
from schools.services.schools import EDITABLE, create_school, edit_school
from schools.views.common import given, office_of, require
from schools.views.lifecycle import ways_of

READ = ("reference.read", "school.read")
NO_COUNT = "none"


class NameOrCode(TextFilter):
    """A name, one the school once had, or the beginning of a code."""

    def narrow(self, queryset: QuerySet[School], value: str) -> QuerySet[School]:
        return named(queryset, value)


def _clusters(table: Table) -> list[tuple[int, str]]:
    mine = Cluster.objects.visible_to(table.request.user).of_district(table.options["district"])
    return [(cluster.pk, cluster.name) for cluster in mine]


def _amphoes(table: Table) -> list[tuple[int, str]]:
    mine = Amphoe.objects.visible_to(table.request.user).of_district(table.options["district"])
    return [(amphoe.pk, amphoe.name) for amphoe in mine]


def _bands(table: Table) -> list[tuple[Any, str]]:
    return [*((band.pk, band.label) for band in table.options["bands"]), (NO_COUNT, "ยังไม่มีจำนวนนักเรียน")]


class SchoolTable(Table):
    """The office's schools; options: district, bands (of its size scheme)."""

    row_template = "schools/_school_row.html"
    default_sort = "name"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียน เริ่มจากนำเข้าข้อมูลจาก Excel"
    columns = (
        Column("name", "โรงเรียน", sort="name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม", sort="cluster__position"),
        Column("amphoe", "อำเภอ", sort="amphoe__name_sort"),
        Column("kind", "ประเภท", sort="kind"),
        Column("pupils", "นักเรียน", sort="pupils", numeric=True),
        Column("teachers", "ครู", sort="teachers", numeric=True, phone=HIDDEN),
        Column("size", "ขนาด"),
        Column("supervisor", "ศึกษานิเทศก์"),
    )

    def get_filters(self) -> list[Any]:
        bands = {str(band.pk): band for band in self.options["bands"]}

        def of_size(queryset: QuerySet[School], value: str) -> QuerySet[School]:
            if value == NO_COUNT:
                return queryset.filter(pupils__isnull=True)
            band = bands[value]
            queryset = queryset.filter(pupils__gte=band.at_least)
            return queryset if band.below is None else queryset.filter(pupils__lt=band.below)

        label = self.options["district"].settings.cluster_label
        return [
            NameOrCode("q", "ค้นชื่อหรือรหัสโรงเรียน", fields=("name",)),
            ChoiceFilter("cluster", label, _clusters),
            ChoiceFilter("amphoe", "อำเภอ", _amphoes),
            ChoiceFilter("kind", "ประเภท", School.Kind.choices),
            ChoiceFilter("size", "ขนาด", _bands, apply=of_size),
            ChoiceFilter("status", "สถานะ", School.Status.choices),
        ]

    def fill(self) -> None:
        """What a row shows beyond its own columns, for the whole page at once."""
        supervisors = responsible_for(self.rows, timezone.localdate())
        for school in self.rows:
            school.band = band_of(school.pupils, self.options["bands"])
            school.supervisors = supervisors[school.pk]


@requires(*READ)
@require_safe
def school_list(request: HttpRequest) -> HttpResponse:
    """Every school the person may read in the office they work in."""
    district = office_of(request)
    schools = School.objects.visible_to(request.user).of_district(district).select_related("cluster", "amphoe")
    table = SchoolTable(
        request, with_latest_counts(schools), title="โรงเรียน", district=district, bands=bands_of(district)
    )
    table.fill()
    context = {
        "table": table,
        "district": district,
        "may_add": can_open_school(request.user, district),
        "may_import": can_import(request.user, district),
    }
    return render(request, "schools/schools.html", context)


def _school(request: HttpRequest, pk: int) -> School:
    mine = School.objects.visible_to(request.user)
    related = ("district__settings", "cluster", "amphoe", "merged_into")
    found: School = get_object_or_404(mine.select_related(*related), pk=pk)
    return found


@requires(*READ)
@require_safe
def school(request: HttpRequest, pk: int) -> HttpResponse:
    """One school: facts, counts and size, who supervises, people, history; slots for the work of other apps."""
    found = _school(request, pk)
    today = timezone.localdate()
    context = {
        "school": found,
        "page": school_page(found, today),
        "cluster_url": f"{reverse('schools:schools')}?cluster={found.cluster_id}",
        "today": today,
        "may_edit": can_edit_school(request.user, found),
        "may_change": can_change_school(request.user, found),
        "ways": ways_of(found),
        "may_count": can_write_counts(request.user, found),
    }
    return render(request, "schools/school.html", context)


@requires("school.write")
@require_http_methods(["GET", "HEAD", "POST"])
def school_new(request: HttpRequest) -> HttpResponse:
    """Enter a school by hand."""
    district = office_of(request)
    require(can_open_school(request.user, district))
    form = NewSchool(request.POST or None, user=request.user, district=district)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_school(district, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"เพิ่ม{made.name}แล้ว")
            return redirect("schools:school", made.pk)
    return render(request, "schools/school_form.html", {"form": form})


@requires("school.write")
@require_http_methods(["GET", "HEAD", "POST"])
def school_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct facts that need no date."""
    found = _school(request, pk)
    require(can_edit_school(request.user, found))
    initial = {name: getattr(found, name) for name in EDITABLE}
    form = SchoolFacts(request.POST or None, user=request.user, district=found.district, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_school(found, actor=request.user, values=given(form, *EDITABLE))
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกข้อมูลโรงเรียนแล้ว")
            return redirect("schools:school", found.pk)
    return render(request, "schools/school_form.html", {"form": form, "school": found})


@requires("school.write", "school.own.write")
@require_http_methods(["GET", "HEAD", "POST"])
def school_counts(request: HttpRequest, pk: int) -> HttpResponse:
    """Pupils and teachers of one academic year; the address may name the year."""
    found = _school(request, pk)
    require(can_write_counts(request.user, found))
    running, _ = law_academic_year(timezone.localdate())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else running
    known = found.year_counts.filter(academic_year=year).first()
    initial = {"academic_year": year, **({key: getattr(known, key) for key in COUNT_KEYS} if known else {})}
    form = YearCounts(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            year = form.cleaned_data["academic_year"]
            set_year_count(found, actor=request.user, academic_year=year, values=form.counts)
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"บันทึกจำนวนนักเรียนและครู ปีการศึกษา {year} แล้ว")
            return redirect("schools:school", found.pk)
    return render(request, "schools/school_counts.html", {"form": form, "school": found, "known": known})
