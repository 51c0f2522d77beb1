"""What was seen in one observation: the sheet and the words around it on one page, and how its score came about."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.conflicts import differing, stamp_seen
from instruments.answering import sheet_of
from instruments.models import Response
from instruments.posting import Outcome, save_posted
from instruments.queries import Form, form_of
from instruments.queries import working as working_of
from instruments.services import AnswerValue
from supervision.rounds import permissions, services
from supervision.rounds.forms import RecordForm
from supervision.rounds.models import InternalVisit
from supervision.rounds.views.base import internal_or_404
from supervision.rounds.views.internal import hand_over, note_read, visit_to_write

_WORDS = ("subject", "classroom", "strengths", "to_improve", "next_step")


@requires("school.read")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Saved by itself on every change, or all by the button; one wrong value does not keep the others."""
    visit = visit_to_write(request, pk)
    if not visit.is_editable:
        return redirect("rounds:internal-visit", pk=pk)
    sheet_form = form_of(visit.version_id)
    form = RecordForm(request.POST if request.method == "POST" else None, visit=visit)
    outcome, seen = Outcome(), stamp_seen(request)
    if request.method == "POST":
        # Read once: the stamp the page carries is that of the texts it shows.
        again = cache(lambda: internal_or_404(request, pk))
        outcome = _save(request, visit, form, sheet_form, stamp=seen, again=again)
        visit = again()
        if getattr(request, "htmx", False):
            return _saved(request, visit, form, sheet_form, outcome)
        if not (outcome.error() or form.errors):
            if request.POST.get("then") == "done":
                return hand_over(request, visit)
            return redirect("rounds:internal-visit", pk=pk)
    shown = sheet_of(
        sheet_form, _sheet(sheet_form, visit), typed=request.POST if request.method == "POST" else None,
        errors=outcome.refused, keep_typed=bool(outcome.problem),
    )  # fmt: skip
    error = outcome.error()
    context = {
        "visit": visit, "form": form, "parts": shown.parts, "done": shown.done, "total": shown.total,
        "left_out": shown.left_out, "error": error, "overtaken": outcome.overtaken, "conflict": outcome.conflict,
        "stamp": outcome.stamp(visit.stamp, seen),
        "saved_at": timezone.localtime(visit.updated_at) if visit.stamp else None,
        "instructions": sheet_form.version.instructions,
    }  # fmt: skip
    return render(request, "rounds/internal_record.html", context, status=422 if error or form.errors else 200)


def _sheet(form: Form, visit: InternalVisit) -> Response:
    """Before the first answer there is no sheet yet; an unsaved one has no answers."""
    return visit.response or Response(version=form.version, school=visit.school)


def _save(
    request: HttpRequest, visit: InternalVisit, form: RecordForm, sheet_form: Form, *, stamp: int | None,
    again: Callable[[], InternalVisit],
) -> Outcome:  # fmt: skip
    def save(kept: dict[int, AnswerValue]) -> None:
        services.save_record(
            visit, actor=request.user, values=_posted(form), answers=kept, form=sheet_form, stamp=stamp
        )

    return save_posted(
        request.POST, sheet_form, form=form, save=save,
        standing=lambda: _sheet(sheet_form, again()), words=lambda: _conflict(again(), form),
    )  # fmt: skip


def _posted(form: RecordForm) -> dict[str, Any]:
    """What is right of the fields that were posted; a field left out of a post is left as it is."""
    return {name: value for name, value in form.cleaned_data.items() if name in form.data}


def _conflict(visit: InternalVisit, form: RecordForm) -> list[tuple[str, str, str]]:
    return differing(form, {name: getattr(visit, name) for name in _WORDS if name in _posted(form)})


def _saved(
    request: HttpRequest, visit: InternalVisit, form: RecordForm, sheet_form: Form, outcome: Outcome
) -> HttpResponse:
    now = sheet_of(sheet_form, _sheet(sheet_form, visit))
    context = {
        "at": timezone.localtime(visit.updated_at), "stamp": None if outcome.problem else visit.stamp,
        "problem": outcome.problem or outcome.wrong(form), "with_progress": True,
        "done": now.done, "total": now.total, "left_out": now.left_out,
    }  # fmt: skip
    return render(request, "components/autosaved.html", context)


@requires("school.read")
@require_safe
def working(request: HttpRequest, pk: int) -> HttpResponse:
    """Every answer, and how the score came about: the rule and the version."""
    visit = internal_or_404(request, pk)
    if not permissions.may_read_record(request.user, visit) or visit.response is None:
        raise PermissionDenied
    note_read(request, visit)
    response = Response.objects.select_related("version__instrument", "person", "band").get(pk=visit.response_id)
    sheet = sheet_of(form_of(response.version_id), response)
    context = {"visit": visit, "working": working_of(response), "response": response, "sheet": sheet}
    return render(request, "rounds/internal_working.html", context)
