"""The annex of a draft: headings, people, pasted lists, data of the office."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import tried
from core.forms import attempt
from office.orders import services
from office.orders.forms import GroupForm, PasteForm, PersonForm, SourceForm
from office.orders.models import Order
from office.orders.views.base import WRITERS, form_page, order_for


def _back(order: Order, group: int | None = None) -> str:
    place = f"#group-{group}" if group else "#annex"
    return f"{reverse('orders:order', args=[order.pk])}{place}"


@requires(*WRITERS)
@require_POST
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    found = order_for(request, pk, "edit")
    form = SourceForm(request.POST, user=request.user, order=found)
    if not form.is_valid():
        messages.error(request, "กรุณาเลือกข้อมูลที่จะนำรายชื่อมาใส่")
        return redirect(_back(found))
    source = form.cleaned_data["source"]
    added: list[int] = []
    if tried(request, lambda: added.append(services.fill_annex(found, actor=request.user, source=source))):
        count = added[0]
        messages.success(request, f"เพิ่มรายชื่อ {count} คน" if count else "รายชื่อจากข้อมูลนี้อยู่ในบัญชีแล้ว")
    return redirect(_back(found))


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, pk: int, group: int | None = None) -> HttpResponse:
    """Add a heading, or change one."""
    found = order_for(request, pk, "edit")
    row = get_object_or_404(found.groups.all(), pk=group) if group else None
    initial = {"heading": row.heading, "duty": row.duty} if row else {}
    form = GroupForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = attempt(form, lambda: services.save_group(found, actor=request.user, key=group, **values))
        if saved is not None:
            return redirect(_back(found, saved.pk))
    return form_page(
        request, form, heading="แก้ไขหัวข้อ" if row else "เพิ่มหัวข้อในบัญชีแนบท้าย", button="บันทึกหัวข้อ", sub=found.title,
        back=_back(found, group),
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, pk: int, group: int, line: int | None = None) -> HttpResponse:
    """Add a line under a heading, or change one."""
    found = order_for(request, pk, "edit")
    held = get_object_or_404(found.groups.all(), pk=group)
    row = get_object_or_404(held.people.all(), pk=line) if line else None
    initial = {name: getattr(row, name) for name in ("person", "outside", "name", "post", "duty")} if row else {}
    form = PersonForm(request.POST or None, user=request.user, order=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = attempt(form, lambda: services.save_person(found, actor=request.user, group=group, key=line, **values))
        if saved is not None:
            return redirect(_back(found, group))
    return form_page(
        request, form, heading="แก้ไขรายชื่อ" if row else "เพิ่มรายชื่อ", button="บันทึกรายชื่อ", sub=str(held),
        back=_back(found, group),
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    found = order_for(request, pk, "edit")
    held = get_object_or_404(found.groups.all(), pk=group)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        added = attempt(form, lambda: services.paste_people(found, actor=request.user, group=group, text=text))
        if added is not None:
            messages.success(request, f"เพิ่มรายชื่อ {added} คน" if added else "ทุกชื่ออยู่ในหัวข้อนี้แล้ว")
            return redirect(_back(found, group))
    return form_page(request, form, heading="วางหลายรายชื่อ", button="เพิ่มรายชื่อ", sub=str(held), back=_back(found, group))


@requires(*WRITERS)
@require_POST
def group_move(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    found, up = order_for(request, pk, "edit"), request.POST.get("to") == "up"
    tried(request, lambda: services.move_group(found, actor=request.user, key=group, up=up))
    return redirect(_back(found, group))


@requires(*WRITERS)
@require_POST
def group_remove(request: HttpRequest, pk: int, group: int) -> HttpResponse:
    found = order_for(request, pk, "edit")
    tried(request, lambda: services.remove_group(found, actor=request.user, key=group))
    return redirect(_back(found))


@requires(*WRITERS)
@require_POST
def person_move(request: HttpRequest, pk: int, group: int, line: int) -> HttpResponse:
    found, up = order_for(request, pk, "edit"), request.POST.get("to") == "up"
    tried(request, lambda: services.move_person(found, actor=request.user, group=group, key=line, up=up))
    return redirect(_back(found, group))


@requires(*WRITERS)
@require_POST
def person_remove(request: HttpRequest, pk: int, group: int, line: int) -> HttpResponse:
    found = order_for(request, pk, "edit")
    tried(request, lambda: services.remove_person(found, actor=request.user, group=group, key=line))
    return redirect(_back(found, group))
