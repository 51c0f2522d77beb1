"""Acts on one trip: decisions, cancelling, the report."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import acted, pressed
from core.forms import ReasonForm
from core.keys import number_of
from office.travel import services
from office.travel.forms import AuthorityForm, ReportForm
from office.travel.models import Trip
from office.travel.queries import outings_of_trip, report_days, when_text
from office.travel.views.base import LIST, trip_for


def _page(
    request: HttpRequest, trip: Trip, form: Any, act: Callable[[], Any], *, done: str, **page: Any
) -> HttpResponse:
    """One act's form on a page of its own; back to the trip when it is done."""
    back = reverse("travel:trip", args=[trip.pk])
    return acted(request, form, act, done=done, sub=trip.purpose, under=LIST, back=back, **page)


@requires("desk.decide")
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_for(request, pk, "decide")
    seen = number_of(request.POST.get("stamp"))
    return pressed(
        request, lambda: services.approve_trip(found, actor=request.user, stamp=seen),
        back=reverse("travel:trip", args=[pk]), done="อนุมัติแล้ว ผู้เดินทางได้รับแจ้ง",
    )  # fmt: skip


@requires("desk.decide")
@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_for(request, pk, "decide")
    form = ReasonForm(request.POST or None)
    return _page(
        request, found, form,
        lambda: services.return_trip(found, actor=request.user, reason=form.cleaned_data["reason"]),
        done="ส่งกลับให้ผู้ขอแล้ว", heading="ส่งกลับคำขอไปราชการ", button="ส่งกลับให้แก้ไข",
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_for(request, pk, "enter")
    form = AuthorityForm(request.POST or None)
    return _page(
        request, found, form,
        lambda: services.enter_approval(found, actor=request.user, authority=form.cleaned_data["authority"]),
        done="ลงการอนุมัติแล้ว", heading="ลงการอนุมัติของหน่วยเหนือ", button="บันทึกการอนุมัติ",
        notes=["ใช้เมื่อไม่มีผู้ดำรงตำแหน่งสูงกว่าผู้เดินทางในสำนักงาน"],
    )  # fmt: skip


@requires("desk.own", "desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_for(request, pk, "cancel")
    form = ReasonForm(request.POST or None, label="เหตุที่ยกเลิก")
    return _page(
        request, found, form,
        lambda: services.cancel_trip(found, actor=request.user, reason=form.cleaned_data["reason"]),
        done="ยกเลิกแล้ว", heading="ยกเลิกการไปราชการ", button="ยกเลิกการไปราชการ",
    )  # fmt: skip


def _visited(user: Any, trip: Trip) -> str:
    """What a report begins with: the visits recorded on its days, a line each."""
    return "\n".join(f"{row.label} {row.place}".strip() for row in outings_of_trip(user, trip) if not row.planned)


@requires("desk.own")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_for(request, pk, "report")
    written = getattr(found, "report", None)
    names = ("did", "outcome", "follow_up", "problems", "spent")
    initial = {name: getattr(written, name) for name in names} if written else {"did": _visited(request.user, found)}
    form = ReportForm(request.POST or None, initial=initial)
    return _page(
        request, found, form, lambda: services.report_trip(found, actor=request.user, **form.cleaned_data),
        done="ส่งรายงานแล้ว แนบภาพหรือเอกสารได้ที่หน้านี้", heading="รายงานการไปราชการ", button="ส่งรายงาน",
        draft=f"trip-report-{pk}",
        notes=[f"{when_text(found)} รายงานภายใน {report_days(found.district)} วันหลังวันสุดท้าย"],
    )  # fmt: skip


@requires("desk.decide")
@require_POST
def see(request: HttpRequest, pk: int) -> HttpResponse:
    found = trip_for(request, pk, "see")
    back = reverse("travel:trip", args=[pk])
    return pressed(request, lambda: services.see_report(found, actor=request.user), back=back, done="รับทราบรายงานแล้ว")
