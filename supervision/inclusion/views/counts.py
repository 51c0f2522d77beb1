"""Inclusive schools: the office's table of a year, a school's own pages, filling in, sending, accepting."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, acted, ask_why, pressed
from core.conflicts import edited
from core.forms import attempt
from core.keys import number_of
from core.passed import admit
from core.trail import trail
from schools.models import School
from schools.scope import reach
from supervision.curricula.queries import register_of
from supervision.inclusion import queries, services
from supervision.inclusion.forms import CountsForm, HelpForm, OpenForm
from supervision.inclusion.hidden import FEWEST, SMALL
from supervision.inclusion.models import HelpLine, InclusionYear
from supervision.inclusion.permissions import STATES, can_fill, may_fill, may_keep, may_read_office, sees_small
from supervision.inclusion.services.counts import year_pointer
from supervision.inclusion.tables import YearTable

READERS = ("district.read", "school.read")
LIST = ("inclusion:index", "การจัดการเรียนรวม")
_MOST_NAMED = 120
_LOOKS = {
    "inclusion.opened": ("plain", "pencil"), "inclusion.written": ("plain", "pencil"),
    "inclusion.submitted": ("", "send"), "inclusion.accepted": ("ok", "circle-check"),
    "inclusion.returned": ("warn", "arrow-back-up"),
}  # fmt: skip


def _writable(request: HttpRequest, district: Any) -> Any:
    """Schools the person may fill in for."""
    rows = queries.open_schools(district)
    if may_keep(request.user, district):
        return rows
    return rows.filter(pk__in=reach(request.user, "school.register.write").schools)


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office: figures by kind, who has sent, trend. A school: its own years."""
    district = district_or_404(request)
    user, today = request.user, timezone.localdate()
    office = may_read_office(user, district)
    years = queries.years_of(user, district, today)
    wanted = number_of(request.GET.get("year"))
    chosen = wanted if wanted in years else queries.this_year(district, today)
    writable = _writable(request, district)
    context: dict[str, Any] = {
        "chosen": chosen, "office": office, "labels": list(queries.LABELS.values()),
        "curricula": register_of(district, "special"),
        "open_form": OpenForm(schools=writable, year=chosen) if writable.exists() else None,
        "pills": [
            {"label": f"ปีการศึกษา {year}", "url": f"{reverse('inclusion:index')}?year={year}", "count": None,
             "current": year == chosen}
            for year in years
        ],
    }  # fmt: skip
    rows = InclusionYear.objects.visible_to(user).filter(school__district=district).select_related("school__cluster")
    if not office:
        context["rows"] = list(rows.order_by("-academic_year", "school__name_sort"))
        return render(request, "inclusion/own.html", context)
    small = may_keep(user, district)
    late = list(queries.not_sent(user, district, chosen)[:_MOST_NAMED])
    context |= {
        "found": queries.office_year(user, district, chosen, small=small), "small": small, "late": late,
        "trend": [
            (year, schools, f"{pupils:,}" if small or pupils >= FEWEST or not pupils else SMALL)
            for year, schools, pupils in queries.trend(user, district)
        ],
        "table": YearTable(
            request, rows.filter(academic_year=chosen), title="โรงเรียน", user=user, district=district,
            shown=queries.by_school(user, district, chosen, small=small),
        ),
    }  # fmt: skip
    return render(request, "inclusion/index.html", context)


