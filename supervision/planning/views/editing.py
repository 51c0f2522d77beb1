"""Writing a plan: its sections on one page kept as one types, each activity on a page of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.errors import DomainError, StaleRevision
from core.forms import ReasonForm, refuse
from supervision.planning import fieldwork, permissions, services
from supervision.planning.forms import ActivityForm, ResultForm, SectionsForm
from supervision.planning.missing import missing
from supervision.planning.models import Plan, PlanActivity
from supervision.planning.queries import activity_lines, previous_plan
from supervision.planning.services.base import was_submitted
from supervision.planning.views.common import activity_or_404, must, plan_or_404, tell

EDIT = requires("plan.write", "plan.group.write")


@EDIT
@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The sections; a POST by htmx keeps what is typed and answers with the small fragment only."""
    found = plan_or_404(request, pk)
    must(permissions.is_author(request.user, found))
    if not permissions.can_edit_plan(request.user, found):
        messages.error(request, f"แผนนี้อยู่ในสถานะ {found.state_label} จึงแก้ไขไม่ได้ ถอนคืนก่อนหากต้องการแก้ไข")
        return redirect("planning:plan", pk)
    form = SectionsForm(request.POST or None, plan=found)
    differing: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            found = services.save_sections(
                found,
                actor=request.user,
                lock_version=form.cleaned_data["lock_version"],
                bodies=form.bodies,
                title=form.cleaned_data["title"],
                now=timezone.now(),
            )
        except StaleRevision as error:
            if request.htmx:
                # The script loads the page anew as it stands now, and offers what was typed here back.
                messages.error(request, error.message)
                return HttpResponse("<!doctype html>", status=409)
            form.add_error(None, error.message)
            differing = form.differing()
            form.data = form.data.copy()
            # The version read now: the next press is a decision, not an accident.
            form.data["lock_version"] = str(found.lock_version)
        except DomainError as error:
            refuse(form, error)
        else:
            if request.htmx:
                return render(request, "planning/_kept.html", {"plan": found})
            messages.success(request, "บันทึกแล้ว")
            return redirect("planning:plan-edit", pk)
    if request.method == "POST" and request.htmx:
        return render(request, "planning/_not_kept.html", {"form": form})
    return render(
        request, "planning/plan_edit.html", _edit_context(request, found, form, differing), status=_status(form)
    )


def _edit_context(request: HttpRequest, plan: Plan, form: SectionsForm, differing: Any) -> dict[str, Any]:
    person = plan.owner if plan.kind == Plan.Kind.PERSONAL else None
    return {
        "plan": plan,
        "form": form,
        "fields": [form["title"], *(form[f"section-{row.code}"] for row in form.sections)],
        "differing": differing,
        "lines": activity_lines(plan),
        "missing": missing(plan, today=timezone.localdate()),
        "last_year": fieldwork.answers().review(plan.district, plan.fiscal_year - 1, person, request.user),
        "previous": previous_plan(plan),
    }


def _status(form: Any) -> int:
    return 422 if form.errors else 200


@EDIT
@require_http_methods(["GET", "HEAD", "POST"])
def activity_create(request: HttpRequest, pk: int) -> HttpResponse:
    found = plan_or_404(request, pk)
    must(permissions.can_edit_plan(request.user, found))
    return _activity_page(request, found, None)


@EDIT
@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_or_404(request, pk)
    must(permissions.can_edit_activity(request.user, activity))
    return _activity_page(request, activity.plan, activity)


def _activity_page(request: HttpRequest, plan: Plan, activity: PlanActivity | None) -> HttpResponse:
    form = ActivityForm(request.POST or None, user=request.user, plan=plan, activity=activity)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_activity(
                plan,
                actor=request.user,
                lock_version=form.cleaned_data["lock_version"],
                fields=form.given,
                activity=activity,
                now=timezone.now(),
            )
        except StaleRevision as error:
            form.add_error(None, error.message)
            form.data = form.data.copy()
            form.data["lock_version"] = str(Plan.objects.get(pk=plan.pk).lock_version)
        except DomainError as error:
            refuse(form, error)
        else:
            if activity is None:
                messages.success(request, "เพิ่มกิจกรรมแล้ว เลือกโรงเรียนและวันต่อได้ที่หน้านี้")
                return redirect("planning:activity-visits", saved.pk)
            messages.success(request, "บันทึกกิจกรรมแล้ว")
            return redirect("planning:plan-edit", plan.pk)
    context = {"plan": plan, "activity": activity, "form": form}
    return render(request, "planning/activity.html", context, status=_status(form))


@EDIT
@require_POST
def activity_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    activity = activity_or_404(request, pk)
    try:
        services.move_activity(
            activity,
            actor=request.user,
            lock_version=_version(request),
            up=request.POST.get("to") == "up",
            now=timezone.now(),
        )
    except DomainError as error:
        tell(request, error)
    return redirect(f"{_edit_url(activity.plan_id)}#activity-{activity.pk}")


@EDIT
@require_http_methods(["GET", "HEAD", "POST"])
def activity_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop an activity of a draft; cancel one of a plan that was sent."""
    activity = activity_or_404(request, pk)
    plan = activity.plan
    must(permissions.can_edit_activity(request.user, activity))
    kept = was_submitted(plan)
    form = ReasonForm(request.POST or None, required=kept, label="เหตุผลที่ยกเลิกกิจกรรม", max_length=300)
    if request.method == "POST" and form.is_valid():
        try:
            services.remove_activity(
                activity,
                actor=request.user,
                lock_version=_version(request),
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "ยกเลิกกิจกรรมแล้ว" if kept else "ลบกิจกรรมแล้ว")
            return redirect("planning:plan-edit", plan.pk)
    context = {
        "plan": plan,
        "form": form,
        "heading": f"นำกิจกรรม “{activity.topic}” ออก",
        "warning": "แผนนี้เคยส่งให้พิจารณาแล้ว กิจกรรมจะถูกยกเลิกพร้อมเหตุผล"
        if kept
        else "กิจกรรมและครั้งที่วางแผนไว้ทั้งหมดจะถูกลบ แผนนี้ยังไม่เคยส่ง",
        "verb": "ยกเลิกกิจกรรม" if kept else "ลบกิจกรรม",
        "lock_version": plan.lock_version,
    }
    return render(request, "planning/reason.html", context, status=_status(form))


@EDIT
@require_http_methods(["GET", "HEAD", "POST"])
def activity_result(request: HttpRequest, pk: int) -> HttpResponse:
    """The result of an activity that is counted by hand."""
    activity = activity_or_404(request, pk)
    must(permissions.can_record_result(request.user, activity) and activity.result_basis == "manual")
    form = ResultForm(request.POST or None, initial={"value": activity.result_manual})
    if request.method == "POST" and form.is_valid():
        try:
            services.record_result(activity, actor=request.user, value=form.cleaned_data["value"], now=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "บันทึกผลแล้ว")
            return redirect("planning:plan", activity.plan_id)
    context = {"plan": activity.plan, "activity": activity, "form": form}
    return render(request, "planning/result.html", context, status=_status(form))


def _version(request: HttpRequest) -> int:
    """The version the page was drawn with; a missing or broken one is never the newest."""
    text = request.POST.get("lock_version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _edit_url(pk: int) -> str:
    return reverse("planning:plan-edit", args=[pk])
