"""Sets of standards: the list, one as it is read, beside another, a new one, a copy, in force and out of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import tried
from core.filters import ChoiceFilter
from core.forms import attempt
from core.keys import number_of
from core.tables import TITLE, Column, Table
from core.thai.years import law_academic_year
from core.trail import trail
from qa.standards import permissions, services
from qa.standards.forms.sets import CopyForm, EndForm, SetForm, YearsForm
from qa.standards.missing import missing
from qa.standards.models import EducationLevel, StandardSet
from qa.standards.queries import beside, outline, overlapping, tied_sets
from qa.standards.views.base import READERS, form_page, own_set_or_404, set_or_404

LOOKS = {
    "standard_set.made": ("plain", "plus"),
    "standard_set.written": ("plain", "pencil"),
    "standard_set.tied": ("plain", "link"),
    "standard_set.published": ("ok", "circle-check"),
    "standard_set.ended": ("plain", "calendar-due"),
    "standard_set.retired": ("bad", "circle-x"),
}


class SetTable(Table):
    row_template = "qa/standards/_set_row.html"
    default_sort = "-year"
    unit = "ชุด"
    empty = "ยังไม่มีชุดมาตรฐาน"
    columns = (
        Column("name", "ชื่อชุด", sort="name", phone=TITLE),
        Column("level", "ระดับการศึกษา", sort="level"),
        Column("family", "ประเภท"),
        Column("year", "ปีการศึกษา", sort="year_from"),
        Column("state", "สถานะ"),
    )
    filters = (
        ChoiceFilter("level", "ระดับการศึกษา", EducationLevel.choices),
        ChoiceFilter("family", "ประเภท", StandardSet.Family.choices),
        ChoiceFilter("state", "สถานะ", StandardSet.State.choices),
    )


@requires(*READERS)
@require_safe
def sets(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    table = SetTable(request, StandardSet.objects.visible_to(request.user).of_district(district), title="ชุดมาตรฐาน")
    may_write = permissions.may_write_sets(request.user, district)
    return render(request, "qa/standards/sets.html", {"table": table, "may_write": may_write})


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not permissions.may_write_sets(request.user, district):
        raise PermissionDenied
    year = law_academic_year(timezone.localdate())[0]
    form = SetForm(request.POST or None, initial={"year_from": year, "family": "own", "level": "basic"})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        level, family = values.pop("level"), values.pop("family")
        made = attempt(
            form, lambda: services.make_set(district, actor=request.user, level=level, family=family, values=values)
        )
        if made is not None:
            return redirect("standards:set", made.pk)
    return form_page(
        request, form, heading="สร้างชุดมาตรฐาน", button="สร้างและเขียนระดับกับมาตรฐาน", back=reverse("standards:sets")
    )


@requires(*READERS)
@require_safe
def standard_set(request: HttpRequest, pk: int) -> HttpResponse:
    """A set with its source, scale and rows; who writes the office's sets finds the buttons in it."""
    found = set_or_404(request, pk)
    lines = outline(found)
    may_edit = permissions.can_edit_set(request.user, found) and not services.is_used(found)
    may_write = permissions.may_write_sets(request.user, found.district)
    context = {
        "set": found,
        "lines": lines,
        "leaves": sum(line.is_leaf and line.depth > 0 for line in lines),
        "scale": list(found.scale.all()),
        "tied": tied_sets(lines),
        "may_edit": may_edit,
        "may_write": may_write,
        "may_tie": permissions.can_tie(request.user, found) and found.family != StandardSet.Family.NATIONAL,
        "paper": permissions.paper_of(found) if found.family == StandardSet.Family.DISTRICT else None,
        "may_publish": permissions.can_publish_set(request.user, found),
        "may_end": permissions.can_end_set(request.user, found),
        "missing": missing(found) if may_edit else [],
        "overlaps": overlapping(found) if may_write and found.state != StandardSet.State.RETIRED else [],
        "events": trail("standard_set", found.pk, LOOKS) if may_write else [],
    }
    return render(request, "qa/standards/set.html", context)


