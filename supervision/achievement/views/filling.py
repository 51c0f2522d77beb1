"""Filling in the sheet of a review by instrument: saved by itself on every change, or all by the button."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.conflicts import saved_from_page, stamp_seen
from instruments.answering import Sheet, sheet_of
from instruments.models import Response
from instruments.posting import Outcome, save_posted
from instruments.queries import Form, form_of
from instruments.services import AnswerValue
from supervision.achievement.models import InstrumentCheck

Save = Callable[[dict[str, Any], dict[int, AnswerValue], Form, int | None], Any]


def _sheet(form: Form, row: InstrumentCheck, school: Any) -> Response:
    """Before the first answer there is no sheet yet; an unsaved one has no answers."""
    return row.response or Response(version=form.version, school=school)


def fill_in(
    request: HttpRequest, row: Any, school: Any, *, form_class: Any, save: Save, again: Callable[[], Any], back: str,
    here: str, heading: str, crumbs: list[tuple[str, str]],
) -> HttpResponse:  # fmt: skip
    """The page of the sheet. `save(values, answers, form, stamp)` writes and gives the row, `again()` reads it anew;
    `here` is the page's address, `back` that of what is reviewed, `crumbs` (address, words) of the pages above it."""
    sheet_form = form_of(row.version_id)
    form = form_class(request.POST if request.method == "POST" else None, row=row)
    outcome, seen = Outcome(), stamp_seen(request, row)
    if request.method == "POST":
        again = cache(again)  # the stamp the page carries is that of the answers it shows

        def write(kept: dict[int, AnswerValue]) -> None:
            posted = {name: value for name, value in form.cleaned_data.items() if name in form.data}
            saved_from_page(request, save(posted, kept, sheet_form, seen))

        outcome = save_posted(
            request.POST, sheet_form, form=form, save=write, who="อีกหน้าต่าง",
            standing=lambda: _sheet(sheet_form, again(), school),
        )  # fmt: skip
        row = again()
        if getattr(request, "htmx", False):
            return _saved(request, row, form, sheet_of(sheet_form, _sheet(sheet_form, row, school)), outcome)
        if not (outcome.error() or form.errors):
            return redirect(back)
    shown = sheet_of(
        sheet_form, _sheet(sheet_form, row, school), typed=request.POST if request.method == "POST" else None,
        errors=outcome.refused, keep_typed=bool(outcome.problem),
    )  # fmt: skip
    error = outcome.error()
    context = {
        "row": row, "school": school, "form": form, "parts": shown.parts, "done": shown.done, "total": shown.total,
        "left_out": shown.left_out, "error": error, "overtaken": outcome.overtaken,
        "stamp": outcome.stamp(row.stamp, seen), "here": here,
        "back": back, "heading_text": heading, "crumbs": crumbs, "instrument": sheet_form.version.instrument.name,
        "saved_at": timezone.localtime(row.updated_at) if row.stamp else None,
        "instructions": sheet_form.version.instructions,
    }  # fmt: skip
    return render(request, "achievement/fill_in.html", context, status=422 if error or form.errors else 200)


def _saved(request: HttpRequest, row: InstrumentCheck, form: Any, now: Sheet, outcome: Outcome) -> HttpResponse:
    context = {
        "at": timezone.localtime(row.updated_at), "stamp": None if outcome.problem else row.stamp,
        "problem": outcome.problem or outcome.wrong(form), "with_progress": True,
        "done": now.done, "total": now.total, "left_out": now.left_out,
    }  # fmt: skip
    return render(request, "components/autosaved.html", context)
