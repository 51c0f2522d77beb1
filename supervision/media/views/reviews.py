"""A reviewer fills in the sheet where one was asked for, gives a level and says why."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.forms import attempt
from core.passed import admit
from instruments.answering import sheet_of
from instruments.models import Response
from instruments.posting import Outcome, save_posted
from instruments.queries import Form, form_of
from instruments.services import AnswerValue
from supervision.media import services
from supervision.media.forms import ReviewForm
from supervision.media.models import Medium, Review
from supervision.media.permissions import is_awaited, may_review
from supervision.media.services.common import pointer_of
from supervision.media.views.base import back_to


def _review_or_404(request: HttpRequest, pk: int) -> Review:
    rows = Review.objects.filter(medium__in=Medium.objects.visible_to(request.user)).select_related(
        "medium__district", "medium__school__district", "reviewer", "version__instrument", "response"
    )
    found: Review = get_object_or_404(rows, pk=pk)
    return found


@requires("register.write")
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Saved whenever the button says so; finished by the other one, and then only read."""
    found = _review_or_404(request, pk)
    medium = found.medium
    state = "ส่งผลการประเมินแล้ว" if found.done_at else medium.get_state_display()
    admit(request, pointer_of(medium), state, may=may_review(request.user, found), now=is_awaited(found))
    sheet_form = form_of(found.version_id) if found.version_id is not None else None
    form = ReviewForm(request.POST if request.method == "POST" else None, review=found)
    outcome = Outcome()
    if request.method == "POST":
        outcome = _save(request, found, form, sheet_form)
        found = _review_or_404(request, pk)
        if not (outcome.error() or form.errors) and _finished(request, found, form):
            return redirect(back_to(found.medium_id))
    error = outcome.error()
    context: dict[str, Any] = {
        "review": found, "row": found.medium, "form": form, "error": error, "back": back_to(found.medium_id),
    }  # fmt: skip
    if sheet_form is not None:
        shown = sheet_of(
            sheet_form, found.response or Response(version=sheet_form.version, school=found.medium.school),
            typed=request.POST if request.method == "POST" else None, errors=outcome.refused,
            keep_typed=bool(outcome.problem),
        )  # fmt: skip
        context |= {
            "parts": shown.parts, "done": shown.done, "total": shown.total, "left_out": shown.left_out,
            "instructions": sheet_form.version.instructions,
        }  # fmt: skip
    return render(request, "media/review.html", context, status=422 if error or form.errors else 200)


def _finished(request: HttpRequest, found: Review, form: ReviewForm) -> bool:
    """Whether to leave the page: kept for later, or finished."""
    if request.POST.get("act") != "finish":
        messages.success(request, "บันทึกแล้ว ยังไม่ได้ส่งผล")
        return True
    if attempt(form, lambda: services.finish_review(found, actor=request.user)) is None:
        return False
    messages.success(request, "ส่งผลการประเมินแล้ว")
    return True


def _save(request: HttpRequest, found: Review, form: ReviewForm, sheet_form: Form | None) -> Outcome:
    def save(kept: dict[int, AnswerValue]) -> Review:
        return services.save_review(
            found, actor=request.user, answers=kept, form=sheet_form, level=form.cleaned_data.get("level"),
            opinion=form.cleaned_data.get("opinion", ""),
        )  # fmt: skip

    if sheet_form is None:
        if form.is_valid():
            attempt(form, lambda: save({}))
        return Outcome()
    return save_posted(
        request.POST, sheet_form, form=form, save=save, who="อีกหน้าต่าง",
        standing=lambda: found.response or Response(version=sheet_form.version, school=found.medium.school),
    )  # fmt: skip
