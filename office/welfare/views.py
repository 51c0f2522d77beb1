"""Welfare funds: the list, a month of the ledger, one entry, and the acts on them."""

import re
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page
from core.forms import attempt
from core.passed import admit, told
from core.thai.dates import thai_date
from office.welfare import services
from office.welfare.forms import CloseForm, CounterForm, EntryForm, FundForm
from office.welfare.models import Entry, Fund
from office.welfare.permissions import READERS, may_keep, may_read
from office.welfare.queries import (
    agrees,
    entry_pointer,
    first_open_day,
    fund_pointer,
    ledger_of,
    month_range,
    month_to_close,
    next_month,
)
from reports import registry
from schools.views.common import office_of, require

UNDER = ("welfare:funds", "เงินสวัสดิการ")
_METHODS = ["GET", "HEAD", "POST"]
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_HEADINGS = {"income": "บันทึกเงินรับ", "expense": "บันทึกเงินจ่าย"}


def _fund_or_404(request: HttpRequest, pk: int, *, keep: bool = False) -> Fund:
    """In scope; 403 for who may not keep it where that is asked."""
    found: Fund = get_object_or_404(Fund.objects.visible_to(request.user).select_related("district"), pk=pk)
    if keep and not may_keep(request.user, found.district):
        raise PermissionDenied
    return found


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    require(may_read(request.user, district))
    rows = Fund.objects.visible_to(request.user).of_district(district).prefetch_related("closed_months")
    context = {"funds": list(rows.order_by("pk")), "may_keep": may_keep(request.user, district)}
    return render(request, "office/welfare/funds.html", context)


@requires("desk.write")
@require_http_methods(_METHODS)
def new(request: HttpRequest) -> HttpResponse:
    district = office_of(request)
    require(may_keep(request.user, district))
    form = FundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.open_fund(district, actor=request.user, **values))
        if made is not None:
            messages.success(request, "เปิดบัญชีแล้ว")
            return redirect("welfare:fund", made.pk)
    return act_page(
        request, form, heading="เปิดบัญชีเงินสวัสดิการ", button="เปิดบัญชี", back=reverse("welfare:funds"), under=UNDER,
        notes=["ยอดยกมาแก้ภายหลังไม่ได้ ถ้าผิดให้บันทึกรายการรับหรือจ่ายปรับยอด"],
    )  # fmt: skip


@requires(*READERS)
@require_safe
def fund(request: HttpRequest, pk: int) -> HttpResponse:
    """A month of the ledger, this month unless `?month=2025-01` asks for another."""
    found = _fund_or_404(request, pk)
    today = timezone.localdate()
    asked = _MONTH.fullmatch(request.GET.get("month", ""))
    month = date(int(asked[1]), int(asked[2]), 1) if asked else today.replace(day=1)
    first, last = month_range(month)
    closed = {row.month: row for row in found.closed_months.select_related("closed_by")}
    context: dict[str, Any] = {
        "fund": found, "ledger": ledger_of(found, first, last), "month": first, "closed": closed.get(first),
        "previous": date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
        if first > found.opened_on else None,
        "next": next_month(first) if next_month(first) <= today else None,
        "to_close": month_to_close(found, today), "may_keep": may_keep(request.user, found.district),
        "agrees": agrees(found), "may_print": registry.get("welfare-ledger").may_run(request.user, found.district.code),
    }  # fmt: skip
    return render(request, "office/welfare/fund.html", context)


@requires("desk.write")
@require_http_methods(_METHODS)
def record(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Money in or out; then the month it went into."""
    if kind not in _HEADINGS:
        raise Http404
    found = _fund_or_404(request, pk, keep=True)
    form = EntryForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.record_entry(found, actor=request.user, kind=kind, **values))
        if made is not None:
            messages.success(request, f"บันทึก{made} แล้ว คงเหลือ {services.baht(made.balance_after)}")
            page = reverse("welfare:fund", args=[pk])
            return redirect(f"{page}?month={made.day:%Y-%m}")
    return act_page(
        request, form, heading=_HEADINGS[kind], button="บันทึก", back=reverse("welfare:fund", args=[pk]),
        sub=found.name, under=UNDER, draft=f"welfare-{pk}-{kind}",
        notes=[f"คงเหลือ {services.baht(found.balance)} บันทึกได้ตั้งแต่วันที่ {thai_date(first_open_day(found), 'short')}"],
    )  # fmt: skip


@requires(*READERS)
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Entry.objects.visible_to(request.user).select_related(
        "fund__district", "counters", "countered_by", "created_by"
    )
    found = get_object_or_404(rows, pk=pk)
    countered = getattr(found, "countered_by", None)
    may = may_keep(request.user, found.fund.district) and countered is None and found.counters_id is None
    return render(request, "office/welfare/entry.html", {"entry": found, "countered": countered, "may_counter": may})


@requires("desk.write")
@require_http_methods(_METHODS)
def counter(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Entry.objects.visible_to(request.user).select_related("fund__district", "countered_by")
    found = get_object_or_404(rows, pk=pk)
    require(may_keep(request.user, found.fund.district))
    countered = getattr(found, "countered_by", None)
    if countered is not None:
        admit(request, entry_pointer(countered), "แก้ด้วยรายการกลับแล้ว", may=True, now=False)
    form = CounterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: services.counter_entry(found, actor=request.user, **values))
        if made is not None:
            messages.success(request, f"บันทึกรายการแก้แล้ว {made}")
            return redirect("welfare:entry", made.pk)
    return act_page(
        request, form, heading="แก้ด้วยรายการกลับ", button="บันทึกรายการกลับ", back=reverse("welfare:entry", args=[pk]),
        sub=str(found), under=UNDER,
        notes=["รายการเดิมคงอยู่ ระบบเพิ่มรายการตรงข้ามจำนวนเท่ากัน แล้วบันทึกรายการที่ถูกต้องใหม่"],
    )  # fmt: skip


@requires("desk.write")
@require_http_methods(_METHODS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The oldest month that is over."""
    found = _fund_or_404(request, pk, keep=True)
    due = month_to_close(found, timezone.localdate())
    admit(request, fund_pointer(found), "ปิดบัญชีครบทุกเดือนที่สิ้นสุดแล้ว", may=True, now=due is not None)
    form = CloseForm(request.POST or None, initial={"month": due})
    # The month that was on the page, never the next one in its place.
    month = (form.cleaned_data["month"] if form.is_valid() else None) or due
    if month is None:
        messages.error(request, told(request))
        return redirect("welfare:fund", pk)
    ledger = ledger_of(found, *month_range(month))
    if request.method == "POST" and form.is_valid():
        counted = form.cleaned_data["counted"]
        done = attempt(form, lambda: services.close_month(found, actor=request.user, month=month, counted=counted))
        if done is not None:
            messages.success(request, f"ปิดบัญชีเดือน{thai_date(month, 'month')} แล้ว")
            return redirect(f"{reverse('welfare:fund', args=[pk])}?month={month:%Y-%m}")
    return act_page(
        request, form, heading=f"ปิดบัญชีเดือน{thai_date(month, 'month')}", button="ปิดบัญชี",
        back=reverse("welfare:fund", args=[pk]), sub=found.name, under=UNDER,
        notes=[
            f"ยกมา {services.baht(ledger.brought)} รับ {services.baht(ledger.income)}"
            f" จ่าย {services.baht(ledger.expense)} คงเหลือ {services.baht(ledger.carried)}",
            "ปิดแล้วเปิดอีกไม่ได้ รายการผิดแก้ด้วยรายการกลับในเดือนที่เปิดอยู่",
        ],
    )  # fmt: skip
