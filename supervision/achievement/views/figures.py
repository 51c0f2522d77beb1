"""Pages of figures: the district in an exam and year, one paper, one school, and who asks for help."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.access import district_or_404, requires
from core.acts import act_page
from core.forms import attempt
from core.keys import number_of
from reports import charts
from schools.models import School
from schools.scope import holds, reach
from schools.views.common import require
from supervision.achievement import services
from supervision.achievement.forms import RuleForm
from supervision.achievement.models import ExamResult
from supervision.achievement.permissions import may_keep, may_read_office, may_read_school, schools_of_user
from supervision.achievement.queries import drawing, figures
from supervision.achievement.queries.warning import KINDS, rule_of, rule_words, warned_schools
from supervision.achievement.tables import PaperTable
from supervision.achievement.views.base import READERS, office_to_keep, paper_or_404


def _print_url(request: HttpRequest, district: Any, **params: Any) -> str:
    """Address of the document with what the page shows; "" for who may not print."""
    user = request.user
    if not holds(user, "report.run", district=district) and not reach(user, "report.school.run").schools:
        return ""
    return f"{reverse('reports:document', args=['test-results'])}?{urlencode(params)}"


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The district's means of one exam and year against the country; a school is led to its own page."""
    district = district_or_404(request)
    if not may_read_office(request.user, district):
        return _own(request, district)
    exams = figures.exams_with_results(district)
    wanted = number_of(request.GET.get("exam"))
    exam = next((one for one in exams if one.pk == wanted), exams[0] if exams else None)
    years = figures.years_with_results(district, exam=exam) if exam else []
    asked = number_of(request.GET.get("year"))
    year = asked if asked in years else (years[0] if years else None)
    context: dict[str, Any] = {
        "district": district, "exam": exam, "year": year, "may_keep": may_keep(request.user, district),
        "exams": [
            {"label": one.short_name, "url": f"?exam={one.pk}", "count": None, "current": one == exam} for one in exams
        ],
        "years": [
            {"label": str(one), "url": f"?exam={exam.pk}&year={one}", "count": None, "current": one == year}
            for one in years
        ] if exam else [],
    }  # fmt: skip
    if exam is not None and year is not None:
        found = figures.exam_year(exam, year)
        context |= {
            "found": found, "print_url": _print_url(request, district, exam=exam.pk, year=year),
            "chart": drawing.against_national(found, width=charts.NARROW),
            "trend": drawing.exam_trend(found, width=charts.NARROW) if len(found.trend) > 1 else None,
        }  # fmt: skip
    return render(request, "achievement/index.html", context)


def _own(request: HttpRequest, district: Any) -> HttpResponse:
    schools = list(schools_of_user(request.user, district))
    if not schools:
        raise PermissionDenied
    if len(schools) == 1:
        return redirect("achievement:school", pk=schools[0].pk)
    return render(request, "achievement/own.html", {"schools": schools})


@requires("district.read")
@require_safe
def paper_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper over the years, and every school in one of them."""
    paper = paper_or_404(request, pk)
    district = paper.exam.district
    require(may_read_office(request.user, district))
    means = figures.standings(district, papers=[paper])
    years = sorted((year for _, year in means), reverse=True)
    asked = number_of(request.GET.get("year"))
    year = asked if asked in years else (years[0] if years else None)
    now = means.get((paper.pk, year)) if year else None
    rows = ExamResult.objects.visible_to(request.user).of_schools().filter(paper=paper, academic_year=year or 0)
    table = PaperTable(
        request, rows.select_related("school"), title=str(paper), user=request.user, district=district,
        national=now.national if now else None, may_keep=may_keep(request.user, district),
    )  # fmt: skip
    for row in table.rows:
        row.difference = None if now is None or now.national is None else row.mean - now.national
    told = [(one, means[paper.pk, one].district, means[paper.pk, one].national) for one in sorted(years)][-10:]
    context = {
        "paper": paper, "year": year, "now": now, "table": table,
        "years": [
            {"label": str(one), "url": f"?year={one}", "count": None, "current": one == year} for one in years
        ],
        "chart": drawing.paper_trend(f"{paper} รายปีการศึกษา", told, width=charts.NARROW) if len(told) > 1 else None,
    }  # fmt: skip
    return render(request, "achievement/paper.html", context)


@requires(*READERS)
@require_safe
def school_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Three years of one school against district and country, and why it is on the list of warning."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("district", "cluster"), pk=pk)
    require(may_read_school(request.user, school))
    found = figures.school_exams(ExamResult.objects.visible_to(request.user), school)
    chosen = rule_of(school.district)
    warned = warned_schools(school.district, chosen, schools=[school.pk]) if found else []
    context = {
        "school": school, "found": [(one, drawing.school_trend(one, width=charts.NARROW)) for one in found],
        "warned": warned[0] if warned else None, "rule": rule_words(chosen),
        "office": may_read_office(request.user, school.district_id),
        "print_url": _print_url(request, school.district, school=school.pk) if found else "",
    }  # fmt: skip
    return render(request, "achievement/school.html", context)


@requires("district.read")
@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    """Every school that meets a part of the rule, with why."""
    district = district_or_404(request)
    require(may_read_office(request.user, district))
    rule = rule_of(district)
    rows = warned_schools(district, rule)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    pills = [{"label": "ทั้งหมด", "url": "?", "count": len(rows), "current": not kind}]
    pills += [
        {"label": words, "url": f"?kind={key}", "count": sum(key in row.kinds for row in rows), "current": key == kind}
        for key, words in KINDS.items()
    ]
    context = {
        "rows": [row for row in rows if not kind or kind in row.kinds], "pills": pills, "rule": rule_words(rule),
        "total": len(rows), "may_keep": may_keep(request.user, district),
    }  # fmt: skip
    return render(request, "achievement/warnings.html", context)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def rule(request: HttpRequest) -> HttpResponse:
    district = office_to_keep(request)
    form = RuleForm(request.POST or None, instance=rule_of(district))
    back = reverse("achievement:warnings")
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.save_rule(district, actor=request.user, **values)) is not None:
            messages.success(request, "บันทึกเกณฑ์เฝ้าระวังแล้ว")
            return redirect(back)
    return act_page(
        request, form, heading="เกณฑ์เฝ้าระวัง", button="บันทึกเกณฑ์", back=back, sub="โรงเรียนที่ต้องเฝ้าระวัง",
        under=("achievement:index", "ผลการทดสอบ"),
    )  # fmt: skip
