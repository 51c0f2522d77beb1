"""What was seen in one observation: the sheet and the words around it on one page, and how its score came about."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.errors import DomainError, NotAllowed, StaleRevision
from core.keys import number_of
from instruments.answering import differing, posted_values, save_what_can, sheet_of
from instruments.models import Response
from instruments.queries import Form, form_of
from instruments.queries import working as working_of
from instruments.services import AnswerValue
from supervision.rounds import permissions, services
from supervision.rounds.forms import RecordForm
from supervision.rounds.models import InternalVisit
from supervision.rounds.views.base import internal_or_404
from supervision.rounds.views.internal import hand_over, note_read, visit_to_write

_WORDS = ("subject", "classroom", "strengths", "to_improve", "next_step")


@dataclass
class Outcome:
    """What became of a posted record: `refused` answers by item key; `problem` when nothing at all was saved. Where
    somebody else was faster, `conflict` holds (label, what stands, what was typed) of the words that differ, and
    `refused` their answer beside every item that does."""

    refused: dict[int, str] = field(default_factory=dict)
    problem: str = ""
    overtaken: bool = False
    conflict: list[tuple[str, str, str]] = field(default_factory=list)


@requires("school.read")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Saved by itself on every change, or all by the button; one wrong value does not keep the others."""
    visit = visit_to_write(request, pk)
    if not visit.is_editable:
        return redirect("rounds:internal-visit", pk=pk)
    sheet_form = form_of(visit.version_id)
    form = RecordForm(request.POST if request.method == "POST" else None, visit=visit)
    outcome = Outcome()
    if request.method == "POST":
        outcome = _save(request, visit, form, sheet_form)
        visit = internal_or_404(request, pk)
        if getattr(request, "htmx", False):
            return _saved(request, visit, form, sheet_form, outcome)
        if not (outcome.problem or outcome.refused or form.errors):
            if request.POST.get("then") == "done":
                return hand_over(request, visit)
            return redirect("rounds:internal-visit", pk=pk)
    shown = sheet_of(
        sheet_form, _sheet(sheet_form, visit), typed=request.POST if request.method == "POST" else None,
        errors=outcome.refused, keep_typed=bool(outcome.problem),
    )  # fmt: skip
    error = outcome.problem
    if outcome.refused and not error:
        error = f"มี {len(outcome.refused)} ข้อที่ยังไม่ได้บันทึก ข้ออื่นบันทึกแล้ว"
    context = {
        "visit": visit, "form": form, "parts": shown.parts, "done": shown.done, "total": shown.total,
        "left_out": shown.left_out, "error": error, "overtaken": outcome.overtaken, "conflict": outcome.conflict,
        "stamp": visit.stamp,
        "saved_at": timezone.localtime(visit.updated_at) if visit.stamp else None,
        "instructions": sheet_form.version.instructions,
    }  # fmt: skip
    return render(request, "rounds/internal_record.html", context, status=422 if error or form.errors else 200)


def _sheet(form: Form, visit: InternalVisit) -> Response:
    """Before the first answer there is no sheet yet; an unsaved one has no answers."""
    return visit.response or Response(version=form.version, school=visit.school)


def _save(request: HttpRequest, visit: InternalVisit, form: RecordForm, sheet_form: Form) -> Outcome:
    """Everything that can be kept is kept; the form says what of its own fields is wrong."""
    outcome = Outcome()
    form.is_valid()
    answers = posted_values(request.POST, sheet_form, refused=outcome.refused)
    stamp = None if request.POST.get("overwrite") else number_of(request.POST.get("stamp"))

    def save(kept: dict[int, AnswerValue]) -> None:
        services.save_record(
            visit, actor=request.user, values=_posted(form), answers=kept, form=sheet_form, stamp=stamp
        )

    while True:
        try:
            outcome.refused |= save_what_can(answers, save)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except StaleRevision as refusal:
            now = internal_or_404(request, visit.pk)
            outcome.problem, outcome.overtaken = refusal.message, True
            outcome.conflict = _conflict(now, form)
            theirs = differing(sheet_form, _sheet(sheet_form, now), answers)
            outcome.refused = {key: f"อีกคนตอบไว้ว่า: {words}" for key, words in theirs.items()}
        except DomainError as refusal:
            if refusal.field in form.cleaned_data:
                form.add_error(refusal.field, refusal.message)  # takes the value out, the rest is tried again
                continue
            outcome.problem = refusal.message
        return outcome


def _posted(form: RecordForm) -> dict[str, Any]:
    """What is right of the fields that were posted; a field left out of a post is left as it is."""
    return {name: value for name, value in form.cleaned_data.items() if name in form.data}


def _conflict(visit: InternalVisit, form: RecordForm) -> list[tuple[str, str, str]]:
    typed = _posted(form)
    return [
        (str(form.fields[name].label), getattr(visit, name), typed[name])
        for name in _WORDS
        if name in typed and getattr(visit, name) != typed[name].strip()
    ]


def _saved(
    request: HttpRequest, visit: InternalVisit, form: RecordForm, sheet_form: Form, outcome: Outcome
) -> HttpResponse:
    now = sheet_of(sheet_form, _sheet(sheet_form, visit))
    wrong = [*outcome.refused.values(), *(str(errors[0]) for errors in form.errors.values())]
    context = {
        "at": timezone.localtime(visit.updated_at), "stamp": None if outcome.problem else visit.stamp,
        "problem": outcome.problem or " ".join(wrong), "with_progress": True,
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