@requires("school.register.write", "register.write")
@require_http_methods(["GET", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """A school's year from the form of the list; what is wrong with it stands on a page of its own."""
    district = district_or_404(request)
    this = queries.this_year(district, timezone.localdate())
    form = OpenForm(request.POST or None, schools=_writable(request, district), year=this)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        row = attempt(form, lambda: services.open_inclusion(**values, actor=request.user))
        if row is not None:
            return redirect("inclusion:edit" if row.is_editable else "inclusion:year", pk=row.pk)
    return act_page(
        request, form, heading="บันทึกข้อมูลเรียนรวม", button="เริ่มหรือเปิดบันทึก", back=reverse("inclusion:index"), under=LIST
    )


def year_or_404(request: HttpRequest, pk: int) -> InclusionYear:
    rows = InclusionYear.objects.visible_to(request.user).select_related(
        "school__district", "saved_by", "submitted_by", "accepted_by"
    )
    found: InclusionYear = get_object_or_404(rows, pk=pk)
    return found


def _page(pk: int) -> str:
    return reverse("inclusion:year", args=[pk])


@requires(*READERS)
@require_safe
def year_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_or_404(request, pk)
    user = request.user
    small = sees_small(user, row.school)
    keeps = may_keep(user, row.school.district)
    by_kind = small or not may_read_office(user, row.school.district)
    # Kinds school by school beside the office's table would tell the one small count there is.
    lines, totals = queries.figures_of(row, small=small) if by_kind else ([], queries.totals_beside_others(row))
    others = InclusionYear.objects.visible_to(user).filter(school=row.school).exclude(pk=pk)
    context = {
        "row": row, "lines": lines, "totals": totals, "by_kind": by_kind, "small": small,
        "labels": list(queries.LABELS.values()),
        "helps": [
            (line, f"{line.pupils:,}" if small or line.pupils >= FEWEST or not line.pupils else SMALL)
            for line in row.helps.all()
        ],
        "can_fill": can_fill(user, row), "acts": STATES.acts(row.state) if keeps else (),
        "help_form": HelpForm() if can_fill(user, row) else None, "others": list(others.order_by("-academic_year")[:5]),
        "counted": row.counts.exists(), "visits": queries.visits_with_instrument(user, row.school),
        "events": trail("inclusion_year", row.pk, _LOOKS) if keeps or may_fill(user, row.school) else [],
    }  # fmt: skip
    return render(request, "inclusion/year.html", context)


def _year_for(request: HttpRequest, pk: int, act: str) -> InclusionYear:
    """403 for who may not; where the state of the year does not allow the act, that is told."""
    row = year_or_404(request, pk)
    office = act in ("accept", "return")
    may = may_keep(request.user, row.school.district) if office else may_fill(request.user, row.school)
    admit(request, year_pointer(row), row.get_state_display(), may=may, now=STATES.allows(row.state, act))
    return row


@requires("school.register.write", "register.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _year_for(request, pk, "write")
    form = CountsForm(request.POST or None, instance=row)
    return edited(
        request, form, lambda stamp: services.save_counts(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: year_or_404(request, pk), stands=form.standing, heading="บันทึกจำนวน",
        button="บันทึก", back=_page(pk), done="บันทึกแล้ว ส่งได้ในหน้านี้", sub=str(row), under=LIST,
        template="inclusion/form.html", row=row,
    )  # fmt: skip


@requires("school.register.write", "register.write")
@require_http_methods(["GET", "POST"])
def help_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = _year_for(request, pk, "write")
    form = HelpForm(request.POST or None)
    return acted(
        request, form, lambda: services.add_help(row, actor=request.user, **form.cleaned_data),
        heading="ความช่วยเหลือที่ให้", button="เพิ่ม", back=_page(pk), done="เพิ่มแล้ว", sub=str(row), under=LIST,
    )  # fmt: skip


@requires("school.register.write", "register.write")
@require_POST
def help_drop(request: HttpRequest, pk: int) -> HttpResponse:
    mine = InclusionYear.objects.visible_to(request.user)
    line: HelpLine = get_object_or_404(HelpLine.objects.filter(year__in=mine).select_related("year__school"), pk=pk)
    if not may_fill(request.user, line.year.school):
        raise PermissionDenied
    return pressed(
        request, lambda: services.drop_help(line, actor=request.user), back=_page(line.year_id), done="นำออกแล้ว"
    )


@requires("school.register.write", "register.write")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _year_for(request, pk, "submit")
    return pressed(request, lambda: services.submit(row, actor=request.user), back=_page(pk), done="ส่งแล้ว")


@requires("register.write")
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    row = _year_for(request, pk, "accept")
    return pressed(request, lambda: services.accept(row, actor=request.user), back=_page(pk), done="รับข้อมูลแล้ว")


@requires("register.write")
@require_http_methods(["GET", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    row = _year_for(request, pk, "return")
    return ask_why(
        request, lambda reason: services.return_year(row, actor=request.user, reason=reason), heading="ตีกลับข้อมูลเรียนรวม",
        button="ตีกลับ", back=_page(pk), done="ตีกลับแล้ว โรงเรียนได้รับแจ้ง", help_text="โรงเรียนจะเห็นข้อความนี้",
        sub=str(row), under=LIST,
    )  # fmt: skip


@requires(*READERS)
@require_safe
def school_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A school's newest year, or the list where it has none."""
    school: School = get_object_or_404(School.objects.visible_to(request.user), pk=pk)
    newest = InclusionYear.objects.visible_to(request.user).filter(school=school).order_by("-academic_year").first()
    return redirect("inclusion:year", pk=newest.pk) if newest else redirect("inclusion:index")
