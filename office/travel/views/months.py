"""Days of travel by month and person, closing a month, and the settings."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from core.keys import number_of
from core.thai.dates import thai_date
from core.thai.years import fiscal_year
from office.travel import services
from office.travel.forms import RulesForm
from office.travel.permissions import may_keep
from office.travel.queries import closings, month_page, report_days, year_table
from office.travel.queries.days import month_end
from office.travel.queries.lists import years_of
from office.travel.views.base import LIST, READERS
from reports import registry
from schools.models import District
from schools.scope import holds_any
from schools.views.common import office_of


def _office(request: HttpRequest) -> District:
    """The office worked in; 403 for who does not read its travel there."""
    district = office_of(request)
    if not holds_any(request.user, READERS, district=district):
        raise PermissionDenied
    return district


def _month(year: int, month: int) -> date:
    """First day of a month of a พ.ศ. year; 404 for what is none."""
    if not (2500 <= year <= 2700 and 1 <= month <= 12):
        raise Http404
    return date(year - 543, month, 1)


@requires(*READERS)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """Person by month of a fiscal year; `?year=` another one."""
    district = _office(request)
    today = timezone.localdate()
    years = years_of(district, today)
    asked = number_of(request.GET.get("year"))
    chosen = asked if asked in years else fiscal_year(today)
    table = year_table(district, chosen)
    closed = closings(district, table.months[0], table.months[-1])
    context = {
        "found": table, "year": chosen, "years": years, "may_keep": may_keep(request.user, district),
        "months": [(month, month.year + 543, month in closed, month <= today) for month in table.months],
        "may_print": registry.get("travel-summary").may_run(request.user, district.code),
    }  # fmt: skip
    return render(request, "office/travel/year.html", context)


@requires(*READERS)
@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    district = _office(request)
    first, today = _month(year, month), timezone.localdate()
    page = month_page(district, first, today)
    context = {
        "page": page, "be_year": year, "number": month, "fiscal": fiscal_year(first), "over": today > month_end(first),
        "may_keep": may_keep(request.user, district),
        "may_print": registry.get("travel-summary").may_run(request.user, district.code),
    }  # fmt: skip
    return render(request, "office/travel/month.html", context)


@requires("desk.write")
@require_POST
def close(request: HttpRequest, year: int, month: int) -> HttpResponse:
    district, first = _office(request), _month(year, month)
    if not may_keep(request.user, district):
        raise PermissionDenied
    if tried(request, lambda: services.close_month(district, actor=request.user, month=first)):
        messages.success(request, f"ปิดสรุปวันไปราชการเดือน{thai_date(first, 'month')} แล้ว")
    return redirect("travel:month", year, month)


@requires("desk.write")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    district = _office(request)
    if not may_keep(request.user, district):
        raise PermissionDenied
    form = RulesForm(request.POST or None, initial={"report_days": report_days(district)})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.save_rules(district, actor=request.user, **values)) is not None:
            messages.success(request, "บันทึกการตั้งค่าแล้ว")
            return redirect("travel:trips")
    return act_page(request, form, heading="ตั้งค่าการไปราชการ", button="บันทึกการตั้งค่า", sub=LIST[1], back=reverse(LIST[0]))
