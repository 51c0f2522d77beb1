"""Who supervises what: the board, one supervisor, one cluster, holes, assigning with its effect shown, ending."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from core.access import requires
from core.filters import ChoiceFilter, TextFilter
from core.forms import attempt
from core.tables import ACT, TITLE, Column, Table
from schools import permissions
from schools.forms.assignments import AssignForm
from schools.forms.people import EndForm
from schools.models import Amphoe, Assignment, Cluster, Person
from schools.queries.people import board, cluster_page, supervisor_page
from schools.queries.responsibility import schools_without_supervisor
from schools.services import assignments as services
from schools.views.attempts import allow, office

KINDS = ("cluster", "school", "work_group", "subject_group", "project")


@requires("district.read")
@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """The board of the office: per supervisor, or per cluster."""
    district = office(request)
    found = board(district, timezone.localdate())
    by_cluster = request.GET.get("by") == "cluster"
    here = reverse("schools:assignments")
    pills = [
        {"label": "ตามศึกษานิเทศก์", "url": here, "count": len(found.supervisors), "current": not by_cluster},
        {
            "label": f"ตาม{district.settings.cluster_label}",
            "url": f"{here}?by=cluster",
            "count": len(found.clusters),
            "current": by_cluster,
        },
        {"label": "ยังไม่มีผู้รับผิดชอบ", "url": reverse("schools:assignment-holes"), "count": found.holes, "current": False},
    ]
    context = {
        "board": found,
        "pills": pills,
        "by_cluster": by_cluster,
        "may_assign": permissions.can_assign(request.user, district),
    }
    return render(request, "schools/assignments/board.html", context)


def _clusters(table: Table) -> list[tuple[int, str]]:
    district = table.options["district"]
    return [(row.pk, row.name) for row in Cluster.objects.visible_to(table.request.user).of_district(district)]


def _amphoes(table: Table) -> list[tuple[int, str]]:
    district = table.options["district"]
    return [(row.pk, row.name) for row in Amphoe.objects.visible_to(table.request.user).of_district(district)]


class HoleTable(Table):
    row_template = "schools/assignments/_hole_row.html"
    default_sort = "school"
    empty = "ทุกโรงเรียนมีผู้รับผิดชอบแล้ว"
    unit = "โรงเรียน"
    columns = (
        Column("school", "โรงเรียน", sort="name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม", sort="cluster__name_sort"),
        Column("amphoe", "อำเภอ", sort="amphoe__name_sort"),
        Column("act", "", phone=ACT),
    )
    filters = (
        TextFilter("q", "ค้นหาโรงเรียน", fields=("name",)),
        ChoiceFilter("cluster", "กลุ่ม", _clusters),
        ChoiceFilter("amphoe", "อำเภอ", _amphoes),
    )


@requires("district.read")
@require_safe
def holes(request: HttpRequest) -> HttpResponse:
    """Open schools nobody supervises, neither directly nor through their cluster."""
    district = office(request)
    rows = schools_without_supervisor(district, timezone.localdate()).visible_to(request.user)
    table = HoleTable(request, rows, title="โรงเรียนที่ยังไม่มีผู้รับผิดชอบ", district=district)
    may_assign = permissions.can_assign(request.user, district)
    return render(request, "schools/assignments/holes.html", {"table": table, "may_assign": may_assign})


def _person(request: HttpRequest, pk: int) -> Person:
    """A person of the office; people of schools are not given responsibilities."""
    rows = Person.objects.visible_to(request.user).of_office().select_related("district__settings", "user")
    found: Person = get_object_or_404(rows, pk=pk)
    return found


@requires("district.read")
@require_safe
def supervisor(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    page = supervisor_page(person, timezone.localdate())
    may_assign = person.is_active and permissions.can_assign(request.user, person.district)
    may_end = permissions.can_assign(request.user, person.district)
    context = {"person": person, "page": page, "may_assign": may_assign, "may_end": may_end}
    return render(request, "schools/assignments/supervisor.html", context)


@requires("district.read")
@require_safe
def cluster(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Cluster.objects.visible_to(request.user).select_related("district__settings"), pk=pk)
    context = {
        "cluster": row,
        "page": cluster_page(row, timezone.localdate()),
        "may_assign": permissions.can_assign(request.user, row.district),
    }
    return render(request, "schools/assignments/cluster.html", context)


@requires("assignment.write")
@require_http_methods(["GET", "POST"])
@vary_on_headers("HX-Request")
def add(request: HttpRequest) -> HttpResponse:
    """Assign targets of one kind. "preview" (and every change, with script) shows the workload it makes; nothing is
    saved before the person has been shown it or chose to save at once."""
    district = office(request)
    allow(permissions.can_assign(request.user, district))
    kind = request.GET.get("kind", "cluster")
    kind = kind if kind in KINDS else "cluster"
    data = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"starts_on": timezone.localdate(), "person": request.GET.get("person")}
    if request.GET.get("target"):
        initial["targets"] = [request.GET["target"]]
    form = AssignForm(data, user=request.user, district=district, kind=kind, initial=initial)
    preview = None
    if data is not None and form.is_valid():
        values = form.cleaned_data
        person, targets = values["person"], list(values["targets"])
        if "preview" in data or request.headers.get("HX-Request"):
            preview = services.effect_of(person, targets, values["starts_on"])
        elif attempt(form, lambda: services.assign(**_act(request, values))):
            messages.success(request, f"มอบหมายให้ {person} แล้ว {len(targets)} รายการ")
            return redirect("schools:supervisor", person.pk)
    if request.headers.get("HX-Request"):
        return render(request, "schools/assignments/_effect.html", {"preview": preview})
    here = reverse("schools:assignment-add")
    chosen = form["person"].value() or ""
    pills = [
        {
            "label": district.settings.cluster_label if value == "cluster" else Assignment.Kind(value).label,
            "url": f"{here}?kind={value}&person={chosen}",
            "count": None,
            "current": value == kind,
        }
        for value in KINDS
    ]
    return render(
        request, "schools/assignments/add.html", {"form": form, "preview": preview, "kind": kind, "pills": pills}
    )


def _act(request: HttpRequest, values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "actor": request.user, "targets": list(values["targets"])}


@requires("assignment.write")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Assignment.objects.visible_to(request.user).select_related(
        "person", "district", "cluster", "school", "work_group", "subject_group", "project"
    )
    row = get_object_or_404(rows, pk=pk)
    allow(permissions.can_end_assignment(request.user, row))
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        attempt(form, lambda: services.end_assignment(row, actor=request.user, **values))
        if not form.errors:
            messages.success(request, f"สิ้นสุดการมอบหมาย{row.target}แล้ว")
            return redirect("schools:supervisor", row.person_id)
    return render(request, "schools/assignments/end.html", {"form": form, "assignment": row})
