"""Answer sheets of a visit: choose one, fill it in, see how its score came about."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.access import requires
from core.conflicts import stamp_seen
from core.errors import DomainError, StaleRevision
from instruments.answering import differing, posted_values, save_what_can, sheet_of
from instruments.models import Response
from instruments.permissions import can_read_response
from instruments.queries import Form, form_of
from instruments.queries import working as working_of
from supervision.field import services
from supervision.field.forms import SheetForm
from supervision.field.models import Visit
from supervision.field.queries.visits import sheet_rows
from supervision.field.sections import sheet_section
from supervision.field.services import visit_pointer
from supervision.field.services.writing import stamp_of
from supervision.field.views.base import (
    READERS,
    after_section,
    attempt,
    saved_fragment,
    section_context,
    visit_or_404,
    visit_to_write,
)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_to_write(request, pk)
    form = SheetForm(request.POST or None, user=request.user, visit=visit)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if attempt(
            request, form,
            lambda: made.append(services.add_sheet(visit, actor=request.user, **form.cleaned_data)),
        ):  # fmt: skip
            return redirect("field:sheet", pk=visit.pk, response=made[0].response_id)
    context = {**section_context(visit, "sheets"), "form": form, "rows": sheet_rows(visit, request.user)}
    return render(request, "field/sheets.html", context, status=422 if form.is_bound else 200)


def _response(visit: Visit, key: UUID) -> Response:
    rows = Response.objects.filter(visit_sheet__visit=visit).select_related(
        "version__instrument", "person", "school", "band"
    )
    found: Response = get_object_or_404(rows, pk=key)
    return found


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """One sheet as large rows; every change is saved at once, or all of them by the button."""
    visit = visit_to_write(request, pk)
    found = _response(visit, response)
    form = form_of(found.version_id)
    section, seen = sheet_section(found.pk), stamp_seen(request)
    values: dict[int, Any] = {}
    errors: dict[int, str] = {}
    problem, overtaken = "", False
    htmx = bool(getattr(request, "htmx", False))
    if request.method == "POST":
        try:
            values = posted_values(request.POST, form, refused=errors)
            errors |= save_what_can(
                values,
                lambda kept: services.save_sheet(
                    visit, actor=request.user, response=found, answers=kept, form=form, stamp=seen
                ),
            ) | _take_photos(request, visit, found, form)
        except StaleRevision as refusal:
            problem, overtaken = refusal.message, True
        except DomainError as refusal:
            problem = refusal.message
        visit.refresh_from_db()
        if htmx:
            now = sheet_of(form, found)
            return saved_fragment(
                request, visit, "" if problem else section, done=now.done, total=now.total, left_out=now.left_out,
                with_progress=True, problem=problem or " ".join(errors.values()),
            )  # fmt: skip
        if not problem and not errors:
            return (
                after_section(request, visit, "sheets")
                if request.POST.get("then")
                else redirect("field:sheets", pk=visit.pk)
            )
    stamp = stamp_of(visit, section)
    if overtaken:
        errors = {key: f"อีกคนตอบไว้ว่า: {words}" for key, words in differing(form, found, values).items()}
    elif problem and seen is not None:
        stamp = seen  # refused for another reason: what stands now was not shown
    shown = sheet_of(
        form, found, typed=request.POST if request.method == "POST" else None, errors=errors, keep_typed=bool(problem)
    )
    context = {
        **section_context(visit, "sheets"),
        "response": found,
        "stamp": stamp,
        "overtaken": overtaken,
        "form": form,
        "parts": shown.parts,
        "done": shown.done,
        "total": shown.total,
        "left_out": shown.left_out,
        "photos": services.item_photos(found, form),
        "error": problem or (f"มี {len(errors)} ข้อที่ยังไม่ได้บันทึก ข้ออื่นบันทึกแล้ว" if errors else ""),
    }
    return render(request, "field/sheet.html", context, status=422 if context["error"] else 200)


def _take_photos(request: HttpRequest, visit: Visit, response: Response, form: Form) -> dict[int, str]:
    """Pictures posted for photo items; refusals by item key."""
    refused = {}
    for key, item in form.items.items():
        upload = request.FILES.get(f"item-{key}-photo")
        if upload is None:
            continue
        try:
            services.add_item_photo(visit, actor=request.user, response=response, item=item, upload=upload)
        except DomainError as refusal:
            refused[key] = refusal.message
    return refused


@requires(*READERS)
@require_POST
def remove(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    visit = visit_to_write(request, pk)
    found = _response(visit, response)
    attempt(request, None, lambda: services.remove_sheet(visit, actor=request.user, response=found))
    return redirect("field:sheets", pk=visit.pk)


@requires(*READERS)
@require_safe
def working(request: HttpRequest, pk: int, response: UUID) -> HttpResponse:
    """แสดงวิธีคิด: the answers, the rule and the version. Reading a person's scores leaves a trace."""
    visit = visit_or_404(request, pk)
    found = _response(visit, response)
    if not can_read_response(request.user, found):
        raise PermissionDenied
    if found.person is not None:
        audit.record_read(
            actor=request.user, action="score.read", target=visit_pointer(visit), district_code=visit.district.code,
            data={"person": str(found.person)},
        )  # fmt: skip
    return render(request, "field/working.html", {"visit": visit, "working": working_of(found), "response": found})
