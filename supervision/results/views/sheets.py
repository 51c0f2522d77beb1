"""Sheets: what I judge, a sheet on a phone, sending it, a school's sheets as the office reads them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires, signed_in
from core.acts import act_page, tried
from core.conflicts import saved_from_page, stamp_seen
from core.errors import DomainError, NotAllowed, StaleRevision
from core.forms import ReasonForm, attempt
from core.keys import number_of
from core.passed import admit, refusal_of
from core.stamps import said
from schools.scope import people_keys
from supervision.results import services
from supervision.results.missing import missing_of_sheet
from supervision.results.models import Evaluation, Score, Sheet
from supervision.results.permissions import (
    SHEET_STATES,
    can_reopen,
    can_run,
    can_submit_sheet,
    can_write_sheet,
    is_open,
    may_submit_own,
    may_write_own,
    may_write_sheet,
    reads_before,
    takes,
)
from supervision.results.queries.board import tasks_of
from supervision.results.services.common import sheet_pointer
from supervision.results.services.sheets import on_scale
from supervision.results.sheet_page import given_of, page_of
from supervision.results.views.base import evaluation_or_404, participation_or_404, sheet_or_404


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The schools this person judges, those still to do first."""
    today = timezone.localdate()
    tasks = tasks_of(people_keys(request.user))
    groups: dict[int, tuple[Evaluation, list[Any]]] = {}
    for task in tasks:
        groups.setdefault(task.evaluation.pk, (task.evaluation, []))[1].append(task)
    left = sum(not task.is_done and is_open(task.evaluation, today) for task in tasks)
    context = {
        "groups": sorted(groups.values(), key=lambda group: (not is_open(group[0], today), -group[0].pk)),
        "total": len(tasks), "left": left, "today": today,
    }  # fmt: skip
    return render(request, "results/mine.html", context)


@signed_in
@require_POST
def begin(request: HttpRequest, pk: int, participation: int) -> HttpResponse:
    """Open my sheet of a school; the schools I judge are found by my own duties."""
    found = evaluation_or_404(request, pk)
    part = found.programme.participations.select_related("school", "programme").filter(pk=participation).first()
    if part is None:
        raise PermissionDenied
    made: list[Sheet] = []
    if tried(request, lambda: made.append(services.open_sheet(found, part, actor=request.user))):
        return redirect("quality-results:sheet", key=made[0].public_id)
    return redirect("quality-results:mine")


