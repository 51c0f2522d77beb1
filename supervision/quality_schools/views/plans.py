"""The plan: writing it, the approval in the office, the letter to เลขาธิการ กพฐ. and the reply."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import pressed, tried
from core.approvals import history
from core.approvals.content import short_hash
from core.forms import DecisionForm, ReasonForm, attempt
from schools.scope import holds
from supervision.quality_schools import permissions, services
from supervision.quality_schools.content import content_of
from supervision.quality_schools.forms import DispatchForm, PlanForm, ReplyForm
from supervision.quality_schools.missing import missing
from supervision.quality_schools.models import PLAN_TEXTS, Dispatch, QualityPlan
from supervision.quality_schools.views.base import admit_to_plan, asked, plan_or_404, plan_to_write


def _back(pk: int) -> str:
    return reverse("quality-schools:plan", args=[pk])


@requires("district.read")
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as it was sent, or as it stands now, with the decision for whose turn it is."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, *, form: ReasonForm | None = None) -> HttpResponse:
    row = plan_or_404(request, pk)
    if not permissions.may_read_office(request.user, row.district):
        raise PermissionDenied
    live = row.state in (QualityPlan.State.DRAFT, QualityPlan.State.RETURNED) or row.frozen is None
    content = content_of(row) if live else row.frozen
    may = permissions.may_write(request.user, row.year)
    can_edit = permissions.can_edit_plan(request.user, row)
    dispatches = list(row.dispatches.all())
    sendable = live and may
    settled = any(not one.reply or (one.revision == row.revision and one.reply != "returned") for one in dispatches)
    context = {
        "plan": row, "content": content, "texts": [(PLAN_TEXTS[name], content["texts"][name]) for name in PLAN_TEXTS],
        "live": live, "hash": short_hash(row.content_hash) if row.content_hash and not live else "",
        "round": row.rounds.order_by("-submitted_at").first(), "events": history(services.PLAN_KIND, row),
        "missing": missing(row) if sendable else [], "can_submit": sendable, "can_edit": can_edit, "may": may,
        "can_withdraw": permissions.can_withdraw(request.user, row), "dispatches": dispatches,
        "can_decide": permissions.can_decide(request.user, row), "form": form or ReasonForm(),
        "returning": form is not None or "return" in request.GET,
        "can_dispatch": may and row.state == QualityPlan.State.APPROVED and not settled,
    }  # fmt: skip
    return render(request, "quality_schools/plan.html", context, status=422 if form is not None else 200)


@requires(*permissions.WRITERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_to_write(request, pk, "edit")
    points = row.year.focus_points.filter(is_active=True)
    form = PlanForm(request.POST or None, plan=row, points=points)
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.save_plan(row, actor=request.user, **form.given), request)
        if saved is not None:
            messages.success(request, "บันทึกแผนแล้ว")
            return redirect(_back(pk))
        # Saving again overwrites knowingly: the page now shows that somebody else wrote in between.
        form.data = form.data.copy()
        form.data["lock_version"] = str(QualityPlan.objects.values_list("lock_version", flat=True).get(pk=pk))
    return render(
        request, "quality_schools/plan_edit.html", {"plan": row, "form": form}, status=422 if form.is_bound else 200
    )


@requires(*permissions.WRITERS)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_to_write(request, pk, "submit")
    return pressed(
        request, lambda: services.submit_plan(row, actor=request.user), back=_back(pk), done="ส่งแผนแล้ว ผู้พิจารณาได้รับแจ้ง"
    )


@requires(*permissions.WRITERS)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_to_write(request, pk, "withdraw")
    return pressed(
        request, lambda: services.withdraw_plan(row, actor=request.user), back=_back(pk), done="ถอนแผนกลับมาแก้ไขแล้ว"
    )


@requires("plan.decide")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return exactly the revision that was on the page."""
    row = plan_or_404(request, pk)
    admit_to_plan(request, row, "approve", holds(request.user, "plan.decide", district=row.district_id))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form=form)
    done = tried(request, lambda: services.decide_plan(row, actor=request.user, now=timezone.now(), **form.given))
    if done:
        messages.success(request, "อนุมัติแผนแล้ว" if form.approves else "ส่งแผนกลับแล้ว ผู้จัดทำได้รับเหตุผลทันที")
    return redirect("core:inbox") if done else redirect(_back(pk))


@requires(*permissions.WRITERS)
@require_http_methods(["GET", "POST"])
def dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_to_write(request, pk, "dispatch")
    form = DispatchForm(request.POST or None, initial={"sent_on": timezone.localdate()})
    return asked(
        request, form, lambda: services.dispatch(row, actor=request.user, **form.cleaned_data),
        heading="ส่งแผนถึงเลขาธิการ กพฐ.", button="บันทึกการส่ง", back=_back(pk), done="บันทึกแล้ว แนบสำเนาหนังสือได้ในหน้าแผน",
        sub=str(row),
    )  # fmt: skip


@requires(*permissions.WRITERS)
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    rows: Any = Dispatch.objects.visible_to(request.user).select_related("plan__year__district", "plan__district")
    row = get_object_or_404(rows, pk=pk)
    if not permissions.may_write(request.user, row.plan.year):
        raise PermissionDenied
    form = ReplyForm(request.POST or None, initial={"replied_on": timezone.localdate()})
    return asked(
        request, form, lambda: services.reply(row, actor=request.user, **form.cleaned_data),
        heading=f"หนังสือตอบของหนังสือที่ {row.number}", button="บันทึกผลการพิจารณา", back=_back(row.plan_id), done="บันทึกแล้ว",
        sub=str(row.plan),
    )  # fmt: skip
