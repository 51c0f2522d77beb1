"""A school's row in a round: its sheets, the form with autosave, sending; return and excuse by the office."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.access import requires
from core.acts import ask_why
from core.conflicts import stamp_seen
from core.errors import DomainError, NotAllowed, StaleRevision
from core.trail import trail
from instruments.answering import differing, posted_values, save_what_can, sheet_of
from instruments.asked import asked_items, begun_on, is_answered
from instruments.models import Instrument, Item, Response
from instruments.permissions import can_read_response, readable
from instruments.queries import Form, asked_answers, form_of
from instruments.queries import working as working_of
from supervision.field.views.base import attempt
from supervision.rounds import permissions, services
from supervision.rounds.forms import AddSheetForm, SubmitForm
from supervision.rounds.missing import missing_of_entry
from supervision.rounds.models import RoundSchool, RoundSheet
from supervision.rounds.pictures import pictures_of
from supervision.rounds.services.common import entry_pointer
from supervision.rounds.views.base import READERS, entry_or_404

_LOOKS = {
    "round_school.applied": ("", "plus"),
    "round_school.handed": ("plain", "arrow-right"),
    "round_school.submitted": ("", "send"),
    "round_school.accepted": ("ok", "circle-check"),
    "round_school.returned": ("warn", "arrow-back-up"),
    "round_school.excused": ("plain", "circle-minus"),
    "round_school.unexcused": ("plain", "circle-plus"),
}


@dataclass(frozen=True)
class SheetRow:
    """A sheet as the page lists it; `open` whether this person may read it, `write` whether they may fill it in."""

    sheet: RoundSheet
    answered: int
    items: int
    open: bool
    write: bool


def sheet_rows(request: HttpRequest, entry: RoundSchool) -> list[SheetRow]:
    """A fixed number of queries whatever the number of sheets."""
    sheets = list(entry.sheets.select_related("response__person", "response__band", "saved_by").order_by("pk"))
    keys = [sheet.response_id for sheet in sheets]
    seen = set(Response.objects.filter(readable(request.user), pk__in=keys).values_list("pk", flat=True))
    form = form_of(entry.round.version_id)
    asked = {sheet.response_id: asked_items(form, {}, today=begun_on(sheet.response)) for sheet in sheets}
    answered: dict[UUID, int] = {}
    for key, given, wanted in asked_answers(form, keys):
        answered[key] = sum(is_answered(row) for row in given.values())
        asked[key] = wanted
    today = timezone.localdate()
    return [
        SheetRow(
            sheet, answered.get(sheet.response_id, 0),
            sum(form.items[key].kind != Item.Kind.NOTE for key in asked[sheet.response_id]),
            sheet.response_id in seen, permissions.can_fill_sheet(request.user, entry, sheet.response, today),
        )
        for sheet in sheets
    ]  # fmt: skip


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def entry_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the school's answer stands; POST opens another sheet."""
    entry = entry_or_404(request, pk)
    today = timezone.localdate()
    can_fill = permissions.can_fill(request.user, entry, today)
    subject = entry.round.version.instrument.subject
    form = AddSheetForm(request.POST or None, user=request.user, entry=entry) if can_fill else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if subject == Instrument.Subject.SCHOOL or form.is_valid():
            values = {} if subject == Instrument.Subject.SCHOOL else form.cleaned_data
            made: list[RoundSheet] = []
            if attempt(request, form, lambda: made.append(services.add_sheet(entry, actor=request.user, **values))):
                return redirect("rounds:sheet", pk=entry.pk, response=made[0].response_id)
    rows = sheet_rows(request, entry)
    _note_read(request, entry, rows)
    can_submit = permissions.can_submit(request.user, entry, today)
    decide = permissions.can_decide(request.user, entry)
    context = {
        "entry": entry, "round": entry.round, "rows": rows, "form": form, "today": today,
        "whole_school": subject == Instrument.Subject.SCHOOL,
        "can_fill": can_fill, "can_submit": can_submit, "submit_form": SubmitForm(),
        "missing": missing_of_entry(entry) if can_fill and rows else [],
        "acts": permissions.ENTRY_STATES.acts(entry.state) if decide else (),
        "runs": permissions.may_run(request.user, entry.round),
        "revisions": list(entry.revisions.select_related("made_by").defer("snapshot")),
        "office": permissions.may_read_office(request.user, entry.round.district),
        "shut": not entry.round.accepts(today),
        "events": trail("round_school", entry.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "rounds/entry.html", context, status=422 if form is not None and form.is_bound else 200)


def _note_read(request: HttpRequest, entry: RoundSchool, rows: list[SheetRow]) -> None:
    """Scores of named people shown to somebody of the office leave a trace."""
    if permissions.may_fill(request.user, entry):
        return
    seen = [row.sheet.response.person for row in rows if row.open and row.sheet.response.person_id]
    if seen:
        _trace_read(request, entry, ", ".join(str(person) for person in seen))


def _trace_read(request: HttpRequest, entry: RoundSchool, person: str) -> None:
    audit.record_read(
        actor=request.user, action="round_school.score_read", target=entry_pointer(entry),
        district_code=entry.round.district.code, data={"person": person},
    )  # fmt: skip


def _sheet(entry: RoundSchool, key: UUID) -> RoundSheet:
    rows = entry.sheets.select_related("response__version__instrument", "response__person", "response__school",
                                       "response__band", "saved_by")  # fmt: skip
    found: RoundSheet = get_object_or_404(rows, response=key)
    return found


@requires("round.fill")
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """One sheet as large rows; every change is saved at once, or all of them by the button. Where somebody else saved
    it meanwhile, their answer stands beside every one that differs, and what was typed stays in the form."""
    entry = entry_or_404(request, pk)
    found = _sheet(entry, response)
    if not permissions.may_fill_about(request.user, entry, found.response.person_id):
        raise PermissionDenied
    if not permissions.can_fill(request.user, entry, timezone.localdate()):
        return redirect("rounds:working", pk=pk, response=response)
    form = form_of(found.response.version_id)
    values: dict[int, Any] = {}
    errors: dict[int, str] = {}
    problem, overtaken = "", False
    seen = stamp_seen(request)
    if request.method == "POST":

        def save(kept: dict[int, Any]) -> None:
            services.save_sheet(entry, actor=request.user, response=found.response, answers=kept, form=form, stamp=seen)

        try:
            values = posted_values(request.POST, form, refused=errors)
            errors |= save_what_can(values, save) | _take_pictures(request, entry, found, form)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except StaleRevision as refusal:
            problem, overtaken = refusal.message, True
        except DomainError as refusal:
            problem = refusal.message
        if getattr(request, "htmx", False):
            return _saved(request, form, _sheet(entry, response), problem or " ".join(errors.values()))
        if not problem and not errors:
            return redirect("rounds:entry", pk=pk)
        found = _sheet(entry, response)
    if overtaken:
        errors = {key: f"อีกคนตอบไว้ว่า: {words}" for key, words in differing(form, found.response, values).items()}
    shown = sheet_of(form, found.response, typed=request.POST or None, errors=errors, keep_typed=bool(problem))
    context = {
        "entry": entry, "round": entry.round, "sheet": found, "response": found.response, "form": form,
        "parts": shown.parts, "done": shown.done, "total": shown.total, "left_out": shown.left_out,
        "photos": pictures_of(found, form), "overtaken": overtaken,
        # Refused for another reason: what stands now was not shown.
        "stamp": seen if problem and not overtaken and seen is not None else found.stamp, "saved_at": found.saved_at,
        "error": problem or (f"มี {len(errors)} ข้อที่ยังไม่ได้บันทึก ข้ออื่นบันทึกแล้ว" if errors else ""),
    }  # fmt: skip
    return render(request, "rounds/sheet.html", context, status=422 if context["error"] else 200)


def _saved(request: HttpRequest, form: Form, found: RoundSheet, problem: str) -> HttpResponse:
    shown = sheet_of(form, found.response)
    context = {
        "at": timezone.localtime(found.saved_at), "stamp": None if problem else found.stamp, "done": shown.done,
        "total": shown.total, "left_out": shown.left_out, "with_progress": True, "problem": problem,
    }  # fmt: skip
    return render(request, "components/autosaved.html", context)


def _take_pictures(request: HttpRequest, entry: RoundSchool, found: RoundSheet, form: Form) -> dict[int, str]:
    """Pictures posted for photo items; refusals by item key."""
    refused = {}
    for key, item in form.items.items():
        upload = request.FILES.get(f"item-{key}-photo")
        if upload is None:
            continue
        try:
            services.add_picture(entry, actor=request.user, response=found.response, item=item, upload=upload)
        except DomainError as refusal:
            refused[key] = refusal.message
    return refused


@requires("round.fill")
@require_POST
def remove(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    entry = entry_or_404(request, pk)
    found = _sheet(entry, response)
    attempt(request, None, lambda: services.remove_sheet(entry, actor=request.user, response=found.response))
    return redirect("rounds:entry", pk=pk)


@requires(*READERS)
@require_safe
def working(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """แสดงวิธีคิด of one sheet; reading a person's score leaves a trace."""
    entry = entry_or_404(request, pk)
    held = _sheet(entry, response)
    found = held.response
    if not can_read_response(request.user, found):
        raise PermissionDenied
    if found.person is not None and not permissions.may_fill(request.user, entry):
        _trace_read(request, entry, str(found.person))
    form = form_of(found.version_id)
    context = {
        "entry": entry, "round": entry.round, "working": working_of(found), "response": found,
        "sheet": sheet_of(form, found), "photos": pictures_of(held, form),
    }  # fmt: skip
    return render(request, "rounds/working.html", context)


@requires("round.fill")
@require_POST
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request, pk)
    if attempt(request, None, lambda: services.hand_to_principal(entry, actor=request.user)):
        messages.success(request, "แจ้ง ผอ.โรงเรียนแล้วว่ากรอกเสร็จ")
    return redirect("rounds:entry", pk=pk)


@requires("round.fill")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request, pk)
    comment = request.POST.get("comment", "")
    if attempt(request, None, lambda: services.submit_entry(entry, actor=request.user, comment=comment)):
        messages.success(request, "ส่งถึงสำนักงานเขตแล้ว")
    return redirect("rounds:entry", pk=pk)


@requires("district.read")
@require_http_methods(["GET", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request, pk)
    return ask_why(
        request, may=permissions.can_decide(request.user, entry),
        act=lambda reason: services.return_entry(entry, actor=request.user, reason=reason),
        back=reverse("rounds:round", args=[entry.round_id]), heading="ตีกลับให้โรงเรียนแก้ไข", button="ตีกลับ",
        done="ตีกลับแล้ว โรงเรียนได้รับแจ้งเหตุผล", help_text="โรงเรียนจะเห็นข้อความนี้", sub=str(entry),
    )  # fmt: skip


@requires("district.read")
@require_http_methods(["GET", "POST"])
def excuse(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request, pk)
    return ask_why(
        request, may=permissions.can_decide(request.user, entry),
        act=lambda reason: services.excuse_entry(entry, actor=request.user, reason=reason),
        back=reverse("rounds:round", args=[entry.round_id]), heading="ยกเว้นโรงเรียนนี้", button="ยกเว้น",
        done="ยกเว้นแล้ว ไม่นับเป็นโรงเรียนที่ยังไม่ส่ง", help_text="โรงเรียนจะเห็นข้อความนี้", sub=str(entry),
    )  # fmt: skip


@requires("district.read")
@require_POST
def unexcuse(request: HttpRequest, pk: int) -> HttpResponse:
    entry = entry_or_404(request, pk)
    if not permissions.can_decide(request.user, entry):
        raise PermissionDenied
    if attempt(request, None, lambda: services.unexcuse_entry(entry, actor=request.user)):
        messages.success(request, "เลิกยกเว้นแล้ว โรงเรียนต้องส่งแบบ")
    return redirect("rounds:round", pk=entry.round_id)
