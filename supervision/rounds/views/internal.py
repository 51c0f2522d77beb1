"""นิเทศภายใน inside the school: list, plan, one observation and its acts. Out of the school everything is 404."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.access import requires
from core.acts import act_page, ask_why
from core.trail import trail
from schools.models import School
from schools.scope import holds, people_keys, reach
from supervision.field.views.base import attempt
from supervision.rounds import permissions, services
from supervision.rounds.forms import AcknowledgeForm, MoveForm, PlanForm
from supervision.rounds.missing import missing_of_visit
from supervision.rounds.models import InternalSummary, InternalVisit
from supervision.rounds.queries.internal import choose_term, counts_by_school
from supervision.rounds.services.common import internal_pointer
from supervision.rounds.tables import InternalTable
from supervision.rounds.views.base import internal_or_404

State = InternalVisit.State
_WAITING = 10
_LOOKS = {
    "internal.planned": ("", "calendar-event"),
    "internal.moved": ("", "calendar-due"),
    "internal.recorded": ("", "send"),
    "internal.reopened": ("warn", "pencil"),
    "internal.acknowledged": ("ok", "circle-check"),
    "internal.cancelled": ("bad", "circle-x"),
}


@requires("school.read", "district.read")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The school's own list of a term; the office is led to its counts."""
    user = request.user
    district: Any = getattr(request, "district", None) or None
    office = district is not None and holds(user, "district.read", district=district)
    own = School.objects.filter(pk__in=reach(user, "school.read").schools, district=district)
    if office and not own.exists():
        return redirect("rounds:internal-office")
    if district is None:
        raise PermissionDenied
    today = timezone.localdate()
    chosen = choose_term(district, today, request.GET.get("term", ""))
    mine = InternalVisit.objects.visible_to(user).filter(school__district=district)
    table = InternalTable(
        request, mine.in_term(chosen.year, chosen.term).select_related("teacher", "observer", "school"),
        title="นิเทศภายใน", many=own.count() > 1,
    )  # fmt: skip
    led = list(own.filter(pk__in=reach(user, "internal.manage").schools).order_by("name_sort"))
    counts = counts_by_school([school.pk for school in led], chosen.year, chosen.term, on=today) if led else {}
    rows = InternalSummary.objects.filter(school__in=led).in_term(chosen.year, chosen.term)
    sent = {row.school_id: row for row in rows}
    keys = people_keys(user)
    context = {
        "table": table, "chosen": chosen, "pills": chosen.pills(reverse("rounds:internal")), "today": today,
        "office": office, "schools": [(school, counts[school.pk], sent.get(school.pk)) for school in led],
        "to_read": list(mine.to_read_by(keys).select_related("observer").order_by("recorded_at")[:_WAITING]),
        "to_record": list(mine.to_record_by(keys).select_related("teacher").order_by("planned_on")[:_WAITING]),
    }  # fmt: skip
    return render(request, "rounds/internal_list.html", context)


def led_school(request: HttpRequest, pk: int) -> School:
    """A school this person leads, or 404."""
    rows = School.objects.filter(pk__in=reach(request.user, "internal.manage").schools)
    found: School = get_object_or_404(rows.select_related("district__settings"), pk=pk)
    return found


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, school: int) -> HttpResponse:
    found = led_school(request, school)
    form = PlanForm(request.POST if request.method == "POST" else None, user=request.user, school=found)
    if request.method == "POST" and form.is_valid():
        made: list[list[InternalVisit]] = []
        if attempt(
            request, form,
            lambda: made.append(services.plan_internal(found, actor=request.user, **form.cleaned_data)),
        ):  # fmt: skip
            messages.success(request, f"วางแผนแล้ว {len(made[0])} ครั้ง ครูและผู้นิเทศได้รับแจ้ง")
            first = made[0][0]
            return redirect(f"{reverse('rounds:internal')}?term={first.term}-{first.academic_year}")
    context = {"form": form, "school": found}
    return render(request, "rounds/internal_plan.html", context, status=422 if form.errors else 200)


