"""T: working teams of a programme, and of one school."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import tried
from core.conflicts import guarded
from core.forms import attempt
from core.passed import admit
from supervision.improvement import services
from supervision.improvement.forms import MemberForm, TeamEditForm, TeamForm
from supervision.improvement.models import WorkingTeam
from supervision.improvement.permissions import (
    can_follow,
    can_write_school,
    can_write_team,
    may_follow,
    may_write_school,
    may_write_team,
    reads_office,
)
from supervision.improvement.queries import teams_for, teams_of
from supervision.improvement.services.common import programme_pointer
from supervision.improvement.views.base import (
    READERS,
    admit_while_open,
    form_page,
    office_programme_or_404,
    participation_or_404,
    with_reason,
)


def _team(request: HttpRequest, pk: int) -> WorkingTeam:
    rows = WorkingTeam.objects.visible_to(request.user).select_related(
        "programme__district", "cluster", "school", "order", "taken_from"
    )
    found: WorkingTeam = get_object_or_404(rows, pk=pk)
    return found


@requires("district.read")
@require_safe
def teams(request: HttpRequest, pk: int) -> HttpResponse:
    found = office_programme_or_404(request, pk)
    rows = list(teams_of(found))
    context = {
        "programme": found, "standing": [row for row in rows if row.stands],
        "ended": [row for row in rows if not row.stands], "can_write": can_follow(request.user, found),
        "levels": _by_level([row for row in rows if row.stands]),
    }  # fmt: skip
    return render(request, "improvement/teams.html", context)


def _by_level(rows: list[WorkingTeam]) -> list[tuple[str, list[WorkingTeam]]]:
    groups = [(level.label, [row for row in rows if row.level == level]) for level in WorkingTeam.Level]
    return [(str(label), held) for label, held in groups if held]


@requires(*READERS)
@require_safe
def school_teams(request: HttpRequest, pk: int) -> HttpResponse:
    """Teams that work with one school."""
    row = participation_or_404(request, pk)
    held = list(teams_for(row))
    context = {
        "participation": row, "programme": row.programme, "standing": held, "levels": _by_level(held), "ended": [],
        "can_write": can_write_school(request.user, row),
    }  # fmt: skip
    return render(request, "improvement/teams.html", context)


@requires("improvement.follow")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    found = office_programme_or_404(request, pk)
    admit_while_open(request, found, may_follow(request.user, found))
    form = TeamForm(request.POST or None, user=request.user, programme=found, initial={"level": "district"})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.make_team(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect("improvement:team", pk=made.pk)
    back = reverse("improvement:teams", args=[pk])
    return form_page(request, form, heading="ตั้งทีม", button="ตั้งทีม", sub=found.name, back=back)


@requires("school.improvement.write", "improvement.follow")
@require_http_methods(["GET", "POST"])
def school_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The school's own team."""
    row = participation_or_404(request, pk)
    admit_while_open(
        request, row.programme, may_write_school(request.user, row), back=reverse("improvement:school-teams", args=[pk])
    )
    initial = {"name": f"ทีมขับเคลื่อน{row.school.name}"}
    form = TeamForm(
        request.POST or None, user=request.user, programme=row.programme, school=row.school, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        words: dict[str, Any] = {**form.cleaned_data, "level": WorkingTeam.Level.SCHOOL, "school": row.school}
        made = attempt(form, lambda: services.make_team(row.programme, actor=request.user, **words))
        if made is not None:
            return redirect("improvement:team", pk=made.pk)
    back = reverse("improvement:school-teams", args=[pk])
    return form_page(request, form, heading="ตั้งทีมของโรงเรียน", button="ตั้งทีม", sub=row.school.name, back=back)


@requires(*READERS)
@require_safe
def team(request: HttpRequest, pk: int) -> HttpResponse:
    found = _team(request, pk)
    context = {
        "team": found, "programme": found.programme, "can_write": can_write_team(request.user, found),
        "members": list(found.members.select_related("person__school", "outside")),
        "schools": list(found.schools.order_by("name_sort")), "office": reads_office(request.user, found.programme),
    }  # fmt: skip
    return render(request, "improvement/team.html", context)


def _to_write(request: HttpRequest, pk: int) -> WorkingTeam:
    found = _team(request, pk)
    programme, back = found.programme, reverse("improvement:team", args=[pk])
    may = may_write_team(request.user, found)
    admit_while_open(request, programme, may, back=back)
    admit(request, programme_pointer(programme), "ยุติทีมแล้ว", may=may, now=found.stands, back=back)
    return found


@requires("school.improvement.write", "improvement.follow")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_write(request, pk)
    form = TeamEditForm(request.POST or None, user=request.user, team=found)
    if found.school_id and not reads_office(request.user, found.programme):
        del form.fields["order"]
    done, more = guarded(
        request, form, lambda stamp: services.edit_team(found, actor=request.user, stamp=stamp, **form.cleaned_data),
        fresh=lambda: WorkingTeam.objects.get(pk=pk), stamp=found.stamp,
    )  # fmt: skip
    if done is not None:
        return redirect("improvement:team", pk=pk)
    back = reverse("improvement:team", args=[pk])
    return form_page(request, form, heading="แก้ไขทีม", button="บันทึก", sub=found.name, back=back, **more)


@requires("school.improvement.write", "improvement.follow")
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_write(request, pk)
    form = MemberForm(request.POST or None, user=request.user, team=found)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.add_member(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, f"เพิ่ม {made.who} ในทีมแล้ว")
            return redirect("improvement:team", pk=pk)
    back = reverse("improvement:team", args=[pk])
    return form_page(request, form, heading="เพิ่มคนในทีม", button="เพิ่มในทีม", sub=found.name, back=back)


@requires("school.improvement.write", "improvement.follow")
@require_POST
def drop_member(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    found = _to_write(request, pk)
    row = found.members.select_related("team", "person", "outside").filter(pk=member).first()
    if row is None:
        raise Http404
    if tried(request, lambda: services.drop_member(row, actor=request.user) or True):
        messages.success(request, f"นำ {row.who} ออกจากทีมแล้ว")
    return redirect("improvement:team", pk=pk)


@requires("school.improvement.write", "improvement.follow")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_write(request, pk)
    return with_reason(
        request, act=lambda reason: services.end_team(found, actor=request.user, reason=reason),
        back=reverse("improvement:team", args=[pk]), heading="ยุบทีม", button="ยุบทีม", done="ยุบทีมแล้ว",
        help_text="รายชื่อยังอ่านได้ คนในทีมรายงานความก้าวหน้าต่อไม่ได้", sub=found.name,
    )  # fmt: skip
