"""From the clerk's summary to the end of a letter, one page an act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from office.letters import services
from office.letters.forms import NoteForm, OpinionForm, ProposeForm, RouteForm
from office.letters.models import Letter
from office.letters.permissions import DECIDE, DESK, POSTS, READERS
from office.letters.views.base import letter_for

_BOTH = ["GET", "HEAD", "POST"]


def _page(request: HttpRequest, found: Letter, form: Any, *, heading: str, button: str, **more: Any) -> HttpResponse:
    return act_page(
        request, form, heading=heading, button=button, sub=found.reference,
        back=reverse("letters:letter", args=[found.pk]), under=("letters:letters", "หนังสือรับ"), **more,
    )  # fmt: skip


def _told(found: Letter) -> list[str]:
    """What stands above the form: the letter in a line, and the clerk's summary."""
    head = f"เรื่อง {found.subject} · จาก {found.sender}"
    return [head, f"สรุปของธุรการ: {found.summary}"] if found.summary else [head]


@requires(DESK)
@require_http_methods(_BOTH)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "propose")
    form = ProposeForm(
        request.POST or None,
        initial={"summary": found.summary, "to": found.proposed_to or POSTS[0], "due_on": found.due_on},
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.propose_letter(found, actor=request.user, **values)) is not None:
            messages.success(request, "เสนอหนังสือแล้ว ผู้พิจารณาได้รับแจ้ง")
            return redirect("letters:letter", pk)
    return _page(request, found, form, heading="สรุปและเสนอหนังสือ", button="เสนอหนังสือ", notes=_told(found)[:1],
                 draft=f"letter-propose-{pk}")  # fmt: skip


@requires(DECIDE)
@require_http_methods(_BOTH)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "opine")
    form = OpinionForm(request.POST or None, letter=found, initial={"due_on": found.due_on})
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "people": list(form.cleaned_data["people"])}
        if attempt(form, lambda: services.give_opinion(found, actor=request.user, **values)) is not None:
            messages.success(request, "บันทึกความเห็นแล้ว")
            return redirect("letters:letter", pk)
    return _page(request, found, form, heading="ความเห็นและสั่งการ", button="บันทึกความเห็น", notes=_told(found),
                 draft=f"letter-opinion-{pk}")  # fmt: skip


@requires(DESK, DECIDE)
@require_http_methods(_BOTH)
def route(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "route")
    form = RouteForm(request.POST or None, letter=found, initial={"due_on": found.due_on})
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "people": list(form.cleaned_data["people"])}
        if attempt(form, lambda: services.route_letter(found, actor=request.user, **values)) is not None:
            messages.success(request, "มอบหนังสือแล้ว ผู้รับมอบได้รับแจ้ง")
            return redirect("letters:letter", pk)
    return _page(request, found, form, heading="มอบผู้ปฏิบัติ", button="มอบหนังสือ", notes=_told(found))


@requires(DESK, DECIDE)
@require_POST
def take_back(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    found = letter_for(request, pk, "take_back")
    if tried(request, lambda: services.take_back_route(found, actor=request.user, person=person)):
        messages.success(request, "ถอนการมอบแล้ว")
    return redirect("letters:letter", pk)


@requires(*READERS)
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "acknowledge")
    if tried(request, lambda: services.acknowledge_letter(found, actor=request.user)):
        messages.success(request, "รับทราบแล้ว เมื่อดำเนินการเสร็จกรุณาแจ้งผลที่หน้านี้")
    return redirect("letters:letter", pk)


@requires(*READERS)
@require_http_methods(_BOTH)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "finish")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(form, lambda: services.finish_letter(found, actor=request.user, note=note)) is not None:
            messages.success(request, "บันทึกผลแล้ว")
            return redirect("letters:letter", pk)
    return _page(request, found, form, heading="แจ้งผลการดำเนินการ", button="แจ้งว่าเสร็จแล้ว", notes=_told(found),
                 draft=f"letter-finish-{pk}")  # fmt: skip


@requires(DESK, DECIDE)
@require_http_methods(_BOTH)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "close")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(form, lambda: services.close_letter(found, actor=request.user, note=note)) is not None:
            messages.success(request, "ปิดเรื่องแล้ว")
            return redirect("letters:letter", pk)
    return _page(request, found, form, heading="ปิดเรื่อง", button="ปิดเรื่อง", notes=_told(found))
