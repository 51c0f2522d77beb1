"""The two registers, one letter, registering one after another, lines of the paper register, corrections."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import ROLES
from core.access import requires
from core.acts import act_page, acted
from core.conflicts import edited
from core.errors import DomainError
from core.forms import ReasonForm, attempt, refuse
from core.keys import number_of
from core.trail import trail
from office.letters import services
from office.letters.forms import EnterLetterForm, LetterForm, NewLetterForm, initial_of
from office.letters.models import Letter
from office.letters.permissions import DESK, READERS, STATES, can_act, is_named, may_read_all, may_register
from office.letters.queries import answered_by, known_places, latest_of
from office.letters.tables import InTable, OutTable
from office.letters.views.base import desk, direction_or_404, letter_for, letter_or_404
from reports import registry
from schools.queries import person_of
from schools.views.common import office_of

_LOOKS = {
    "letter.registered": ("", "mail"),
    "letter.entered": ("", "book"),
    "letter.edited": ("plain", "pencil"),
    "letter.proposed": ("", "send"),
    "letter.opinion": ("", "message"),
    "letter.routed": ("", "user-check"),
    "letter.taken_back": ("plain", "arrow-back-up"),
    "letter.acknowledged": ("plain", "eye"),
    "letter.finished": ("ok", "check"),
    "letter.done": ("ok", "circle-check"),
    "letter.closed": ("ok", "circle-check"),
    "letter.cancelled": ("bad", "circle-x"),
}
_PAGES = {Letter.Direction.IN: "letters:letters", Letter.Direction.OUT: "letters:out"}


@requires(*READERS)
@require_safe
def index(request: HttpRequest, direction: str = Letter.Direction.IN) -> HttpResponse:
    """The register; for who is not of the desk the letters that were handed to them."""
    district = office_of(request)
    rows = Letter.objects.visible_to(request.user).of_district(district).of_direction(direction)
    whole = may_read_all(request.user, district)
    title = Letter.Direction(direction).label if whole else "หนังสือถึงท่าน"
    kind = InTable if direction == Letter.Direction.IN else OutTable
    table = kind(request, rows, title=title, district=district, direction=direction)
    context = {
        "table": table, "direction": direction, "title": title, "whole": whole,
        "may_register": may_register(request.user, district), "key": f"letters-{direction}",
        "may_print": registry.get(f"letters-{direction}").may_run(request.user, district.code),
        "pills": _pills(direction) if whole else [],
    }  # fmt: skip
    return render(request, "office/letters/list.html", context)


def _pills(direction: str) -> list[dict[str, Any]]:
    return [
        {"label": Letter.Direction(code).label, "url": reverse(name), "count": None, "current": code == direction}
        for code, name in _PAGES.items()
    ]


@requires(*READERS)
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_or_404(request, pk)
    whole = may_read_all(request.user, found.district_id)
    me = person_of(request.user, found.district)
    own = next((route for route in found.routes.all() if me is not None and route.person_id == me.pk), None)
    context: dict[str, Any] = {
        "letter": found, "acts": {act: can_act(request.user, found, act) for act in STATES.labels},
        "whole": whole, "own": own, "named": is_named(request.user, found), "list_name": _PAGES[found.direction],
        "opinions": [(one, ROLES[one.post].thai if one.post in ROLES else "")
                     for one in found.opinions.select_related("author")],
        "post": ROLES[found.proposed_to].thai if found.proposed_to in ROLES else "",
        "replies": answered_by(request.user, found) if found.is_in else [],
        "may_see_answered": found.answers is not None
        and Letter.objects.visible_to(request.user).filter(pk=found.answers_id).exists(),
        "events": trail("letter", found.pk, _LOOKS) if whole else [],
    }  # fmt: skip
    return render(request, "office/letters/letter.html", context)


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, direction: str) -> HttpResponse:
    """One letter after another: the page comes back empty but for the place and day of the last one."""
    direction = direction_or_404(direction)
    district = desk(request, may_register)
    form = NewLetterForm(
        request.POST or None, request.FILES or None, user=request.user, district=district, direction=direction,
        initial=_begun(request, district, direction),
    )  # fmt: skip
    earlier: Letter | None = None
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        upload = values.pop("upload")
        try:
            made = services.register_letter(
                district, actor=request.user, direction=direction, uploads=[upload] if upload else [], **values
            )
        except services.AlreadyCame as again:
            earlier = again.earlier
            form.ask_to_confirm("confirmed")
            form.add_error("own_number", again.message)
        except DomainError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"ลงทะเบียนแล้ว {made.reference}")
            return redirect(f"{reverse('letters:new', args=[direction])}?last={made.pk}")
    latest = latest_of(request.user, district, direction)
    context = {
        "form": form, "direction": direction, "list_name": _PAGES[Letter.Direction(direction)],
        "title": f"ลงทะเบียน{Letter.Direction(direction).label}", "latest": latest,
        "draft": _draft(request, direction, latest),
        "places": known_places(district, direction), "earlier": earlier,
    }  # fmt: skip
    return render(request, "office/letters/new.html", context, status=422 if form.is_bound else 200)


def _draft(request: HttpRequest, direction: str, latest: list[Letter]) -> str:
    """The name typed text is kept under on the device. A letter more has another name: what was registered is dropped
    there with the page that comes back, and is not offered to the next one."""
    place = max([number_of(request.GET.get("last")) or 0, *(row.pk for row in latest)])
    return f"letter-{direction}-{place}-{number_of(request.GET.get('answers')) or 0}"


def _begun(request: HttpRequest, district: Any, direction: str) -> dict[str, Any]:
    """What stays of the letter registered last (?last=), or what a letter being answered gives (?answers=)."""
    rows = Letter.objects.visible_to(request.user).of_district(district)
    last = number_of(request.GET.get("last"))
    if last is not None and (kept := rows.of_direction(direction).filter(pk=last).first()):
        return {name: getattr(kept, name) for name in ("sender", "receiver", "registered_on")}
    answered = number_of(request.GET.get("answers"))
    if answered is not None and (one := rows.incoming().filter(pk=answered).first()):
        return {
            "answers": one.register_number, "sender": _unit(district), "receiver": one.sender, "subject": one.subject,
            "secrecy": one.secrecy, "urgency": one.urgency,
        }  # fmt: skip
    return {"receiver" if direction == Letter.Direction.IN else "sender": _unit(district)}


def _unit(district: Any) -> str:
    """How the group is written in a register; an office without settings writes its name."""
    settings = getattr(district, "settings", None)
    return ((settings.memo_agency if settings else "") or district.name)[:200]


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, direction: str) -> HttpResponse:
    direction = direction_or_404(direction)
    district = desk(request, may_register)
    form = EnterLetterForm(request.POST or None, user=request.user, district=district, direction=direction)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.enter_letter(district, actor=request.user, direction=direction, **values))
        if made is not None:
            messages.success(request, f"ลงทะเบียน{made.reference} แล้ว")
            return redirect("letters:letter", made.pk)
    return act_page(
        request, form, heading=f"ลงทะเบียนย้อนหลัง: {Letter.Direction(direction).label}", button="ลงทะเบียนตามเลขนี้",
        sub=Letter.Direction(direction).label, back=reverse(_PAGES[Letter.Direction(direction)]),
        notes=["ใช้กับหนังสือที่มีเลขในทะเบียนกระดาษก่อนใช้ระบบ ปีที่ระบบยังไม่ออกเลข เลขถัดไปจะต่อจากเลขสูงสุดที่ลงไว้"],
    )  # fmt: skip


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person's correction is told, never written over unasked."""
    found = letter_for(request, pk, "edit")
    form = LetterForm(
        request.POST or None, user=request.user, district=found.district, direction=found.direction,
        registered_on=found.registered_on, initial=initial_of(found),
    )  # fmt: skip
    return edited(
        request, form, lambda stamp: services.edit_letter(found, actor=request.user, stamp=stamp, **form.cleaned_data),
        stamp=found.stamp, fresh=lambda: letter_or_404(request, pk), heading=f"แก้ไข{found.reference}",
        button="บันทึกการแก้ไข", back=reverse("letters:letter", args=[pk]), done="บันทึกการแก้ไขแล้ว", sub=found.reference,
    )  # fmt: skip


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = letter_for(request, pk, "cancel")
    form = ReasonForm(request.POST or None, label="เหตุที่ยกเลิก", help_text="พิมพ์ในช่องหมายเหตุของทะเบียน เลขไม่นำกลับมาใช้")
    return acted(
        request, form, lambda: services.cancel_letter(found, actor=request.user, **form.cleaned_data),
        heading=f"ยกเลิก{found.reference}", button="ยกเลิกหนังสือนี้", sub=found.reference,
        back=reverse("letters:letter", args=[pk]), done=f"ยกเลิก{found.reference} แล้ว เลขยังอยู่ในทะเบียน",
    )  # fmt: skip
