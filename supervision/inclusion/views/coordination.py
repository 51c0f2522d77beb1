"""The office's log of coordination on special education."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.access import district_or_404, requires
from core.acts import acted, ask_why
from core.conflicts import edited
from supervision.inclusion import services
from supervision.inclusion.forms import CoordinationForm
from supervision.inclusion.models import Coordination
from supervision.inclusion.permissions import may_keep, may_read_office
from supervision.inclusion.tables import CoordinationTable
from supervision.inclusion.views.counts import LIST


@requires("district.read")
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_read_office(request.user, district):
        raise PermissionDenied
    rows = Coordination.objects.visible_to(request.user).of_district(district).select_related("school", "body")
    may = may_keep(request.user, district)
    table = CoordinationTable(request, rows, title="การประสานงาน", may=may)
    return render(request, "inclusion/coordination.html", {"table": table, "may": may})


def _back() -> str:
    return reverse("inclusion:coordination")


@requires("register.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_keep(request.user, district):
        raise PermissionDenied
    form = CoordinationForm(request.POST or None, user=request.user, district=district)
    return acted(
        request, form, lambda: services.write_coordination(district, actor=request.user, **form.cleaned_data),
        heading="บันทึกการประสานงาน", button="บันทึก", back=_back(), done="บันทึกแล้ว", sub="การประสานงาน", under=LIST,
        draft="coordination-new",
    )  # fmt: skip


def _row(request: HttpRequest, pk: int) -> Coordination:
    rows = Coordination.objects.visible_to(request.user).select_related("district", "body", "school")
    found: Coordination = get_object_or_404(rows, pk=pk)
    if not may_keep(request.user, found.district):
        raise PermissionDenied
    return found


@requires("register.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    form = CoordinationForm(request.POST or None, user=request.user, district=row.district, row=row)
    return edited(
        request, form,
        lambda stamp: services.write_coordination(
            row.district, actor=request.user, row=row, stamp=stamp, **form.cleaned_data
        ),
        stamp=row.stamp, fresh=lambda: _row(request, pk), heading="แก้ไขการประสานงาน", button="บันทึก", back=_back(),
        done="บันทึกแล้ว", sub="การประสานงาน", under=LIST,
    )  # fmt: skip


@requires("register.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    return ask_why(
        request, lambda reason: services.cancel_coordination(row, actor=request.user, reason=reason),
        heading="ยกเลิกรายการประสานงาน", button="ยกเลิกรายการ", back=_back(), done="ยกเลิกแล้ว",
        help_text="รายการยังอยู่พร้อมเหตุผล", sub="การประสานงาน", under=LIST,
    )  # fmt: skip
