"""Write a draft set: its words, scale, rows in order, and what each row is tied to."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import tried
from core.forms import attempt
from core.keys import number_of
from qa.standards import services
from qa.standards.forms.sets import EditFrontForm, ItemForm, ScaleForm, TiesForm, scale_text
from qa.standards.models import Standard, StandardSet
from qa.standards.services.sets import FRONT
from qa.standards.views.base import form_page, own_set_or_404


def _back(row: StandardSet, anchor: str = "") -> str:
    return reverse("standards:set", args=[row.pk]) + anchor


def _page(request: HttpRequest, row: StandardSet, form: Any, heading: str, **more: Any) -> HttpResponse:
    return form_page(request, form, heading=heading, button="บันทึก", sub=row.name, **{"back": _back(row), **more})


def _row(owner: StandardSet, key: int) -> Standard:
    found = owner.standards.select_related("set__district", "parent__parent").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    initial = {**{name: getattr(found, name) for name in FRONT}, "lock": found.lock_version}
    form = EditFrontForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        saved = attempt(form, lambda: services.save_front(found, actor=request.user, values=values, lock_version=lock))
        if saved is not None:
            return redirect("standards:set", pk)
    return _page(request, found, form, "หัวชุดมาตรฐาน")


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def scale(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    form = ScaleForm(request.POST or None, initial={"levels": scale_text(found), "lock": found.lock_version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = attempt(
            form,
            lambda: services.save_scale(
                found, actor=request.user, levels=values["levels"], lock_version=values["lock"]
            ),
        )
        if saved is not None:
            return redirect(_back(found, "#scale"))
    return _page(request, found, form, "ระดับคุณภาพ", notes=["ดีเลิศ กับ ดีเยี่ยม เป็นคนละสเกล ใช้คำตามประกาศของชุดนี้เท่านั้น"])


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request: HttpRequest, pk: int) -> HttpResponse:
    """A มาตรฐาน at the end, or with ?parent= a group or item under that row."""
    found = own_set_or_404(request, pk)
    parent = None
    if request.GET.get("parent"):
        rows = found.standards.select_related("parent__parent")
        parent = get_object_or_404(rows, pk=number_of(request.GET["parent"]))
    under = found.standards.filter(parent=parent).count() + 1
    number = f"{parent.number}.{under}" if parent else str(under)
    own = found.family == StandardSet.Family.DISTRICT
    heading = f"เพิ่มข้อใต้ {parent.number} {parent.title}" if parent else "เพิ่มมาตรฐาน"
    initial = {"number": number, "is_own": own, "weight": 1}
    return _item(
        request,
        found,
        ItemForm(request.POST or None, initial={**initial, "lock": found.lock_version}),
        heading=heading,
        parent=parent,
    )


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    row = _row(found, item)
    initial = {name: getattr(row, name) for name in ("number", "title", "weight", "is_own")}
    form = ItemForm(request.POST or None, initial={**initial, "lock": found.lock_version})
    return _item(request, found, form, heading=f"แก้ไขข้อ {row.number}", row=row)


def _item(
    request: HttpRequest, owner: StandardSet, form: ItemForm, *, heading: str, row: Standard | None = None,
    parent: Standard | None = None,
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid():
        lock = form.cleaned_data["lock"]
        saved = attempt(
            form,
            lambda: services.save_item(
                owner, actor=request.user, words=form.words(), item=row, parent=parent, lock_version=lock
            ),
        )
        if saved is not None:
            return redirect(_back(owner, f"#item-{saved.pk}"))
    return _page(request, owner, form, heading)


@requires("standard.write")
@require_POST
def move(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    row = _row(found, item)
    up = request.POST.get("way") == "up"
    tried(request, lambda: services.move_item(row, actor=request.user, up=up))
    return redirect(_back(found, f"#item-{row.pk}"))


@requires("standard.write")
@require_POST
def remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    row = found.standards.select_related("set__district").filter(pk=item).first()
    if row is not None and tried(request, lambda: services.remove_item(row, actor=request.user)):
        messages.success(request, f"นำข้อ {row.number} ออกแล้ว")
    return redirect(_back(found, "#standards"))


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def ties(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    row = _row(found, item)
    form = TiesForm(request.POST or None, item=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def act() -> bool:
            services.set_ties(row, actor=request.user, others=values["others"], lock_version=values["lock"])
            return True

        if attempt(form, act):
            return redirect(_back(found, f"#item-{row.pk}"))
    note = f"ข้อ {row.number} {row.title}"
    return _page(request, found, form, "ผูกกับมาตรฐานชุดอื่น", notes=[note], back=_back(found, f"#item-{row.pk}"))
