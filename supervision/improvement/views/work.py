"""M: meetings of the principals and the rollout plan; M: mentoring coverage."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.conflicts import guarded
from core.forms import attempt
from meetings.models import Gathering, GatheringBody, GatheringKind
from meetings.permissions import may_call
from schools.scope import holds
from supervision.field.models import Visit
from supervision.improvement import services
from supervision.improvement.forms import DoneForm, RolloutForm
from supervision.improvement.models import Participation, Programme, RolloutActivity
from supervision.improvement.permissions import can_follow, may_follow
from supervision.improvement.queries import meetings, mentoring, work
from supervision.improvement.tables import AttendanceTable, MentoringTable
from supervision.improvement.views.base import (
    READERS,
    admit_while_open,
    form_page,
    office_programme_or_404,
    participation_or_404,
    programme_or_404,
    with_reason,
)


def _call_url(programme: Programme) -> str:
    """The form of a gathering, filled in for the principals of the office."""
    asked = {"title": f"ประชุมผู้บริหารโรงเรียน {programme.name}"[:200]}
    kind = GatheringKind.objects.filter(district=programme.district, reference_key__endswith="meeting").first()
    body = GatheringBody.objects.filter(district=programme.district, reference_key__endswith="principals").first()
    step = meetings.step_of(programme)
    asked |= {name: str(row.pk) for name, row in (("kind", kind), ("body", body), ("run_step", step)) if row}
    if programme.project_id:
        asked["project"] = str(programme.project_id)
    return f"{reverse('meetings:new')}?{urlencode(asked)}"


@requires("district.read")
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Meetings of the principals, and which schools came."""
    found = office_programme_or_404(request, pk)
    rows = found.participations.filter(is_in=True).select_related("school__cluster")
    table = AttendanceTable(
        request, meetings.with_attendance(rows, found), title="โรงเรียนที่มาประชุม", programme=found, words=meetings.WORDS
    )
    context = {
        "programme": found, "table": table, "attendance": meetings.attendance_of(found),
        "gatherings": list(meetings.gatherings_of(found).order_by("-held_on", "-pk")[:20]),
        "call_url": _call_url(found) if found.is_open and may_call(request.user, found.district_id) else "",
    }  # fmt: skip
    return render(request, "improvement/meetings.html", context)


@requires(*READERS)
@require_safe
def school_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """The meetings one school was called to."""
    row = participation_or_404(request, pk)
    told = meetings.with_attendance(Participation.objects.filter(pk=pk), row.programme).get()
    mine = meetings.gatherings_of(row.programme).filter(schools__school=row.school_id)
    seen = Gathering.objects.visible_to(request.user).filter(pk__in=mine.values("pk")).select_related("kind")
    context = {
        "participation": row, "programme": row.programme, "word": meetings.WORDS[meetings.attendance_word(told)],
        "came": told.came, "gatherings": list(seen.order_by("-held_on", "-pk")),
    }  # fmt: skip
    return render(request, "improvement/school_meetings.html", context)


@requires(*READERS)
@require_safe
def rollout(request: HttpRequest, pk: int) -> HttpResponse:
    """The rollout plan: schools read it, the office writes it."""
    found = programme_or_404(request, pk)
    context = {
        "programme": found, "rollout": work.rollout_of(found, timezone.localdate()),
        "can_write": can_follow(request.user, found),
    }  # fmt: skip
    return render(request, "improvement/rollout.html", context)


def _follows(request: HttpRequest, programme: Programme) -> None:
    back = reverse("improvement:rollout", args=[programme.pk])
    admit_while_open(request, programme, may_follow(request.user, programme), back=back)


def _activity(request: HttpRequest, pk: int) -> RolloutActivity:
    mine = Programme.objects.visible_to(request.user).values("pk")
    rows = RolloutActivity.objects.filter(programme__in=mine).select_related("programme__district", "owner")
    found: RolloutActivity = get_object_or_404(rows, pk=pk)
    return found


@requires("improvement.follow")
@require_http_methods(["GET", "POST"])
def rollout_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = programme_or_404(request, pk)
    _follows(request, found)
    form = RolloutForm(request.POST or None, user=request.user, programme=found)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.save_rollout(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, "เพิ่มในแผนแล้ว")
            return redirect("improvement:rollout", pk=pk)
    back = reverse("improvement:rollout", args=[pk])
    return form_page(request, form, heading="เพิ่มกิจกรรมในแผน", button="เพิ่มในแผน", sub=found.name, back=back)