@requires("school.read")
@require_safe
def visit_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One observation: who writes it sees it all, the teacher what was seen once it was recorded for them."""
    visit = internal_or_404(request, pk)
    user = request.user
    readable = permissions.may_read_record(user, visit)
    if readable and visit.response_id:
        note_read(request, visit)
    return render(request, "rounds/internal_visit.html", _visit_context(request, visit, AcknowledgeForm()))


def _visit_context(request: HttpRequest, visit: InternalVisit, form: AcknowledgeForm) -> dict[str, Any]:
    """What of an observation this person sees and may do now."""
    user = request.user
    readable = permissions.may_read_record(user, visit)
    writes = permissions.may_write_record(user, visit)
    manages = permissions.manages(user, visit.school)
    acts = permissions.INTERNAL_STATES.acts(visit.state)
    can_acknowledge = permissions.may_acknowledge(user, visit) and "acknowledge" in acts
    return {
        "visit": visit, "readable": readable, "writes": writes, "today": timezone.localdate(),
        "response": visit.response if readable else None,
        "missing": missing_of_visit(visit) if writes and visit.state == State.DRAFT else [],
        "can_write": writes and visit.is_editable,
        "can_record": writes and "record" in acts,
        "can_reopen": writes and "reopen" in acts,
        "can_cancel": manages and "cancel" in acts,
        "can_move": manages and "move" in acts,
        "can_acknowledge": can_acknowledge, "form": form, "events": trail("internal_visit", visit.pk, _LOOKS),
    }  # fmt: skip


def note_read(request: HttpRequest, visit: InternalVisit) -> None:
    """The principal opening a teacher's record leaves a trace; the two it is about do not."""
    keys = people_keys(request.user)
    if visit.teacher_id in keys or visit.observer_id in keys:
        return
    audit.record_read(
        actor=request.user, action="internal.read", target=internal_pointer(visit),
        district_code=visit.school.district.code,
    )  # fmt: skip


def visit_to_write(request: HttpRequest, pk: int) -> InternalVisit:
    """In sight, and this person's to write; 403 otherwise."""
    visit = internal_or_404(request, pk)
    if not permissions.may_write_record(request.user, visit):
        raise PermissionDenied
    return visit


def hand_over(request: HttpRequest, visit: InternalVisit) -> HttpResponse:
    """To the teacher; what is still missing stands on the page of the observation."""
    if attempt(request, None, lambda: services.record_internal(visit, actor=request.user)):
        messages.success(request, "ส่งให้ครูอ่านและรับทราบแล้ว")
    return redirect("rounds:internal-visit", pk=visit.pk)


@requires("school.read")
@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    return hand_over(request, visit_to_write(request, pk))


@requires("school.read")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_write(request, pk)
    if attempt(request, None, lambda: services.reopen_internal(visit, actor=request.user)):
        return redirect("rounds:internal-record", pk=pk)
    return redirect("rounds:internal-visit", pk=pk)


@requires("school.read")
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment that cannot be kept is shown again beside the record it is about."""
    visit = internal_or_404(request, pk)
    if not permissions.may_acknowledge(request.user, visit):
        raise PermissionDenied
    form = AcknowledgeForm(request.POST)
    if form.is_valid():
        comment = form.cleaned_data["comment"]
        if attempt(request, None, lambda: services.acknowledge_internal(visit, actor=request.user, comment=comment)):
            messages.success(request, "รับทราบแล้ว")
        return redirect("rounds:internal-visit", pk=pk)
    return render(request, "rounds/internal_visit.html", _visit_context(request, visit, form), status=422)


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    visit = internal_or_404(request, pk)
    if not permissions.manages(request.user, visit.school):
        raise PermissionDenied
    form = MoveForm(request.POST if request.method == "POST" else None, visit=visit)
    back = reverse("rounds:internal-visit", args=[pk])
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(request, form, lambda: services.move_internal(visit, actor=request.user, **values)):
            messages.success(request, "เปลี่ยนนัดแล้ว ครูและผู้นิเทศได้รับแจ้ง")
            return redirect(back)
    context = {"form": form, "heading": "เปลี่ยนวันหรือผู้นิเทศ", "button": "เปลี่ยนนัด", "back": back, "sub": visit.teacher}
    return act_page(request, **context)


@requires("internal.manage")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    visit = internal_or_404(request, pk)
    return ask_why(
        request, may=permissions.manages(request.user, visit.school),
        act=lambda reason: services.cancel_internal(visit, actor=request.user, reason=reason),
        back=reverse("rounds:internal-visit", args=[pk]), heading="ยกเลิกนัดนิเทศภายใน", button="ยกเลิกนัด",
        done="ยกเลิกแล้ว", help_text="ครูและผู้นิเทศจะเห็นข้อความนี้", sub=str(visit.teacher),
    )  # fmt: skip