@requires(*READERS)
@require_safe
def side_by_side(request: HttpRequest, pk: int) -> HttpResponse:
    """The set beside one of the others of its level (?with=): what is tied, and what stands alone."""
    found = set_or_404(request, pk)
    rows = StandardSet.objects.visible_to(request.user).of_district(found.district_id).of_level(found.level)
    others = list(rows.exclude(pk=pk))
    wanted = number_of(request.GET.get("with"))
    other = next((row for row in others if row.pk == wanted), None)
    if other is None:
        tied = [row.pk for row in tied_sets(outline(found))]
        other = next((row for row in others if row.pk in tied), others[0] if others else None)
    context = {"set": found, "others": others, "other": other, "pairs": beside(found, other) if other else []}
    return render(request, "qa/standards/beside.html", context)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    family = request.GET.get("family", "")
    year = law_academic_year(timezone.localdate())[0]
    initial = {
        "name": f"{found.name} (สำเนา)",
        "family": family if family in StandardSet.Family.values else found.family,
        "year_from": max(year, found.year_from),
    }
    form = CopyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        chosen = values.pop("family")
        made = attempt(form, lambda: services.copy_set(found, actor=request.user, family=chosen, values=values))
        if made is not None:
            messages.success(request, "ทำสำเนาเป็นร่างใหม่แล้ว แก้ไขได้ทุกข้อ")
            return redirect("standards:set", made.pk)
    return _form(request, found, form, "ทำสำเนาเป็นชุดใหม่", "ทำสำเนา")


def _form(request: HttpRequest, row: StandardSet, form: Any, heading: str, button: str, **more: Any) -> HttpResponse:
    back = reverse("standards:set", args=[row.pk])
    return form_page(request, form, heading=heading, button=button, sub=row.name, back=back, **more)


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    initial = {"year_from": found.year_from, "year_to": found.year_to, "lock": found.lock_version}
    form = YearsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        lock = values.pop("lock")
        done = attempt(form, lambda: services.publish_set(found, actor=request.user, lock_version=lock, **values))
        if done is not None:
            messages.success(request, f"ประกาศใช้แล้ว {done.years_label} ชุดนี้แก้ไม่ได้อีก")
            return redirect("standards:set", pk)
    told = [f"มีชุดที่ใช้ในปีเดียวกันอยู่แล้ว: {row.name} ({row.years_label})" for row in overlapping(found)]
    return _form(request, found, form, "ประกาศใช้ชุดมาตรฐาน", "ประกาศใช้", notes=[
        "เมื่อประกาศใช้แล้วจะแก้ไม่ได้ หากต้องแก้ให้ทำสำเนาเป็นชุดใหม่", *told])  # fmt: skip


@requires("standard.write")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    form = EndForm(request.POST or None, initial={"year_to": found.year_to, "lock": found.lock_version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = attempt(
            form,
            lambda: services.end_set(found, actor=request.user, year_to=values["year_to"], lock_version=values["lock"]),
        )
        if done is not None:
            messages.success(request, f"บันทึกแล้ว ใช้{done.years_label}")
            return redirect("standards:set", pk)
    return _form(request, found, form, "กำหนดปีสิ้นสุด", "บันทึก")


@requires("standard.write")
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    if tried(request, lambda: services.retire_set(found, actor=request.user)):
        messages.success(request, "เลิกใช้แล้ว ผลที่ประเมินด้วยชุดนี้ยังอยู่ครบ")
    return redirect("standards:set", pk)


@requires("standard.write")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_set_or_404(request, pk)
    if tried(request, lambda: services.delete_draft(found, actor=request.user)):
        messages.success(request, "ลบร่างแล้ว")
        return redirect("standards:sets")
    return redirect("standards:set", pk)
