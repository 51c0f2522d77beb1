"""Deciding on a plan: what changed, what it adds up to, approve or return. What waits is the one inbox of the frame."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.errors import DomainError, NotAllowed
from core.forms import ReasonForm
from supervision.planning import permissions, services
from supervision.planning.models import PlanRound
from supervision.planning.queries import activity_lines, review_of, trail_of
from supervision.planning.views.common import must, plan_or_404, tell


@requires("district.read")
@require_safe
def plan_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest revision sent: what changed, what it adds up to, and the decision for whose turn it is."""
    return _review(request, pk)


@requires("plan.decide")
@require_POST
def plan_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return exactly the revision that was on the page."""
    found = plan_or_404(request, pk)
    must(permissions.decides_here(request.user, found))
    decision = "approved" if request.POST.get("decision") == "approved" else "returned"
    revision = request.POST.get("revision", "")
    form = ReasonForm(request.POST if decision == "returned" else {"reason": "-"}, label="เหตุผลที่ส่งกลับ")
    if decision == "returned" and not form.is_valid():
        return _review(request, pk, form=form)
    try:
        round_ = services.decide_plan(
            found,
            actor=request.user,
            revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
            decision=decision,
            comment=request.POST.get("reason", "") if decision == "returned" else "",
            content_hash=request.POST.get("hash") or None,
            now=timezone.now(),
        )
    except NotAllowed as error:
        tell(request, error)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("planning:plan-review", pk)
    messages.success(request, _said(round_))
    return redirect("core:inbox")


def _said(round_: PlanRound) -> str:
    if round_.state == PlanRound.State.RETURNED:
        return f"ส่งกลับฉบับที่ {round_.revision} แล้ว ผู้จัดทำได้รับเหตุผลทันที"
    if round_.state == PlanRound.State.APPROVED:
        return f"อนุมัติฉบับที่ {round_.revision} แล้ว ครบทุกลำดับ"
    return f"เห็นชอบฉบับที่ {round_.revision} แล้ว ส่งต่อ {round_.lanes[round_.lane]['label']}"


def _review(request: HttpRequest, pk: int, *, form: ReasonForm | None = None) -> HttpResponse:
    found = plan_or_404(request, pk)
    review = review_of(found)
    if review is None:
        raise Http404
    can_decide = permissions.can_decide_plan(request.user, found)
    return render(
        request,
        "planning/review.html",
        {
            "plan": found,
            "review": review,
            "lines": activity_lines(found) if not review.changes else [],
            "sections": [row for row in found.sections.order_by("position") if row.body],
            "events": trail_of(found),
            "can_decide": can_decide,
            "form": form or ReasonForm(label="เหตุผลที่ส่งกลับ"),
            "returning": form is not None or "return" in request.GET,
            "last": review.round.lane >= len(review.round.lanes) - 1,
        },
        status=422 if form is not None else 200,
    )
