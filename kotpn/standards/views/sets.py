"""Sets of office standards: the list, one as it is read, a new one, a copy, in force and out of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, tried
from core.filters import ChoiceFilter
from core.forms import attempt
from core.tables import TITLE, Column, Table
from core.thai.years import fiscal_year
from core.trail import trail
from kotpn.standards import permissions, services
from kotpn.standards.forms.sets import EndForm, FrontForm, LabelsForm, SetForm, YearsForm, labels_text
from kotpn.standards.missing import missing
from kotpn.standards.models import OfficeStandardSet
from kotpn.standards.queries import former_editions, outline
from kotpn.standards.services.sets import FRONT
from kotpn.standards.views.base import kept_set_or_404, set_or_404

SETS = ("office-standards:sets", "มาตรฐานสำนักงาน")
LOOKS = {
    "office_standard_set.made": ("plain", "plus"),
    "office_standard_set.copied": ("plain", "copy"),
    "office_standard_set.written": ("plain", "pencil"),
    "office_standard_set.published": ("ok", "circle-check"),
    "office_standard_set.ended": ("plain", "calendar-due"),
    "office_standard_set.retired": ("bad", "circle-x"),
}


class SetTable(Table):
    row_template = "kotpn/standards/_set_row.html"
    default_sort = "-year"
    unit = "ชุด"
    empty = "ยังไม่มีชุดมาตรฐานสำนักงาน"
    columns = (
        Column("name", "ชื่อชุด", sort="name", phone=TITLE),
        Column("year", "ปีงบประมาณ", sort="year_from"),
        Column("state", "สถานะ"),
    )
    filters = (ChoiceFilter("state", "สถานะ", OfficeStandardSet.State.choices),)


@requires("district.read")
@require_safe
def sets(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    rows = OfficeStandardSet.objects.visible_to(request.user).of_district(district)
    table = SetTable(request, rows, title="ชุดมาตรฐานสำนักงาน")
    may_keep = permissions.may_keep_sets(request.user, district)
    return render(request, "kotpn/standards/sets.html", {"table": table, "may_keep": may_keep})


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not permissions.may_keep_sets(request.user, district):
        raise PermissionDenied
    form = SetForm(request.POST or None, initial={"year_from": fiscal_year(timezone.localdate()) + 1})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.make_set(district, actor=request.user, values=form.cleaned_data))
        if made is not None:
            return redirect("office-standards:set", made.pk)
    back = reverse("office-standards:sets")
    return act_page(request, form, heading="สร้างชุดมาตรฐาน", button="สร้างร่าง", back=back, under=SETS)


@requires("district.read")
@require_safe
def standard_set(request: HttpRequest, pk: int) -> HttpResponse:
    """A set with its standards and indicators; who writes the office's sets finds the buttons in it."""
    found = set_or_404(request, pk)
    may_keep = permissions.may_keep_sets(request.user, found.district)
    may_edit = permissions.can_edit(request.user, found)
    lacking = missing(found) if may_edit else []
    return render(request, "kotpn/standards/set.html", {
        "set": found, "lines": outline(found), "labels": list(found.labels.all()), "may_keep": may_keep,
        "may_edit": may_edit, "may_end": permissions.can_end(request.user, found), "missing": lacking,
        "events": trail("office_standard_set", found.pk, LOOKS) if may_keep else [],
    })  # fmt: skip


def _page(
    request: HttpRequest, row: OfficeStandardSet, form: Any, heading: str, button: str = "บันทึก", **more: Any
) -> HttpResponse:
    back = reverse("office-standards:set", args=[row.pk])
    return act_page(request, form, heading=heading, button=button, sub=row.name, back=back, under=SETS, **more)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_set_or_404(request, pk)
    initial = {name: getattr(found, name) for name in FRONT}
    form = FrontForm(request.POST or None, initial={**initial, "lock": found.lock_version})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        saved = attempt(form, lambda: services.save_front(found, actor=request.user, values=values, lock_version=lock))
        if saved is not None:
            return redirect("office-standards:set", pk)
    return _page(request, found, form, "หัวชุดมาตรฐาน")


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_set_or_404(request, pk)
    form = LabelsForm(request.POST or None, initial={"labels": labels_text(found), "lock": found.lock_version})
    if request.method == "POST" and form.is_valid():
        told, lock = form.cleaned_data["labels"], form.cleaned_data["lock"]
        saved = attempt(form, lambda: services.save_labels(found, actor=request.user, labels=told, lock_version=lock))
        if saved is not None:
            return redirect(reverse("office-standards:set", args=[pk]) + "#labels")
    return _page(request, found, form, "ระดับคุณภาพ")


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The next edition of a set: a draft with everything in it."""
    found = kept_set_or_404(request, pk)
    year = max(fiscal_year(timezone.localdate()), found.year_from) + 1
    initial = {name: getattr(found, name) for name in FRONT} | {"year_from": year, "year_to": None, "edition": ""}
    form = SetForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.copy_set(found, actor=request.user, values=form.cleaned_data))
        if made is not None:
            messages.success(request, "ทำสำเนาเป็นร่างใหม่แล้ว แก้ไขได้ทุกข้อ")
            return redirect("office-standards:set", made.pk)
    return _page(request, found, form, "ทำสำเนาเป็นฉบับใหม่", "ทำสำเนา")


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_set_or_404(request, pk)
    initial = {"year_from": found.year_from, "year_to": found.year_to, "lock": found.lock_version}
    form = YearsForm(request.POST or None, initial=initial)
    notes = ["ประกาศใช้แล้วแก้ไม่ได้ ต้องทำสำเนาเป็นฉบับใหม่"] + [
        f"ฉบับก่อน {row.name} ({row.years_label}) จะสิ้นสุดปีก่อนปีนี้"
        for row in former_editions(found, year_from=found.year_from, year_to=found.year_to)
    ]
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        done = attempt(form, lambda: services.publish_set(found, actor=request.user, lock_version=lock, **values))
        if done is not None:
            messages.success(request, f"ประกาศใช้แล้ว {done.years_label}")
            return redirect("office-standards:set", pk)
    return _page(request, found, form, "ประกาศใช้ชุดมาตรฐาน", "ประกาศใช้", notes=notes)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_set_or_404(request, pk)
    form = EndForm(request.POST or None, initial={"year_to": found.year_to, "lock": found.lock_version})
    if request.method == "POST" and form.is_valid():
        year, lock = form.cleaned_data["year_to"], form.cleaned_data["lock"]
        done = attempt(form, lambda: services.end_set(found, actor=request.user, year_to=year, lock_version=lock))
        if done is not None:
            messages.success(request, f"บันทึกแล้ว ใช้{done.years_label}")
            return redirect("office-standards:set", pk)
    return _page(request, found, form, "กำหนดปีสิ้นสุด")


@requires("standard.write")
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_set_or_404(request, pk)
    if tried(request, lambda: services.retire_set(found, actor=request.user)):
        messages.success(request, "เลิกใช้แล้ว ผลที่ประเมินด้วยชุดนี้ยังอยู่ครบ")
    return redirect("office-standards:set", pk)


@requires("standard.write")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = kept_set_or_404(request, pk)
    if tried(request, lambda: services.delete_draft(found, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("office-standards:sets")
    return redirect("office-standards:set", pk)