@requires("improvement.follow")
@require_http_methods(["GET", "POST"])
def rollout_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _activity(request, pk)
    _follows(request, row.programme)
    form = RolloutForm(request.POST or None, user=request.user, programme=row.programme, activity=row)
    done, more = guarded(
        request, form,
        lambda stamp: services.save_rollout(
            row.programme, actor=request.user, activity=row, stamp=stamp, **form.cleaned_data
        ),
        fresh=lambda: RolloutActivity.objects.get(pk=pk), stamp=row.stamp,
    )  # fmt: skip
    back = reverse("improvement:rollout", args=[row.programme_id])
    if done is not None:
        return redirect(back)
    return form_page(request, form, heading="แก้ไขกิจกรรม", button="บันทึก", sub=row.programme.name, back=back, **more)


@requires("improvement.follow")
@require_http_methods(["GET", "POST"])
def rollout_done(request: HttpRequest, pk: int) -> HttpResponse:
    row = _activity(request, pk)
    _follows(request, row.programme)
    initial = {"done_on": row.done_on or timezone.localdate(), "result": row.result, "spent": row.spent}
    form = DoneForm(request.POST or None, initial=initial)
    back = reverse("improvement:rollout", args=[row.programme_id])
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.finish_rollout(row, actor=request.user, **form.cleaned_data))
        if saved is not None:
            messages.success(request, "บันทึกผลแล้ว")
            return redirect(back)
    return form_page(request, form, heading="ผลของกิจกรรม", button="บันทึกผล", sub=row.title, back=back)


@requires("improvement.follow")
@require_http_methods(["GET", "POST"])
def rollout_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = _activity(request, pk)
    _follows(request, row.programme)
    return with_reason(
        request, act=lambda reason: services.cancel_rollout(row, actor=request.user, reason=reason),
        back=reverse("improvement:rollout", args=[row.programme_id]), heading="ยกเลิกกิจกรรม", button="ยกเลิกกิจกรรม",
        done="ยกเลิกกิจกรรมแล้ว", help_text="กิจกรรมยังอยู่ในแผนพร้อมเหตุผล", sub=row.title,
    )  # fmt: skip


@requires("district.read")
@require_safe
def mentor(request: HttpRequest, pk: int) -> HttpResponse:
    """Which schools were mentored, are planned, or never were."""
    found = office_programme_or_404(request, pk)
    rows = mentoring.with_visits(found.participations.filter(is_in=True).select_related("school__cluster"), found)
    may_plan = found.is_open and holds(request.user, "visit.write", district=found.district_id)
    table = MentoringTable(request, rows, title="การลงพื้นที่ให้คำปรึกษา", programme=found, may_plan=may_plan)
    tally = mentoring.tally_of(found)
    tiles = [
        (state, label, tally.by_state[state], mentoring.SQUARES[state]) for state, label in mentoring.STATES.items()
    ]
    context = {
        "programme": found, "table": table, "tally": tally, "tiles": tiles,
        "every": mentoring.counts_every_visit(found),
    }  # fmt: skip
    return render(request, "improvement/mentoring.html", context)


@requires(*READERS)
@require_safe
def school_mentor(request: HttpRequest, pk: int) -> HttpResponse:
    """Visits to one school with what both sides made of them, and those planned."""
    row = participation_or_404(request, pk)
    found = row.programme
    made = mentoring.visits_of(found).filter(school=row.school_id).values("pk")
    ahead = mentoring.planned_for(found).filter(school=row.school_id)
    own_school = not holds(request.user, "district.read", district=found.district_id)
    visits = Visit.objects.visible_to(request.user).filter(pk__in=made).select_related("lead")
    context = {
        "participation": row, "programme": found, "standing": mentoring.school_standing(row),
        "visits": list(visits.order_by("-visited_on", "-pk")),
        "planned": list((ahead.agreed() if own_school else ahead).select_related("activity").order_by("month", "pk")),
        "may_plan": found.is_open and holds(request.user, "visit.write", district=found.district_id),
        "every": mentoring.counts_every_visit(found),
    }  # fmt: skip
    return render(request, "improvement/school_mentoring.html", context)
