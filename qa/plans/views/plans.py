"""Quality plans: the list, one as a whole or of one year, sending, deciding, results."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import tried
from core.approvals import diff, first_asked, history, short_hash
from core.forms import DecisionForm, ReasonForm, attempt
from core.keys import number_of
from core.thai.years import fiscal_year
from qa.plans import permissions, services
from qa.plans.forms import ResultsForm, StartForm
from qa.plans.missing import missing
from qa.plans.models import QualityPlan
from qa.plans.queries import place_names, snapshot, tree_of
from qa.plans.views.base import form_page, own_plan_or_404, plan_or_404, year_asked
from reports import registry


@requires("district.read")
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    rows = QualityPlan.objects.visible_to(request.user).of_district(district)
    may_write = permissions.may_write_plans(request.user, district)
    return render(request, "qa/plans/plans.html", {"plans": list(rows[:100]), "may_write": may_write})


@requires("quality.plan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not permissions.may_write_plans(request.user, district):
        raise PermissionDenied
    year = fiscal_year(timezone.localdate())
    initial = {
        "title": f"แผนพัฒนาคุณภาพการศึกษา พ.ศ. {year}–{year + 4}", "year_kind": "fiscal", "year_from": year,
        "year_to": year + 4,
    }  # fmt: skip
    form = StartForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.create_plan(district, actor=request.user, **values))
        if made is not None:
            return redirect("quality-plans:plan", made.pk)
    return form_page(request, form, heading="เริ่มแผนพัฒนาคุณภาพ", button="เริ่มเขียนแผน", back=reverse("quality-plans:plans"))


@requires("district.read")
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole plan, or with ?year= the yearly plan; the decision for whose turn it is."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, *, form: ReasonForm | None = None) -> HttpResponse:
    found = plan_or_404(request, pk)
    year = year_asked(request, found)
    tree = tree_of(found, year)
    user = request.user
    may_edit, may_submit = permissions.can_edit_plan(user, found), permissions.can_submit_plan(user, found)
    rounds = list(found.rounds.order_by("-submitted_at")[:20])
    approved = next((row for row in rounds if row.state == "approved"), None)
    compared = approved is not None and (found.changed_after_approval or found.revision != approved.revision)
    now = snapshot(found) if compared else {}
    before = approved.snapshot if approved is not None and compared else {}
    today = timezone.localdate()
    context = {
        "plan": found, "tree": tree, "year": year, "years": list(found.years), "lock": found.lock_version,
        "may_edit": may_edit and year is None, "may_submit": may_submit,
        "missing": missing(found, tree_of(found) if year else tree) if may_submit else [],
        "may_withdraw": permissions.can_withdraw_plan(user, found),
        "may_cancel": permissions.can_cancel_plan(user, found),
        "may_record": permissions.can_record_results(user, found),
        "can_decide": permissions.can_decide_plan(user, found),
        "round": rounds[0] if rounds else None,
        "hash": short_hash(rounds[0].content_hash) if rounds else "",
        "before": approved,
        "changes": diff(before, now, place_names(before, now)) if compared else [],
        "asked": first_asked(services.PLAN_KIND, found, found.district.settings.plan_chain, sender=user, on=today)
        if may_submit else "",
        "events": history(services.PLAN_KIND, found),
        "may_print": registry.get("quality-plan").may_run(user, found.district.code),
        "form": form or ReasonForm(), "returning": form is not None or "return" in request.GET,
        "result_year": year or next((one for one in found.years if one == fiscal_year(today)), found.year_from),
    }  # fmt: skip
    return render(request, "qa/plans/plan.html", context, status=422 if form is not None else 200)


@requires("quality.plan.write")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_plan_or_404(request, pk)
    lock = number_of(request.POST.get("lock"))
    if tried(request, lambda: services.submit_plan(found, actor=request.user, lock_version=lock)):
        messages.success(request, "ส่งแผนแล้ว ผู้พิจารณาได้รับแจ้ง")
    return redirect("quality-plans:plan", pk)


@requires("quality.plan.write")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_plan_or_404(request, pk)
    if tried(request, lambda: services.withdraw_plan(found, actor=request.user)):
        messages.success(request, "ถอนแผนกลับมาแก้ไขแล้ว")
    return redirect("quality-plans:plan", pk)


@requires("quality.plan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_plan_or_404(request, pk)
    form = ReasonForm(request.POST or None, label="เหตุผลที่ยกเลิก")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def act() -> bool:
            services.cancel_plan(found, actor=request.user, reason=reason)
            return True

        if attempt(form, act):
            messages.success(request, "ยกเลิกแผนแล้ว")
            return redirect("quality-plans:plan", pk)
    return form_page(request, form, heading="ยกเลิกแผน", button="ยกเลิกแผน", sub=found.title,
                     back=reverse("quality-plans:plan", args=[pk]))  # fmt: skip


@requires("plan.decide")
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return exactly the revision that was on the page."""
    found = plan_or_404(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form=form)
    if tried(request, lambda: services.decide_plan(found, actor=request.user, **form.given)):
        messages.success(request, "อนุมัติแผนแล้ว" if form.approves else "ส่งแผนกลับแล้ว ผู้จัดทำได้รับเหตุผลทันที")
        return redirect("core:inbox")
    return redirect("quality-plans:plan", pk)


@requires("quality.plan.write")
@require_http_methods(["GET", "HEAD", "POST"])
def results(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """What came of every indicator with a target in that year."""
    found = own_plan_or_404(request, pk)
    if year not in found.years:
        return redirect("quality-plans:plan", pk)
    form = ResultsForm(request.POST or None, plan=found, tree=tree_of(found, year))
    if request.method == "POST" and form.is_valid():
        lock = form.cleaned_data["lock"]

        def act() -> int:
            return 1 + services.record_results(
                found, actor=request.user, year=year, results=form.results(), lock_version=lock
            )

        if attempt(form, act):
            messages.success(request, "บันทึกผลแล้ว")
            return redirect(f"{reverse('quality-plans:plan', args=[pk])}?year={year}")
    context = {"plan": found, "form": form, "year": year}
    return render(request, "qa/plans/results.html", context, status=422 if form.is_bound else 200)
