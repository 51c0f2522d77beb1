"""All groups of the office, the desk of one, its summary, and the lines of a subject group."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, acted, pressed
from core.conflicts import edited
from core.forms import attempt
from core.thai.years import fiscal_year
from schools.forms.publishing import PublishForm
from schools.models import SubjectGroup, WorkGroup
from supervision.groups import services
from supervision.groups.forms import LineForm, OwnersForm, SummaryForm, YearForm
from supervision.groups.models import GroupYear, SubjectLine, TaskYear
from supervision.groups.permissions import can_write_group, can_write_lines, may_lead, may_publish, may_read
from supervision.groups.queries import desk_of, group_url, overview, places_of, years_opened
from supervision.groups.views.base import INDEX, READERS, group_or_404, seen_by, year_pills


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Work groups and subject groups with how their tasks of the year stand."""
    district = district_or_404(request)
    year, pills = year_pills(request, district)
    work, subjects = overview(request.user, district, year, on=timezone.localdate())
    context = {
        "year": year, "pills": pills, "work": work, "subjects": subjects,
        "total": sum(one.total for one in (*work, *subjects)), "done": sum(one.done for one in (*work, *subjects)),
        "may_lead": may_lead(request.user, district), "office": may_read(request.user, district),
    }  # fmt: skip
    return render(request, "groups/index.html", context)


