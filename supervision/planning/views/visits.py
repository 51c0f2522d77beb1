"""Schools and days of an activity, and one planned visit: read it, move it, cancel it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError
from core.forms import ReasonForm, attempt, refuse
from supervision.planning import fieldwork, permissions, services
from supervision.planning.forms import EverySchoolForm, MoveForm, SchoolsForm
from supervision.planning.models import PlanActivity
from supervision.planning.queries.calendar import state_of
from supervision.planning.services.base import was_submitted
from supervision.planning.views.common import activity_or_404, must, planned_or_404

PAGE = 60


@requires("district.read")
@require_safe
def activity_visits(request: HttpRequest, pk: int) -> HttpResponse:
    """Planned visits of an activity in order of days; its author adds to them here."""
    return _visits_page(request, activity_or_404(request, pk))


@requires("plan.write", "plan.group.write")
@require_POST
def visits_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Some schools or whole clusters, once more."""
    activity = activity_or_404(request, pk)
    must(permissions.can_edit_activity(request.user, activity))
    form = SchoolsForm(request.POST, user=request.user, plan=activity.plan, today=timezone.localdate())
    if form.is_valid():
        made = attempt(
            form,
            lambda: services.plan_schools(
                activity,
                actor=request.user,
                schools=form.chosen(),
                lock_version=form.cleaned_data["lock_version"],
                on=form.cleaned_data["planned_on"],
                month=form.cleaned_data["month"],
                now=timezone.now(),
            ),
        )
        if made is not None:
            messages.success(request, f"วางแผนเพิ่ม {made.added} ครั้งแล้ว")
            return redirect("planning:activity-visits", pk)
    return _visits_page(request, activity, schools_form=form)


@requires("plan.write", "plan.group.write")
@require_POST
def visits_every(request: HttpRequest, pk: int) -> HttpResponse:
    """Every school of these clusters so many times a term."""
    activity = activity_or_404(request, pk)
    must(permissions.can_edit_activity(request.user, activity))
    form = EverySchoolForm(request.POST, user=request.user, plan=activity.plan)
    if form.is_valid():
        made = attempt(
            form,
            lambda: services.plan_every_school(
                activity,
                actor=request.user,
                schools=form.chosen_schools(),
                times=form.cleaned_data["times"],
                slices=form.chosen_slices(),
                lock_version=form.cleaned_data["lock_version"],
                start=form.cleaned_data["start"],
                end=form.cleaned_data["end"],
                now=timezone.now(),
            ),
        )
        if made is not None:
            already = f" (มีอยู่แล้ว {made.already} ครั้ง)" if made.already else ""
            messages.success(request, f"วางแผนเพิ่ม {made.added} ครั้งแล้ว{already}")
            for line in made.left_out[:10]:
                messages.warning(request, f"ไม่ได้วางแผน {line}")
            return redirect("planning:activity-visits", pk)
    return _visits_page(request, activity, every_form=form)


def _visits_page(
    request: HttpRequest,
    activity: PlanActivity,
    *,
    schools_form: SchoolsForm | None = None,
    every_form: EverySchoolForm | None = None,
) -> HttpResponse:
    plan, today = activity.plan, timezone.localdate()
    rows = activity.planned_visits.select_related("school__cluster").with_done().by_day()
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    can_edit = permissions.can_edit_activity(request.user, activity)
    links = fieldwork.answers().visits_for([row.pk for row in page])
    if can_edit:
        schools_form = schools_form or SchoolsForm(user=request.user, plan=plan, today=today)
        every_form = every_form or EverySchoolForm(user=request.user, plan=plan)
    failed = bool((schools_form and schools_form.errors) or (every_form and every_form.errors))
    return render(
        request,
        "planning/visits.html",
        {
            "plan": plan,
            "activity": activity,
            "page": page,
            "rows": [{"visit": row, "state": state_of(row, today), "link": links.get(row.pk)} for row in page],
            "can_edit": can_edit,
            "schools_form": schools_form,
            "every_form": every_form,
        },
        status=422 if failed else 200,
    )


@requires("district.read", "school.read")
@require_safe
def planned_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One planned visit: where, when, on what, by whom; the visit made of it."""
    row = planned_or_404(request, pk)
    link = fieldwork.answers().visits_for([row.pk]).get(row.pk)
    reads_plan = permissions.reads_plan_of(request.user, row)
    if link is not None and link.state == "draft" and not reads_plan:
        link = None  # a school is told of a visit when it is sent
    row.done = link is not None
    begin = "" if link or not request.user.has_perm("visit.write") else fieldwork.answers().begin_url(row.pk)
    return render(
        request,
        "planning/planned_visit.html",
        {
            "row": row,
            "plan": row.activity.plan,
            "state": "cancelled" if row.cancelled_reason else state_of(row, timezone.localdate()),
            "link": link,
            "begin": begin if reads_plan and not row.cancelled_reason else "",
            "reads_plan": reads_plan,
            "can_move": link is None and permissions.can_reschedule(request.user, row),
        },
    )


@requires("plan.write", "plan.group.write")
@require_http_methods(["GET", "HEAD", "POST"])
def visit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """A new day or month, and why."""
    row = planned_or_404(request, pk)
    must(permissions.can_reschedule(request.user, row))
    form = MoveForm(request.POST or None, planned=row, must_say_why=was_submitted(row.activity.plan))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.move_visit(
                row,
                actor=request.user,
                on=data["planned_on"],
                month=data["month"],
                was=data["was"],
                reason=data["reason"],
                now=timezone.now(),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "เลื่อนแล้ว")
            return redirect("planning:planned-visit", pk)
    context = {"row": row, "plan": row.activity.plan, "form": form}
    return render(request, "planning/visit_move.html", context, status=422 if form.errors else 200)


@requires("plan.write", "plan.group.write")
@require_http_methods(["GET", "HEAD", "POST"])
def visit_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of a draft, or cancel it with a reason once the plan was sent."""
    row = planned_or_404(request, pk)
    must(permissions.can_reschedule(request.user, row))
    kept = was_submitted(row.activity.plan)
    form = ReasonForm(request.POST or None, required=kept, label="เหตุผลที่ยกเลิก", max_length=300)
    if request.method == "POST" and form.is_valid():
        try:
            services.drop_visit(row, actor=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "ยกเลิกครั้งนี้แล้ว" if kept else "นำครั้งนี้ออกจากแผนแล้ว")
            return redirect("planning:activity-visits", row.activity_id)
    context = {
        "plan": row.activity.plan,
        "form": form,
        "heading": f"ยกเลิกนิเทศ {row.school}",
        "warning": "เมื่อยกเลิก แผนจะแสดงเป็น แก้ไขหลังอนุมัติ จนกว่าจะส่งใหม่" if kept else "แผนนี้ยังไม่เคยส่ง ครั้งนี้จะถูกนำออกจากแผน",
        "verb": "ยกเลิกครั้งนี้",
    }
    return render(request, "planning/reason.html", context, status=422 if form.errors else 200)
