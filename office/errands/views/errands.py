"""Requests to and from other groups, and assigned tasks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import pointers
from core.access import requires
from core.acts import act_page, acted, pressed
from core.forms import ReasonForm, attempt
from core.passed import admit
from core.trail import trail
from office.errands import services
from office.errands.forms import AnswerForm, ErrandForm
from office.errands.models import Errand
from office.errands.permissions import ASKERS, ERRAND_STATES, can_act, may_act, may_ask
from office.errands.queries import errand_pointer
from office.errands.tables import ErrandTable
from schools.scope import holds_any
from schools.views.common import office_of, require

UNDER = ("errands:errands", "งานประสานและงานมอบหมาย")
_METHODS = ["GET", "HEAD", "POST"]
_HEADINGS = {
    Errand.Kind.FROM: "บันทึกเรื่องที่กลุ่มอื่นขอมา",
    Errand.Kind.TO: "ขอไปยังกลุ่มอื่น",
    Errand.Kind.ASSIGNED: "มอบหมายงาน",
}
_LOOKS = {
    "errand.asked": ("", "file-plus"), "errand.edited": ("plain", "pencil"), "errand.answered": ("ok", "message"),
    "errand.accepted": ("ok", "circle-check"), "errand.returned": ("warn", "arrow-back-up"),
    "errand.cancelled": ("bad", "circle-x"),
}  # fmt: skip


def _errand_or_404(request: HttpRequest, pk: int) -> Errand:
    rows = Errand.objects.visible_to(request.user).select_related(
        "district", "person", "unit", "task", "created_by", "answered_by"
    )
    found: Errand = get_object_or_404(rows, pk=pk)
    return found


def _errand_for(request: HttpRequest, pk: int, act: str) -> Errand:
    """In scope; 403 for who may not act on it. Whose act it is, but too late, is told what happened."""
    found = _errand_or_404(request, pk)
    admit(
        request, errand_pointer(found), found.get_state_display(), may=may_act(request.user, found, act),
        now=ERRAND_STATES.allows(found.state, act),
    )  # fmt: skip
    return found


@requires(*ASKERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    require(holds_any(request.user, ASKERS, district=district))
    rows = Errand.objects.visible_to(request.user).of_district(district).select_related("unit", "person", "created_by")
    context = {
        "table": ErrandTable(request, rows, title="งานประสานและงานมอบหมาย"),
        "kinds": [(kind, word) for kind, word in Errand.Kind.choices if may_ask(request.user, district, kind)],
        "today": timezone.localdate(), "late": rows.late(timezone.localdate()).count(),
    }  # fmt: skip
    return render(request, "office/errands/list.html", context)


@requires(*ASKERS)
@require_http_methods(_METHODS)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """`?about=letter&key=5` has what it is about chosen."""
    if kind not in Errand.Kind.values:
        raise Http404
    district = office_of(request)
    require(may_ask(request.user, district, kind))
    about, key = request.GET.get("about", "")[:40], request.GET.get("key", "")[:64]
    thing = (about, key) if about and pointers.may_view(request.user, about, key) else None
    label = pointers.provider(about).label(key) if thing else ""
    form = ErrandForm(request.POST or None, user=request.user, district=district, kind=kind, initial={"title": label})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.ask(district, actor=request.user, kind=kind, thing=thing, **values))
        if made is not None:
            messages.success(request, "บันทึกและแจ้งผู้รับผิดชอบแล้ว")
            return redirect("errands:errand", made.pk)
    return act_page(
        request, form, heading=_HEADINGS[Errand.Kind(kind)], button="บันทึกและแจ้งผู้รับผิดชอบ",
        back=reverse("errands:errands"),
        under=UNDER, notes=[f"เกี่ยวกับ: {label}"] if thing else [], draft=f"errand-new-{kind}",
    )  # fmt: skip


@requires(*ASKERS)
@require_safe
def errand(request: HttpRequest, pk: int) -> HttpResponse:
    found = _errand_or_404(request, pk)
    thing = ""
    if found.thing_kind and pointers.may_view(request.user, found.thing_kind, found.thing_key):
        thing = pointers.provider(found.thing_kind).url(found.thing_key)
    context: dict[str, Any] = {
        "errand": found, "acts": {act: can_act(request.user, found, act) for act in ERRAND_STATES.labels},
        "late": found.is_late(timezone.localdate()), "thing_url": thing, "events": trail("errand", found.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "office/errands/errand.html", context)


@requires(*ASKERS)
@require_http_methods(_METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = _errand_for(request, pk, "edit")
    form = ErrandForm(request.POST or None, user=request.user, district=found.district, kind=found.kind, errand=found)
    return _page(request, found, form, services.edit, "แก้ไข", "บันทึก")


@requires(*ASKERS)
@require_http_methods(_METHODS)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _errand_for(request, pk, "answer")
    form = AnswerForm(request.POST or None, errand=found)
    return _page(request, found, form, services.answer, "คำตอบหรือผลการดำเนินงาน", "บันทึกคำตอบ")


@requires(*ASKERS)
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    found = _errand_for(request, pk, "accept")
    back = reverse("errands:errand", args=[pk])
    return pressed(request, lambda: services.accept(found, actor=request.user), back=back, done="ปิดเรื่องแล้ว")


@requires(*ASKERS)
@require_http_methods(_METHODS)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = _errand_for(request, pk, "return")
    form = ReasonForm(request.POST or None, label="ต้องทำอะไรเพิ่ม")
    return _page(request, found, form, services.send_back, "ส่งกลับให้ทำเพิ่ม", "ส่งกลับ")


@requires(*ASKERS)
@require_http_methods(_METHODS)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _errand_for(request, pk, "cancel")
    form = ReasonForm(request.POST or None, label="เหตุที่ยกเลิก")
    return _page(request, found, form, services.cancel, "ยกเลิกเรื่อง", "ยกเลิกเรื่อง")


def _page(request: HttpRequest, found: Errand, form: Any, act: Any, *words: str) -> HttpResponse:
    """Run the act with the form's values, then the errand; else the form's page. `words`: heading and button."""
    heading, button = words
    return acted(
        request, form, lambda: act(found, actor=request.user, **form.cleaned_data), heading=heading, button=button,
        back=reverse("errands:errand", args=[found.pk]), done=f"{heading}: บันทึกแล้ว", sub=found.title, under=UNDER,
        draft=f"errand-{found.pk}-{heading}",
    )  # fmt: skip