@requires("group.write")
@require_http_methods(["GET", "POST"])
def open_year(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_lead(request.user, district):
        raise PermissionDenied
    now = fiscal_year(timezone.localdate())
    form = YearForm(request.POST or None, years=[now + 1, now, now - 1], initial={"year": now})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        added = attempt(form, lambda: services.open_year(district, actor=request.user, year=year))
        if added is not None:
            messages.success(request, f"เปิดปีงบประมาณ {year} แล้ว เพิ่ม {added} งาน" if added else "ปีนี้เปิดครบทุกงานแล้ว")
            return redirect(f"{reverse('groups:index')}?year={year}")
    opened = years_opened(request.user, district)
    notes = [
        "ระบบตั้งงานของทุกกลุ่มตามรายการงาน และนำผู้รับผิดชอบของปีก่อนมาใส่ ปีแรกใช้ผู้ที่ได้รับมอบหมายกลุ่มนั้น เปิดซ้ำได้ จะเพิ่มเฉพาะงานที่ยังไม่มี"
    ]
    if opened:
        notes.append("ปีที่เปิดแล้ว: " + " ".join(str(year) for year in opened))
    return act_page(
        request, form, heading="เปิดปีของงานในกลุ่ม", button="เปิดปี", back=reverse("groups:index"), sub=INDEX[1], notes=notes
    )


def _desk(request: HttpRequest, group: Any) -> HttpResponse:
    year, pills = year_pills(request, group.district)
    office = may_read(request.user, group.district)
    desk = desk_of(
        seen_by(request.user), group, year, on=timezone.localdate(), reads=office,
        places=lambda key: places_of(request.user, key),
    )  # fmt: skip
    opened = desk.opened
    context = {
        "desk": desk, "group": group, "year": year, "pills": pills, "is_work": isinstance(group, WorkGroup),
        "office": office,
        "may_lead": may_lead(request.user, group.district),
        "may_lines": isinstance(group, SubjectGroup) and can_write_lines(request.user, group),
        "may_write": opened is not None and can_write_group(request.user, opened),
        "may_publish": opened is not None and bool(opened.summary) and may_publish(request.user, group.district),
    }  # fmt: skip
    return render(request, "groups/desk.html", context)


@requires(*READERS)
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk of a work group."""
    rows = WorkGroup.objects.visible_to(request.user).select_related("district__settings")
    return _desk(request, get_object_or_404(rows, pk=pk))


@requires(*READERS)
@require_safe
def subject(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk of a subject group."""
    rows = SubjectGroup.objects.visible_to(request.user).select_related("district__settings")
    return _desk(request, get_object_or_404(rows, pk=pk))


@requires("group.write")
@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """What the group's yearly report opens with."""
    row = group_or_404(request, pk)
    if not can_write_group(request.user, row):
        raise PermissionDenied
    form = SummaryForm(request.POST or None, instance=row)
    return edited(
        request, form,
        lambda stamp: services.save_summary(row, actor=request.user, summary=form.cleaned_data["summary"], stamp=stamp),
        stamp=row.stamp, fresh=lambda: group_or_404(request, pk), heading="สรุปผลการดำเนินงานของกลุ่ม", button="บันทึก",
        back=group_url(row), done="บันทึกสรุปผลของกลุ่มแล้ว", sub=str(row), under=INDEX, draft=f"group-year-{row.pk}",
    )  # fmt: skip


@requires("group.write")
@require_http_methods(["GET", "POST"])
def owners(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answers for the tasks of the year that nobody answers for."""
    row = group_or_404(request, pk)
    if not may_lead(request.user, row.district):
        raise PermissionDenied
    bare = [
        str(task) for task in TaskYear.objects.visible_to(request.user).of_group_year(row).without_owner().in_order()
    ]
    form = OwnersForm(request.POST if request.method == "POST" else None, user=request.user, row=row)
    return acted(
        request, form,
        lambda: services.own_the_rest(row, actor=request.user, people=list(form.cleaned_data["people"])),
        heading="ผู้รับผิดชอบงานที่ยังไม่มีผู้รับผิดชอบ", button="บันทึก", back=group_url(row), done="บันทึกผู้รับผิดชอบแล้ว",
        sub=str(row), under=INDEX, notes=[" · ".join(bare) or "ทุกงานมีผู้รับผิดชอบแล้ว"],
    )  # fmt: skip


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = group_or_404(request, pk)
    return publish_page(request, row, lambda **given: services.publish_group(row, **given), back=group_url(row))


def publish_page(request: HttpRequest, row: Any, act: Any, *, back: str) -> HttpResponse:
    """Whom a report is opened to; published again it is a new edition."""
    if not may_publish(request.user, row.district):
        raise PermissionDenied
    form = PublishForm(request.POST or None, row=row)
    return acted(
        request, form, lambda: act(actor=request.user, **form.cleaned_data), heading="เผยแพร่รายงาน", button="เผยแพร่",
        back=back, done="เผยแพร่แล้ว รายงานคงตามวันที่เผยแพร่ แม้แก้ไขข้อมูลภายหลัง", sub=str(row), under=INDEX,
        notes=["เผยแพร่ซ้ำคือออกฉบับใหม่ตามข้อมูลวันนี้"] if row.published_at else [],
    )  # fmt: skip


@requires("publish")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row: GroupYear = group_or_404(request, pk)
    if not may_publish(request.user, row.district):
        raise PermissionDenied
    return pressed(
        request, lambda: services.take_back_group(row, actor=request.user), back=group_url(row), done="เลิกเผยแพร่แล้ว"
    )


@requires("group.write")
@require_http_methods(["GET", "POST"])
def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A further line of work of a subject group."""
    group = get_object_or_404(SubjectGroup.objects.visible_to(request.user).select_related("district"), pk=pk)
    if not can_write_lines(request.user, group):
        raise PermissionDenied
    form = LineForm(request.POST or None)
    return acted(
        request, form, lambda: services.add_line(group, actor=request.user, name=form.cleaned_data["name"]),
        heading="เพิ่มงานของกลุ่มสาระ", button="เพิ่มงาน", back=reverse("groups:subject", args=[pk]), done="เพิ่มงานแล้ว",
        sub=group.name, under=INDEX,
    )  # fmt: skip


@requires("group.write")
@require_http_methods(["GET", "POST"])
def line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = SubjectLine.objects.visible_to(request.user).select_related("subject_group__district")
    row = get_object_or_404(rows, pk=pk)
    if not can_write_lines(request.user, row.subject_group):
        raise PermissionDenied
    form = LineForm(request.POST or None, instance=row)
    return acted(
        request, form, lambda: services.edit_line(row, actor=request.user, **form.cleaned_data),
        heading="แก้ไขงานของกลุ่มสาระ", button="บันทึก", back=reverse("groups:subject", args=[row.subject_group_id]),
        done="บันทึกงานแล้ว", sub=row.subject_group.name, under=INDEX,
    )  # fmt: skip
