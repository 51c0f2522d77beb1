"""Sections and items of an agenda: add, change, move, take off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.acts import act_page, tried
from core.conflicts import guarded
from core.forms import attempt
from core.templatetags.files import accept_of
from kotpn.meetings import services
from kotpn.meetings.forms import ItemForm, MoveForm, SectionForm
from kotpn.meetings.models import AgendaItem
from kotpn.meetings.permissions import can_change
from kotpn.meetings.queries.page import item_line
from kotpn.meetings.services.papers import FAMILIES
from kotpn.meetings.views.base import (
    KEEPERS,
    item_page,
    item_to_prepare,
    meeting_to_prepare,
    page_of,
    section_to_prepare,
)
from kotpn.meetings.views.meetings import workbench


@KEEPERS
@require_POST
def section_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_to_prepare(request, pk)
    form = SectionForm(request.POST, auto_id="id_section_%s")
    if form.is_valid():
        made = attempt(form, lambda: services.add_section(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            return redirect(page_of(pk, f"section-{made.pk}"))
    return workbench(request, found, section_form=form)


@KEEPERS
@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename it."""
    found = section_to_prepare(request, pk)
    form = SectionForm(request.POST or None, initial={"kind": found.kind, "heading": found.heading})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, lambda: services.rename_section(found, actor=request.user, **form.cleaned_data))
        if saved is not None:
            return redirect(page_of(found.meeting_id, f"section-{pk}"))
    context = {
        "form": form, "heading": "แก้ไขหัวข้อ", "button": "บันทึกหัวข้อ", "sub": str(found.meeting),
        "back": page_of(found.meeting_id, f"section-{pk}"),
    }  # fmt: skip
    return act_page(request, **context)


@KEEPERS
@require_POST
def section_move(request: HttpRequest, pk: int) -> HttpResponse:
    found = section_to_prepare(request, pk)
    tried(request, lambda: services.move_section(found, actor=request.user, to=request.POST.get("to", "")))
    return redirect(page_of(found.meeting_id, f"section-{pk}"))


@KEEPERS
@require_POST
def section_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = section_to_prepare(request, pk)
    if tried(request, lambda: services.remove_section(found, actor=request.user)):
        messages.success(request, f"นำหัวข้อ “{found.heading}” ออกแล้ว")
    return redirect(page_of(found.meeting_id, "agenda"))


@KEEPERS
@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = section_to_prepare(request, pk)
    form = ItemForm(request.POST or None, user=request.user, district=found.meeting.committee.district)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.add_item(found, actor=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, "เพิ่มเรื่องแล้ว แนบเอกสารประกอบได้ที่หน้านี้")
            return redirect(item_page(made.pk, "papers"))
    context = {
        "form": form, "heading": "เพิ่มเรื่อง", "button": "เพิ่มเรื่อง", "sub": found.heading,
        "back": page_of(found.meeting_id, f"section-{pk}"),
    }  # fmt: skip
    return act_page(request, **context)


@KEEPERS
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a matter, its papers, and what was said to it."""
    found = item_to_prepare(request, pk)
    district = found.section.meeting.committee.district
    form = ItemForm(request.POST or None, user=request.user, district=district, item=found)
    saved, more = guarded(
        request, form,
        lambda stamp: services.change_item(found, actor=request.user, values=form.cleaned_data, stamp=stamp),
        stamp=found.stamp, fresh=lambda: item_to_prepare(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกเรื่องแล้ว")
        return redirect(page_of(found.section.meeting_id, f"item-{pk}"))
    return item_view(request, found, form=form, **more)


def item_view(
    request: HttpRequest, found: AgendaItem, *, form: ItemForm | None = None, refusals: Any = (), **more: Any
) -> HttpResponse:
    """`more` may hold the stamp and conflict of another person's save."""
    meeting = found.section.meeting
    context = {
        "item": found, "meeting": meeting, "line": item_line(found), "stamp": found.stamp, "refusals": refusals,
        "form": form or ItemForm(user=request.user, district=meeting.committee.district, item=found),
        "move": MoveForm(item=found), "can_change": can_change(request.user, meeting),
        "accept": accept_of(FAMILIES), **more,
    }  # fmt: skip
    bad = bool(refusals) or (form is not None and form.is_bound)
    return render(request, "kotpn/meetings/item.html", context, status=422 if bad else 200)


@KEEPERS
@require_POST
def item_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Up or down by a button, or to another section."""
    found = item_to_prepare(request, pk)
    meeting_pk = found.section.meeting_id
    if "section" in request.POST:
        form = MoveForm(request.POST, item=found)
        if form.is_valid():
            target = form.cleaned_data["section"]
            tried(request, lambda: services.move_item(found, actor=request.user, section=target))
        else:
            messages.error(request, "ย้ายได้เฉพาะภายในการประชุมเดียวกัน")
    else:
        tried(request, lambda: services.move_item(found, actor=request.user, to=request.POST.get("to", "")))
    return redirect(page_of(meeting_pk, f"item-{pk}"))


@KEEPERS
@require_POST
def item_drop(request: HttpRequest, pk: int) -> HttpResponse:
    found = item_to_prepare(request, pk)
    meeting_pk, section_pk = found.section.meeting_id, found.section_id
    if tried(request, lambda: services.drop_item(found, actor=request.user)):
        messages.success(request, f"นำเรื่อง “{found.title[:80]}” ออกแล้ว")
    return redirect(page_of(meeting_pk, f"section-{section_pk}"))
