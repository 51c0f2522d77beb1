"""Filling a form in: saved by itself on every change, or all by the button; one wrong value keeps no other from it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.conflicts import saved_from_page, stamp_seen
from instruments.answering import sheet_of
from instruments.models import Response
from instruments.posting import Outcome, save_posted
from instruments.queries import Form, form_of
from instruments.services import AnswerValue
from qa.followup import permissions, services
from qa.followup.forms import RecordForm
from qa.followup.models import FollowUp
from qa.followup.views.base import follow_up_or_404


@requires("quality.follow")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    found = follow_up_or_404(request, pk)
    if not permissions.may_write(request.user, found):
        raise PermissionDenied
    if not found.is_editable:
        return redirect("followup:page", pk=pk)
    sheet_form = form_of(found.version_id)
    form = RecordForm(request.POST if request.method == "POST" else None, found=found)
    outcome, seen = Outcome(), stamp_seen(request, found)
    if request.method == "POST":
        # Read once: the stamp the page carries is that of the answers it shows.
        again = cache(lambda: follow_up_or_404(request, pk))
        outcome = _save(request, found, form, sheet_form, stamp=seen, again=again)
        found = again()
        if getattr(request, "htmx", False):
            return _saved(request, found, form, sheet_form, outcome)
        if not (outcome.error() or form.errors):
            return redirect("followup:page", pk=pk)
    shown = sheet_of(
        sheet_form, _sheet(sheet_form, found), typed=request.POST if request.method == "POST" else None,
        errors=outcome.refused, keep_typed=bool(outcome.problem),
    )  # fmt: skip
    error = outcome.error()
    context = {
        "found": found, "form": form, "parts": shown.parts, "done": shown.done, "total": shown.total,
        "left_out": shown.left_out, "error": error, "overtaken": outcome.overtaken,
        "stamp": outcome.stamp(found.stamp, seen),
        "saved_at": timezone.localtime(found.updated_at) if found.stamp else None,
        "instructions": sheet_form.version.instructions,
    }  # fmt: skip
    return render(request, "qa/followup/record.html", context, status=422 if error or form.errors else 200)


def _sheet(form: Form, found: FollowUp) -> Response:
    """Before the first answer there is no sheet yet; an unsaved one has no answers."""
    return found.response or Response(version=form.version, school=found.school)


def _posted(request: HttpRequest, form: RecordForm) -> dict[str, Any]:
    """What is right of the fields around the sheet; a box that was left unticked counts as posted with the form."""
    values = {name: value for name, value in form.cleaned_data.items() if name in form.data}
    if "exemplary" in form.fields and "stamp" in form.data:
        values["exemplary"] = form.cleaned_data.get("exemplary", False)
    return values


def _save(
    request: HttpRequest, found: FollowUp, form: RecordForm, sheet_form: Form, *, stamp: int | None,
    again: Callable[[], FollowUp],
) -> Outcome:  # fmt: skip
    def save(kept: dict[int, AnswerValue]) -> None:
        saved = services.save(
            found, actor=request.user, values=_posted(request, form), answers=kept, form=sheet_form, stamp=stamp
        )
        saved_from_page(request, saved)

    return save_posted(
        request.POST, sheet_form, form=form, save=save, who="อีกหน้าต่าง",
        standing=lambda: _sheet(sheet_form, again()),
    )  # fmt: skip


def _saved(request: HttpRequest, found: FollowUp, form: RecordForm, sheet_form: Form, outcome: Outcome) -> HttpResponse:
    now = sheet_of(sheet_form, _sheet(sheet_form, found))
    context = {
        "at": timezone.localtime(found.updated_at), "stamp": None if outcome.problem else found.stamp,
        "problem": outcome.problem or outcome.wrong(form), "with_progress": True,
        "done": now.done, "total": now.total, "left_out": now.left_out,
    }  # fmt: skip
    return render(request, "components/autosaved.html", context)
