"""What the director of the group does with what was sent: ask reviewers, list, share, return, withdraw."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import act_page, acted, ask_why, pressed
from core.forms import attempt
from supervision.media import services
from supervision.media.forms import AskForm, ListForm
from supervision.media.models import Medium
from supervision.media.permissions import can_decide, may_decide, may_write
from supervision.media.views.base import LIST, WRITERS, admit_to, back_to, medium_or_404


def _to_decide(request: HttpRequest, pk: int, act: str) -> Medium:
    row = medium_or_404(request, pk)
    allowed = may_decide(request.user, row.district) if act == "ask" else can_decide(request.user, row)
    admit_to(request, row, act, allowed)
    return row


@requires("register.write")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, "ask")
    form = AskForm(request.POST or None, medium=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "reviewers": list(form.cleaned_data["reviewers"])}
        made = attempt(form, lambda: services.ask_reviewers(row, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"ส่งให้ผู้ประเมิน {len(made)} คนแล้ว")
            return redirect(back_to(pk))
    return act_page(
        request, form, heading="เลือกผู้ประเมิน", button="ส่งให้ประเมิน", back=back_to(pk), sub=row.title, under=LIST
    )


@requires("register.write")
@require_http_methods(["GET", "POST"])
def list_(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, "list")
    form = ListForm(request.POST if request.method == "POST" else None, medium=row)
    return acted(
        request, form, lambda: services.list_medium(row, actor=request.user, share=form.cleaned_data["share"]),
        heading="ขึ้นทะเบียนสื่อและนวัตกรรม", button="ขึ้นทะเบียน", back=back_to(pk), done="ขึ้นทะเบียนแล้ว", sub=row.title,
        under=LIST,
    )  # fmt: skip


@requires("register.write")
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, "share")
    wanted = request.POST.get("share")
    if wanted not in ("yes", "no"):
        raise Http404
    return pressed(
        request, lambda: services.share_medium(row, actor=request.user, share=wanted == "yes"), back=back_to(pk),
        done="โรงเรียนในสังกัดใช้ได้แล้ว" if wanted == "yes" else "โรงเรียนอื่นไม่เห็นผลงานนี้แล้ว",
    )  # fmt: skip


def _why(request: HttpRequest, row: Medium, act: Callable[[str], Any], heading: str, help_text: str) -> HttpResponse:
    return ask_why(
        request, act, heading=heading, button=heading, back=back_to(row.pk), done=f"{heading}แล้ว", sub=row.title,
        under=LIST, help_text=help_text,
    )  # fmt: skip


@requires("register.write")
@require_http_methods(["GET", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, "return")
    return _why(
        request, row, lambda reason: services.return_medium(row, actor=request.user, reason=reason), "ตีกลับ",
        "เจ้าของผลงานจะเห็นข้อความนี้ และผลการประเมินของครั้งนี้",
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """By the office, or by the owner."""
    row = medium_or_404(request, pk)
    admit_to(request, row, "withdraw", may_write(request.user, row) or may_decide(request.user, row.district))
    return _why(
        request, row, lambda reason: services.withdraw_medium(row, actor=request.user, reason=reason), "เลิกใช้",
        "โรงเรียนอื่นจะไม่เห็นผลงานนี้อีก บันทึกการใช้ยังอยู่",
    )  # fmt: skip