@requires("school.improvement.write")
@require_POST
def begin_own(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the school's sheet of itself."""
    part = participation_or_404(request, pk)
    if not may_write_own(request.user, part):
        raise PermissionDenied
    found = evaluation_or_404(request, getattr(getattr(part.programme, "evaluation", None), "pk", 0))
    made: list[Sheet] = []
    if tried(request, lambda: made.append(services.open_sheet(found, part, actor=request.user, own=True))):
        return redirect("quality-results:sheet", key=made[0].public_id)
    return redirect("quality-results:own", pk=pk)


def _admit(request: HttpRequest, found: Sheet, may: bool) -> None:
    """To writing and sending a sheet: 403 for whose it is not; sent already, or not taken now, that is told."""
    waits = found.state == Sheet.State.DRAFT
    admit(
        request, sheet_pointer(found), "ไม่อยู่ในช่วงเปิดประเมิน" if waits else found.get_state_display(), may=may,
        now=takes(found, timezone.localdate()),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """Large rows, saved with every tap; two screens at once keep both what is typed and what was saved."""
    found = sheet_or_404(request, key)
    today = timezone.localdate()
    if request.method == "POST":
        _admit(request, found, may_write_sheet(request.user, found))
    elif not can_write_sheet(request.user, found, today):
        return _read(request, found)
    errors: dict[int, str] = {}
    problem, overtaken = "", False
    if request.method == "POST":
        problem, overtaken, errors = _save(request, found)
        found = sheet_or_404(request, key)
        if getattr(request, "htmx", False):
            return _saved(request, found, problem or " ".join(errors.values()))
        if not problem and not errors:
            return redirect("quality-results:sheet-check", key=key)
    shown = page_of(found, typed=request.POST if request.method == "POST" else None, errors=errors, overtaken=overtaken)
    comment = request.POST.get("comment", found.comment)
    context = {
        "sheet": found, "page": shown, "overtaken": overtaken, "comment": comment,
        "comment_differs": said(comment) != said(found.comment), "school": found.participation.school,
        # Refused for another reason: what stands now was not shown.
        "stamp": found.stamp if overtaken or not problem else stamp_seen(request, found),
        "error": problem or (f"มี {len(errors)} ตัวชี้วัดที่ยังไม่ได้บันทึก ข้ออื่นบันทึกแล้ว" if errors else ""),
    }  # fmt: skip
    return render(request, "results/sheet.html", context, status=422 if context["error"] else 200)


def _save(request: HttpRequest, found: Sheet) -> tuple[str, bool, dict[int, str]]:
    """What is wrong with the whole, whether another screen was first, and what is wrong by indicator. One value off its
    scale keeps the others from nothing."""
    given, errors = given_of(request.POST, found)
    indicators = {row.indicator.pk: row.indicator for _, rows in page_of(found).parts for row in rows}
    for key in list(given):
        if given[key].value is not None:
            try:
                on_scale(indicators[key], given[key].value)
            except DomainError as refusal:
                errors[key] = refusal.message
                del given[key]
    try:
        saved = services.save_scores(
            found, actor=request.user, given=given, comment=request.POST.get("comment"),
            stamp=stamp_seen(request, found),
        )  # fmt: skip
        saved_from_page(request, saved)
    except StaleRevision as refusal:
        return refusal.message, True, errors
    except DomainError as error:
        told = refusal_of(request, error)
        if isinstance(told, NotAllowed):
            raise PermissionDenied(told.message) from error
        return told.message, False, errors
    return "", False, errors


def _saved(request: HttpRequest, found: Sheet, problem: str) -> HttpResponse:
    page = page_of(found)
    context = {
        "at": timezone.localtime(found.updated_at), "stamp": None if problem else found.stamp, "problem": problem,
        "with_progress": True, "done": page.done, "total": page.total, "left_out": (),
    }  # fmt: skip
    return render(request, "components/autosaved.html", context)


def _read(request: HttpRequest, found: Sheet) -> HttpResponse:
    scores = Score.objects.filter(sheet=found).select_related("indicator__area")
    context = {
        "sheet": found, "school": found.participation.school,
        "scores": scores.order_by("indicator__area__position", "indicator__position"),
        "may_reopen": can_reopen(request.user, found),
    }  # fmt: skip
    return render(request, "results/sheet_read.html", context)


@signed_in
@require_safe
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is still missing, and the button that sends."""
    found = sheet_or_404(request, key)
    today = timezone.localdate()
    if not can_write_sheet(request.user, found, today):
        return redirect("quality-results:sheet", key=key)
    page = page_of(found)
    context = {
        "sheet": found, "school": found.participation.school, "page": page, "missing": missing_of_sheet(found),
        "may_submit": can_submit_sheet(request.user, found, today), "stamp": found.stamp,
        "address": reverse("quality-results:sheet", args=[key]),
    }  # fmt: skip
    return render(request, "results/sheet_check.html", context)


@signed_in
@require_POST
def submit(request: HttpRequest, key: UUID) -> HttpResponse:
    found = sheet_or_404(request, key)
    own = found.person_id is None and not may_submit_own(request.user, found.participation)
    _admit(request, found, not own and may_write_sheet(request.user, found))
    stamp = number_of(request.POST.get("stamp"))
    try:
        done = tried(request, lambda: services.submit_sheet(found, actor=request.user, stamp=stamp))
    except StaleRevision as refusal:
        messages.error(request, refusal.message)
        done = False
    if not done:
        return redirect("quality-results:sheet-check", key=key)
    messages.success(request, f"ส่งผลการประเมิน {found.participation.school} แล้ว")
    if found.person_id is None:
        return redirect("quality-results:own", pk=found.participation_id)
    return redirect("quality-results:mine")


@requires("improvement.write", "ranking.read")
@require_safe
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Every sheet of one school, for those who read before results are out."""
    part = participation_or_404(request, pk)
    if not reads_before(request.user, part.programme.district_id):
        raise PermissionDenied
    rows = Sheet.objects.visible_to(request.user).filter(participation=part).select_related("person", "evaluation")
    context = {"participation": part, "programme": part.programme, "rows": rows.order_by("person__name_sort")}
    return render(request, "results/sheets.html", context)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a sheet back to who sent it."""
    found = sheet_or_404(request, key)
    admit(
        request, sheet_pointer(found), found.get_state_display(), may=can_run(request.user, found.evaluation),
        now=SHEET_STATES.allows(found.state, "reopen"),
    )  # fmt: skip
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: services.reopen_sheet(found, actor=request.user, reason=reason)) is not None:
            messages.success(request, "เปิดให้แก้ไขแล้ว ต้องส่งใหม่ก่อนจึงนับ")
            return redirect("quality-results:sheets", pk=found.participation_id)
    return act_page(
        request, form, heading="เปิดแบบประเมินให้แก้ไข", button="เปิดให้แก้ไข", sub=str(found),
        back=reverse("quality-results:sheets", args=[found.participation_id]),
    )  # fmt: skip
