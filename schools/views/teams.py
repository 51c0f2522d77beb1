"""Teams: the list, one team with its members and duties, opening, correcting."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.filters import ChoiceFilter, TextFilter
from core.forms import attempt
from core.keys import number_of
from core.tables import TITLE, Column, Table
from schools import permissions
from schools.forms.assignments import MemberForm, TeamForm
from schools.models import Cluster, Team
from schools.queries.teams import count_of
from schools.services import teams as services
from schools.views.attempts import allow, office, text_error


def _by_time(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    today = timezone.localdate()
    return rows.filter(ends_on__lt=today) if value == "past" else rows.in_force(today)


class TeamTable(Table):
    row_template = "schools/teams/_row.html"
    default_sort = "name"
    empty = "ยังไม่มีทีมนิเทศ"
    unit = "ทีม"
    columns = (
        Column("name", "ทีม", sort="name", phone=TITLE),
        Column("kind", "ประเภท", sort="kind", bare=True),
        Column("cluster", "กลุ่ม"),
        Column("members", "กรรมการ", numeric=True),
        Column("span", "ช่วงเวลา"),
    )
    filters = (
        TextFilter("q", "ค้นหาทีม", fields=("name", "purpose")),
        ChoiceFilter("kind", "ประเภท", Team.Kind.choices),
        ChoiceFilter("when", "ช่วงเวลา", (("now", "ปัจจุบัน"), ("past", "สิ้นสุดแล้ว")), any_label="ทุกช่วงเวลา", apply=_by_time),
    )


@requires("district.read")
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    district = office(request)
    rows = Team.objects.visible_to(request.user).of_district(district).select_related("cluster")
    table = TeamTable(request, rows.annotate(member_count=Count("members")), title="ทีมนิเทศ")
    may_add = permissions.can_assign(request.user, district)
    return render(request, "schools/teams/list.html", {"table": table, "may_add": may_add})


def _get(request: HttpRequest, pk: int) -> Team:
    rows = Team.objects.visible_to(request.user).select_related("district__settings", "cluster")
    found: Team = get_object_or_404(rows, pk=pk)
    return found


@requires("district.read", "school.read", "paper.read")
@require_safe
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team; its members see it whatever their role."""
    row = _get(request, pk)
    may_change = permissions.can_change_team(request.user, row)
    members = list(row.members.select_related("person__school"))
    context = {
        "team": row,
        "members": members,
        "count": count_of(row, members),
        "may_change": may_change,
        "member_form": MemberForm(user=request.user, team=row) if may_change else None,
    }
    return render(request, "schools/teams/detail.html", context)


@requires("assignment.write")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Open a team. For a cluster (`?cluster=`) the members of its permanent team are proposed to be ticked."""
    district = office(request)
    allow(permissions.can_assign(request.user, district))
    today = timezone.localdate()
    cluster, seats = None, []
    if key := number_of(request.GET.get("cluster")):
        rows = Cluster.objects.visible_to(request.user).of_district(district)
        cluster = get_object_or_404(rows, pk=key)
        seats = services.proposed_members(cluster, today)
    initial: dict[str, Any] = {"starts_on": today}
    if cluster:
        initial |= {"cluster": cluster.pk, "kind": Team.Kind.PERMANENT, "name": f"ทีมนิเทศ{cluster}"}
    form = TeamForm(request.POST or None, user=request.user, district=district, initial=initial)
    if request.method == "POST" and form.is_valid():
        ticked = set(request.POST.getlist("seat"))
        members = [(seat.person, seat.duty) for seat in seats if str(seat.person.pk) in ticked]
        values = form.cleaned_data
        made = attempt(
            form, lambda: services.create_team(actor=request.user, district=district, members=members, **values)
        )
        if made:
            messages.success(request, f"ตั้ง{made}แล้ว")
            return redirect("schools:team", made.pk)
    return render(request, "schools/teams/add.html", {"form": form, "seats": seats, "cluster": cluster})


@requires("assignment.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _get(request, pk)
    allow(permissions.can_change_team(request.user, row))
    names = ("name", "cluster", "purpose", "order_reference", "stated_size", "starts_on", "ends_on")
    initial = {name: getattr(row, name) for name in names}
    form = TeamForm(request.POST or None, user=request.user, district=row.district, initial=initial)
    del form.fields["kind"]
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.edit_team(row, actor=request.user, **values)):
            messages.success(request, "บันทึกทีมแล้ว")
            return redirect("schools:team", row.pk)
    return render(request, "schools/teams/edit.html", {"form": form, "team": row})


@requires("assignment.write")
@require_POST
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    row = _get(request, pk)
    allow(permissions.can_change_team(request.user, row))
    form = MemberForm(request.POST, user=request.user, team=row)
    if form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.add_member(row, actor=request.user, **values)):
            messages.success(request, f"เพิ่ม {values['person']} แล้ว")
    if form.errors:
        messages.error(request, text_error(form))
    return redirect("schools:team", row.pk)


@requires("assignment.write")
@require_POST
def remove_member(request: HttpRequest, pk: int, member_pk: int) -> HttpResponse:
    row = _get(request, pk)
    allow(permissions.can_change_team(request.user, row))
    member = get_object_or_404(row.members.all(), pk=member_pk)
    form = forms.Form({})
    form.is_valid()
    attempt(form, lambda: services.remove_member(row, actor=request.user, member=member))
    if form.errors:
        messages.error(request, text_error(form))
    else:
        messages.success(request, f"นำ {member.person} ออกจากทีมแล้ว")
    return redirect("schools:team", row.pk)
