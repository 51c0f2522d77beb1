"""The list of plans, a plan's page, a new plan, and ending one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.errors import DomainError
from core.forms import ReasonForm, refuse
from core.thai.years import fiscal_year
from schools.queries import person_of
from supervision.planning import fieldwork, permissions, services
from supervision.planning.forms import StartForm
from supervision.planning.missing import missing
from supervision.planning.models import Plan
from supervision.planning.queries import activity_lines, current_plan_of, fiscal_years_of, previous_plan, trail_of
from supervision.planning.services.base import was_submitted
from supervision.planning.tables import PlanTable
from supervision.planning.views.common import current_district, must, plan_or_404, tell


@requires("district.read")
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Plans of the office, newest year first."""
    district = current_district(request)
    base = Plan.objects.visible_to(request.user).of_district(district)
    table = PlanTable(request, base.select_related("owner").with_counts(), title="แผนนิเทศ", years=fiscal_years_of(base))
    year = fiscal_year(timezone.localdate())
    person = person_of(request.user, district) if district else None
    return render(
        request,
        "planning/plans.html",
        {
            "table": table,
            "year": year,
            "own": current_plan_of(person, district, year) if person else None,
            "may_create": bool(district)
            and any(permissions.can_create_plan(request.user, district, kind) for kind in Plan.Kind.values),
            "may_decide": request.user.has_perm("plan.decide"),
        },
    )


@requires("plan.write", "plan.group.write")
@require_http_methods(["GET", "HEAD", "POST"])
def plan_create(request: HttpRequest) -> HttpResponse:
    """Begin a plan, empty or from last year's."""
    district = current_district(request)
    kinds = [
        kind for kind in Plan.Kind.values if district and permissions.can_create_plan(request.user, district, kind)
    ]
    must(bool(kinds))
    initial = {
        "kind": request.GET.get("kind") or kinds[-1],
        "fiscal_year": request.GET.get("year") or fiscal_year(timezone.localdate()),
        "copy": True,
    }
    form = StartForm(request.POST or None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid():
        kind, year = form.cleaned_data["kind"], form.cleaned_data["fiscal_year"]
        source = None
        if form.cleaned_data["copy"]:
            probe = Plan(district=district, kind=kind, fiscal_year=year, owner=person_of(request.user, district))
            source = previous_plan(probe)
        try:
            plan = services.create_plan(
                actor=request.user,
                district=district,
                kind=kind,
                fiscal_year=year,
                copy_from=source,
                now=timezone.now(),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            if form.cleaned_data["copy"] and source is None:
                messages.info(request, f"ไม่มีแผนปีงบประมาณ {year - 1} ให้คัดลอก จึงเริ่มจากแผนเปล่า")
            return redirect("planning:plan-edit", plan.pk)
    return render(request, "planning/plan_create.html", {"form": form}, status=422 if form.errors else 200)


@requires("district.read")
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan with its activities, what came of them, what is missing and the way it went."""
    found = plan_or_404(request, pk)
    today = timezone.localdate()
    author = permissions.is_author(request.user, found)
    can_submit = permissions.can_submit_plan(request.user, found)
    lacking = missing(found, today=today) if can_submit else []
    person = found.owner if found.kind == Plan.Kind.PERSONAL else None
    year_before = found.fiscal_year - 1
    return render(
        request,
        "planning/plan.html",
        {
            "plan": found,
            "sections": [row for row in found.sections.order_by("position") if row.body],
            "lines": activity_lines(found),
            "missing": lacking,
            "asked_first": services.asked_first(found, request.user, today) if can_submit and not lacking else "",
            "events": trail_of(found),
            "author": author,
            "can_edit": permissions.can_edit_plan(request.user, found),
            "can_submit": can_submit,
            "can_withdraw": permissions.can_withdraw_plan(request.user, found),
            "can_cancel": permissions.can_cancel_plan(request.user, found),
            "can_decide": permissions.can_decide_plan(request.user, found),
            "sent_before": bool(found.approved_revision) or was_submitted(found),
            "last_year": fieldwork.answers().review(found.district, year_before, person, request.user),
            "previous": previous_plan(found),
        },
    )


@requires("plan.write", "plan.group.write")
@require_POST
def plan_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the plan to the first lane."""
    found = plan_or_404(request, pk)
    try:
        round_ = services.submit_plan(found, actor=request.user, now=timezone.now())
    except DomainError as error:
        tell(request, error)
    else:
        lane = round_.lanes[min(round_.lane, len(round_.lanes) - 1)]["label"]
        messages.success(request, f"ส่งฉบับที่ {round_.revision} ให้ {lane} พิจารณาแล้ว")
    return redirect("planning:plan", pk)


@requires("plan.write", "plan.group.write")
@require_POST
def plan_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submission back to go on writing."""
    found = plan_or_404(request, pk)
    try:
        services.withdraw_plan(found, actor=request.user, now=timezone.now())
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, "ถอนคืนแล้ว แก้ไขและส่งใหม่ได้")
    return redirect("planning:plan", pk)


@requires("plan.write", "plan.group.write")
@require_http_methods(["GET", "HEAD", "POST"])
def plan_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """End a plan with a reason."""
    found = plan_or_404(request, pk)
    must(permissions.can_cancel_plan(request.user, found))
    form = ReasonForm(request.POST or None, label="เหตุผลที่ยกเลิกแผน")
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_plan(found, actor=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "ยกเลิกแผนแล้ว เหตุผลถูกบันทึกไว้")
            return redirect("planning:plan", pk)
    context = {
        "plan": found,
        "form": form,
        "heading": f"ยกเลิก{found.title}",
        "warning": "แผนที่ยกเลิกยังอ่านได้ แต่แก้ไขและส่งอีกไม่ได้ ครั้งที่วางแผนไว้ทั้งหมดจะไม่ถูกนับ",
        "verb": "ยกเลิกแผนนี้",
    }
    return render(request, "planning/reason.html", context, status=422 if form.errors else 200)
