"""Answer sheets of a visit: choose one, fill it in, see how its score came about."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import audit
from core.access import requires
from core.errors import DomainError
from core.thai.numerals import to_arabic
from instruments.models import Answer, Item, Response
from instruments.permissions import can_read_response
from instruments.queries import Form, form_of
from instruments.queries import working as working_of
from instruments.services import AnswerValue
from supervision.field import services
from supervision.field.forms import SheetForm
from supervision.field.models import Visit
from supervision.field.queries.visits import sheet_rows
from supervision.field.services import visit_pointer
from supervision.field.views.base import (
    READERS,
    after_section,
    attempt,
    saved_fragment,
    section_context,
    visit_or_404,
    visit_to_write,
)


@dataclass(frozen=True)
class Level:
    """A level as components/rating.html draws it."""

    value: int
    word: str
    description: str


@dataclass(frozen=True)
class ItemRow:
    """One line of the form as it stands."""

    item: Item
    number: int
    levels: list[Level]
    value: Any
    note: str
    word: str

    @property
    def name(self) -> str:
        return f"item-{self.item.pk}"

    @property
    def answered(self) -> bool:
        return self.value not in (None, "")


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
    error = ""
    if request.method == "POST":
        try:
            values = _values(request, form)
            services.save_sheet(visit, actor=request.user, response=found, answers=values, form=form)
            if getattr(request, "htmx", False):
                visit.refresh_from_db()
                rows = _rows(form, found)
                return saved_fragment(
                    request, visit, done=sum(row.answered for row in rows), total=len(rows), with_progress=True
                )
            return (
                after_section(request, visit, "sheets")
                if request.POST.get("then")
                else redirect("field:sheets", pk=visit.pk)
            )
        except DomainError as refusal:
            error = refusal.message
            if getattr(request, "htmx", False):
                return saved_fragment(request, visit, problem=error)
    rows = _rows(form, found)
    context = {
        **section_context(visit, "sheets"),
        "response": found,
        "form": form,
        "parts": [
            (section, [row for row in rows if row.item.section_id == section.pk]) for section, _ in form.sections
        ],
        "done": sum(row.answered for row in rows),
        "total": len(rows),
        "error": error,
    }
    return render(request, "field/sheet.html", context, status=422 if error else 200)


def _rows(form: Form, response: Response) -> list[ItemRow]:
    answers = {row.item_id: row for row in Answer.objects.filter(response=response)}
    rows = []
    shown = [item for item in form.items.values() if item.kind != Item.Kind.NOTE]
    for number, item in enumerate(shown, start=1):
        answer = answers.get(item.pk)
        value: Any = None
        word = ""
        if answer is not None:
            if answer.not_observed:
                value, word = "none", "ไม่ได้สังเกต"
            elif answer.number is not None:
                value = int(answer.number) if answer.number == int(answer.number) else answer.number
                level = form.levels[item.pk].get(int(answer.number))
                word = f"{value} {level.label}" if level else str(value)
            else:
                value = word = answer.text
        levels = [Level(level.value, level.label, level.description) for level in form.levels[item.pk].values()]
        rows.append(ItemRow(item, number, levels, value, answer.note if answer else "", word))
    return rows


def _values(request: HttpRequest, form: Form) -> dict[int, AnswerValue]:
    """Answers of the items that were posted; an item that is absent from the form is left as it is."""
    found = {}
    for key, item in form.items.items():
        name = f"item-{key}"
        if name not in request.POST and f"{name}-note" not in request.POST:
            continue
        raw, note = request.POST.get(name, "").strip(), request.POST.get(f"{name}-note", "")
        if item.kind in (Item.Kind.TEXT, Item.Kind.DATE, Item.Kind.PLACE, Item.Kind.CHOICES, Item.Kind.PHOTO):
            found[key] = AnswerValue(text=raw, note=note)
        elif raw == "none":
            found[key] = AnswerValue(not_observed=True, note=note)
        elif raw == "":
            found[key] = AnswerValue(note=note)
        else:
            try:
                number = Decimal(to_arabic(raw))
            except InvalidOperation:
                raise DomainError(f"“{item.text}” ต้องเป็นตัวเลข", field=name) from None
            found[key] = AnswerValue(number=number, note=note)
    return found


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
