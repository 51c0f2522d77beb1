"""A folder on its way: one page an act, and the single buttons."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import acted, tried
from core.forms import ReasonForm
from office.folders import services
from office.folders.forms import NoteForm, SendForm, SignForm
from office.folders.models import Folder
from office.folders.views.base import READERS, folder_for

Act = Callable[..., Folder]
_METHODS = ["GET", "HEAD", "POST"]


def _page(
    request: HttpRequest, found: Folder, form: Any, act: Act, *, heading: str, button: str, done: str
) -> HttpResponse:
    """Run the act with the form's values, then the folder; else the form's page."""
    notes = [found.title, f"บันทึกแทน {found.place}"] if _for_another(request, found, act) else [found.title]
    return acted(
        request, form, lambda: act(found, actor=request.user, **form.cleaned_data), heading=heading, button=button,
        back=reverse("folders:folder", args=[found.pk]), done=done, sub=found.reference,
        under=("folders:board", "แฟ้มเสนอ"), notes=notes,
    )  # fmt: skip


def _for_another(request: HttpRequest, found: Folder, act: Act) -> bool:
    """The desk writes down what a holder did on paper."""
    holders = (services.sign_folder, services.pass_folder, services.return_folder)
    return act in holders and found.holder is not None and found.holder.user_id != request.user.pk


def _to(request: HttpRequest, found: Folder, form_class: Any = SendForm) -> Any:
    return form_class(request.POST or None, user=request.user, district=found.district)


@requires("desk.write", "desk.own")
@require_http_methods(_METHODS)
def send(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "send")
    return _page(
        request,
        found,
        _to(request, found),
        services.send_folder,
        heading="เสนอแฟ้ม",
        button="เสนอแฟ้ม",
        done="เสนอแฟ้มแล้ว",
    )


@requires(*READERS)
@require_http_methods(_METHODS)
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "pass")
    return _page(
        request, found, _to(request, found), services.pass_folder, heading="เสนอต่อ", button="เสนอต่อ", done="เสนอต่อแล้ว"
    )


@requires(*READERS)
@require_http_methods(_METHODS)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "sign")
    return _page(
        request, found, _to(request, found, SignForm), services.sign_folder, heading="บันทึกการลงนามหรือสั่งการ",
        button="บันทึกว่าลงนามแล้ว", done="บันทึกการลงนามแล้ว",
    )  # fmt: skip


@requires(*READERS)
@require_http_methods(_METHODS)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "return")
    form = ReasonForm(request.POST or None, label="ต้องแก้ไขอะไร")
    return _page(
        request, found, form, services.return_folder, heading="ส่งกลับแก้ไข", button="ส่งกลับ", done="ส่งแฟ้มกลับแก้ไขแล้ว"
    )


@requires("desk.write", "desk.own")
@require_http_methods(_METHODS)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "take_back")
    form = ReasonForm(request.POST or None, label="เหตุที่นำแฟ้มกลับ")
    return _page(request, found, form, services.take_back, heading="นำแฟ้มกลับ", button="นำแฟ้มกลับ", done="นำแฟ้มกลับแล้ว")


@requires("desk.write", "desk.own")
@require_POST
def chase(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the holder; goes back to where it was pressed."""
    found = folder_for(request, pk, "chase")
    if tried(request, lambda: services.chase_folder(found, actor=request.user)):
        messages.success(request, f"ตาม{found.reference} จาก {found.place} แล้ว วันหนึ่งแจ้งหนึ่งครั้ง")
    if request.POST.get("from") == "desk":
        return redirect("folders:desk")
    return redirect("folders:board") if request.POST.get("from") == "board" else redirect("folders:folder", pk)


@requires("desk.write", "desk.own")
@require_http_methods(_METHODS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "close")
    form = NoteForm(request.POST or None)
    return _page(request, found, form, services.close_folder, heading="เก็บแฟ้ม", button="เก็บแฟ้ม", done="เก็บแฟ้มแล้ว")


@requires("desk.write", "desk.own")
@require_http_methods(_METHODS)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = folder_for(request, pk, "cancel")
    form = ReasonForm(request.POST or None, label="เหตุที่ยกเลิก")
    return _page(
        request, found, form, services.cancel_folder, heading="ยกเลิกแฟ้ม", button="ยกเลิกแฟ้ม", done="ยกเลิกแฟ้มแล้ว"
    )
