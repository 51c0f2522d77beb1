"""From the clerk's summary to the end of a letter, one page an act."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import acted, pressed
from office.letters import services
from office.letters.forms import NoteForm, OpinionForm, ProposeForm, RouteForm
from office.letters.models import Letter
from office.letters.permissions import DECIDE, DESK, POSTS, READERS
from office.letters.views.base import letter_for

_BOTH = ["GET", "HEAD", "POST"]


def _page(request: HttpRequest, found: Letter, form: Any, act: Callable[[], Any], **page: Any) -> HttpResponse:
    """The page of one act's form; then the letter."""
    return acted(
        request, form, act, sub=found.reference, back=reverse("letters:letter", args=[found.pk]),
        under=("letters:letters", "หนังสือรับ"), **page,
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
    return _page(
        request, found, form, lambda: services.propose_letter(found, actor=request.user, **form.cleaned_data),
        heading="สรุปและเสนอหนังสือ", button="เสนอหนังสือ", notes=_told(found)[:1], draft=f"letter-propose-{pk}",
        done="เสนอหนังสือแล้ว ผู้พิจารณาได้รับแจ้ง",
    )  # fmt: skip


@requires(DECIDE)
@require_http_methods(_BOTH)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "opine")
    form = OpinionForm(request.POST or None, letter=found, initial={"due_on": found.due_on})
    return _page(
        request, found, form, lambda: services.give_opinion(found, actor=request.user, **form.cleaned_data),
        heading="ความเห็นและสั่งการ", button="บันทึกความเห็น", notes=_told(found), draft=f"letter-opinion-{pk}",
        done="บันทึกความเห็นแล้ว",
    )  # fmt: skip


@requires(DESK, DECIDE)
@require_http_methods(_BOTH)
def route(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "route")
    form = RouteForm(request.POST or None, letter=found, initial={"due_on": found.due_on})
    return _page(
        request, found, form, lambda: services.route_letter(found, actor=request.user, **form.cleaned_data),
        heading="มอบผู้ปฏิบัติ", button="มอบหนังสือ", notes=_told(found), done="มอบหนังสือแล้ว ผู้รับมอบได้รับแจ้ง",
    )  # fmt: skip


@requires(DESK, DECIDE)
@require_POST
def take_back(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    found = letter_for(request, pk, "take_back")
    return pressed(
        request, lambda: services.take_back_route(found, actor=request.user, person=person),
        back=reverse("letters:letter", args=[pk]), done="ถอนการมอบแล้ว",
    )  # fmt: skip


@requires(*READERS)
@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "acknowledge")
    return pressed(
        request, lambda: services.acknowledge_letter(found, actor=request.user),
        back=reverse("letters:letter", args=[pk]), done="รับทราบแล้ว เมื่อดำเนินการเสร็จกรุณาแจ้งผลที่หน้านี้",
    )  # fmt: skip


@requires(*READERS)
@require_http_methods(_BOTH)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "finish")
    form = NoteForm(request.POST or None)
    return _page(
        request, found, form, lambda: services.finish_letter(found, actor=request.user, **form.cleaned_data),
        heading="แจ้งผลการดำเนินการ", button="แจ้งว่าเสร็จแล้ว", notes=_told(found), draft=f"letter-finish-{pk}",
        done="บันทึกผลแล้ว",
    )  # fmt: skip


@requires(DESK, DECIDE)
@require_http_methods(_BOTH)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "close")
    form = NoteForm(request.POST or None)
    return _page(
        request, found, form, lambda: services.close_letter(found, actor=request.user, **form.cleaned_data),
        heading="ปิดเรื่อง", button="ปิดเรื่อง", notes=_told(found), done="ปิดเรื่องแล้ว",
    )  # fmt: skip
