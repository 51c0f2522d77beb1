"""Pages of reports: the list, a new one, writing it, the paper with its figures, and deciding on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.approvals import history
from core.approvals.content import diff, short_hash
from core.errors import DomainError, NotAllowed
from core.forms import ReasonForm, refuse
from supervision.reporting import permissions, services
from supervision.reporting.content import content_of, period_of
from supervision.reporting.forms import StartForm, TextsForm
from supervision.reporting.missing import missing
from supervision.reporting.models import CHAPTER_TEXTS, TEXTS, YEARLY_TEXTS, ReportPaper
from supervision.reporting.queries import approved_round, last_round, sources_of

PLACES = {
    **CHAPTER_TEXTS,
    **YEARLY_TEXTS,
    **TEXTS,
    "title": "ชื่อรายงาน",
    "figures": "ตัวเลข",
    "period": "ช่วงเวลา",
    "cluster": "ขอบเขต",
}


def _paper_or_404(request: HttpRequest, pk: int) -> ReportPaper:
    rows = ReportPaper.objects.visible_to(request.user).select_related("district__settings", "cluster", "author")
    found: ReportPaper = get_object_or_404(rows, pk=pk)
    return found


@requires("district.read")
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Reports of the office, newest period first."""
    district = district_or_404(request)
    rows = ReportPaper.objects.visible_to(request.user).of_district(district)
    return render(
        request,
        "reporting/reports.html",
        {
            "papers": list(rows.select_related("cluster", "author")[:200]),
            "may_write": permissions.can_write_reports(request.user, district),
        },
    )


@requires("report.write")
@require_http_methods(["GET", "HEAD", "POST"])
def report_create(request: HttpRequest) -> HttpResponse:
    """Begin the report of a period; the one that was begun already is opened."""
    district = district_or_404(request)
    if not permissions.can_write_reports(request.user, district):
        raise PermissionDenied
    form = StartForm(request.POST or None, user=request.user, district=district, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            paper = services.create_report(
                district,
                actor=request.user,
                period=form.cleaned_data["period"],
                cluster=form.cleaned_data["cluster"],
                form=form.cleaned_data["form"],
                now=timezone.now(),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("reporting:report-edit", paper.pk)
    return render(request, "reporting/create.html", {"form": form}, status=422 if form.errors else 200)


@requires("report.write")
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the texts, with what the visits of the period said beside them."""
    paper = _paper_or_404(request, pk)
    if not permissions.can_edit(request.user, paper):
        raise PermissionDenied
    form = TextsForm(request.POST or None, paper=paper)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_texts(
                paper,
                actor=request.user,
                texts=form.texts(),
                lock_version=form.cleaned_data["lock_version"],
                now=timezone.now(),
            )
        except DomainError as error:
            refuse(form, error)
            # Saving again overwrites knowingly: the page now shows that somebody else wrote in between.
            form.data = form.data.copy()
            form.data["lock_version"] = str(ReportPaper.objects.values_list("lock_version", flat=True).get(pk=pk))
        else:
            messages.success(request, "บันทึกรายงานแล้ว")
            return redirect("reporting:report", pk)
    return render(
        request,
        "reporting/edit.html",
        {"paper": paper, "form": form, "sources": sources_of(paper, request.user)},
        status=422 if form.errors else 200,
    )


@requires("district.read")
@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper: what was sent, or what stands now, with the decision for whose turn it is."""
    return _page(request, pk)


def _page(request: HttpRequest, pk: int, *, form: ReasonForm | None = None) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    live = paper.state in (ReportPaper.State.DRAFT, ReportPaper.State.RETURNED) or paper.frozen is None
    content = content_of(paper, period_of(paper), today=timezone.localdate()) if live else paper.frozen
    can_submit = permissions.can_submit(request.user, paper)
    round_, before = last_round(paper), approved_round(paper)
    changed = before is not None and round_ is not None and before.pk != round_.pk
    return render(
        request,
        "reporting/report.html",
        {
            "paper": paper,
            "content": content,
            "texts": [(label, content["texts"].get(name, "")) for name, label in paper.labels.items()],
            "live": live,
            "hash": short_hash(paper.content_hash) if paper.content_hash and not live else "",
            "round": round_,
            "changes": diff(before.snapshot, round_.snapshot, _place) if changed and before and round_ else [],
            "before": before,
            "events": history(services.REPORT_KIND, paper),
            "missing": missing(paper) if can_submit else [],
            "can_edit": permissions.can_edit(request.user, paper),
            "can_submit": can_submit,
            "can_withdraw": permissions.can_withdraw(request.user, paper),
            "can_cancel": permissions.can_cancel(request.user, paper),
            "can_decide": permissions.can_decide(request.user, paper),
            "form": form or ReasonForm(),
            "returning": form is not None or "return" in request.GET,
        },
        status=422 if form is not None else 200,
    )


def _place(path: tuple[str, ...]) -> str:
    return " · ".join(PLACES.get(part, part) for part in path if part != "texts")


@requires("report.write")
@require_POST
def report_submit(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    _act(request, "ส่งรายงานแล้ว ผู้พิจารณาได้รับแจ้ง", services.submit_report, paper)
    return redirect("reporting:report", pk)


@requires("report.write")
@require_POST
def report_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    _act(request, "ถอนรายงานกลับมาแก้ไขแล้ว", services.withdraw_report, paper)
    return redirect("reporting:report", pk)


@requires("report.write")
@require_POST
def report_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    _act(request, "ยกเลิกรายงานแล้ว", services.cancel_report, paper, reason=request.POST.get("reason", ""))
    return redirect("reporting:report", pk)


@requires("plan.decide")
@require_POST
def report_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return exactly the revision that was on the page."""
    paper = _paper_or_404(request, pk)
    decision = "approved" if request.POST.get("decision") == "approved" else "returned"
    form = ReasonForm(request.POST if decision == "returned" else {"reason": "-"})
    if not form.is_valid():
        return _page(request, pk, form=form)
    revision = request.POST.get("revision", "")
    done = _act(
        request,
        "อนุมัติรายงานแล้ว" if decision == "approved" else "ส่งรายงานกลับแล้ว ผู้จัดทำได้รับเหตุผลทันที",
        services.decide_report,
        paper,
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
        decision=decision,
        comment=form.cleaned_data["reason"] if decision == "returned" else "",
        content_hash=request.POST.get("hash", ""),
    )
    return redirect("core:inbox") if done else redirect("reporting:report", pk)


def _act(request: HttpRequest, done: str, service: Any, paper: ReportPaper, **given: Any) -> bool:
    """Call the service and tell what came of it: 403 where the person may not, a message where it cannot be now."""
    try:
        service(paper, actor=request.user, now=timezone.now(), **given)
    except NotAllowed as error:
        raise PermissionDenied from error
    except DomainError as error:
        messages.error(request, error.message)
        return False
    messages.success(request, done)
    return True
