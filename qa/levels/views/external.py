"""External assessment: rounds, a school's result in one, recommendations and what became of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.filters import ChoiceFilter, TextFilter
from core.forms import attempt
from core.keys import number_of
from core.tables import TITLE, Column, Table
from core.thai.years import law_academic_year
from qa.levels.forms import AdviceForm, ResultForm, RoundForm
from qa.levels.models import ExternalResult, ExternalRound
from qa.levels.permissions import may_read_office, may_write
from qa.levels.services.external import add_advice, save_result, save_round
from qa.standards.models import EducationLevel
from schools.views.common import office_of, require

READERS = ("district.read", "school.read")


class ResultTable(Table):
    row_template = "qa/levels/_result_row.html"
    default_sort = "school"
    unit = "ผล"
    empty = "ยังไม่มีผลของรอบนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("level", "ระดับการศึกษา", sort="level"),
        Column("year", "ปีการศึกษา", sort="academic_year", numeric=True),
        Column("result", "ผล"),
        Column("advice", "ข้อเสนอแนะ"),
    )
    filters = (
        TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
        ChoiceFilter("level", "ระดับการศึกษา", EducationLevel.choices),
        ChoiceFilter("verdict", "ผล", ExternalResult.Verdict.choices),
    )


def _round_or_404(request: HttpRequest, pk: int) -> ExternalRound:
    rows = ExternalRound.objects.visible_to(request.user).select_related("district__settings")
    found: ExternalRound = get_object_or_404(rows, pk=pk)
    return found


def _result_or_404(request: HttpRequest, pk: int) -> ExternalResult:
    rows = ExternalResult.objects.visible_to(request.user).select_related(
        "round__district", "school__district", "scale_level__set"
    )
    found: ExternalResult = get_object_or_404(rows, pk=pk)
    return found


@requires(*READERS)
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds, newest first; a school sees its own results of them."""
    district = office_of(request)
    mine = ExternalResult.objects.visible_to(request.user).filter(school__district=district)
    counted: dict[int, int] = {}
    for key in mine.order_by().values_list("round_id", flat=True):
        counted[key] = counted.get(key, 0) + 1
    rows = ExternalRound.objects.visible_to(request.user).of_district(district)
    context = {
        "rounds": [(row, counted.get(row.pk, 0)) for row in rows],
        "may_write": may_write(request.user, district),
        "office": may_read_office(request.user, district),
    }
    return render(request, "qa/levels/rounds.html", context)


@requires("quality.write")
@require_http_methods(["GET", "HEAD", "POST"])
def round_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Make a round or correct it."""
    held = _round_or_404(request, pk) if pk else None
    district = held.district if held else office_of(request)
    require(may_write(request.user, district))
    names = ("number", "title", "body", "year_from", "year_to")
    initial = {name: getattr(held, name) for name in names} if held else {}
    form = RoundForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: save_round(district, actor=request.user, values=form.cleaned_data, round_=held))
        if made:
            messages.success(request, "บันทึกรอบการประเมินแล้ว")
            return redirect("levels:round", made.pk)
    context = {"form": form, "round": held}
    return render(request, "qa/levels/round_edit.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The results of a round that this person may see."""
    held = _round_or_404(request, pk)
    rows = ExternalResult.objects.visible_to(request.user).filter(round=held)
    rows = rows.select_related("school", "scale_level").prefetch_related("advice__action")
    table = ResultTable(request, rows, title="ผลการประเมินภายนอก")
    context = {"round": held, "table": table, "may_write": may_write(request.user, held.district)}
    return render(request, "qa/levels/round.html", context)


@requires("quality.write")
@require_http_methods(["GET", "HEAD", "POST"])
def result_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A school's result of this round."""
    held = _round_or_404(request, pk)
    require(may_write(request.user, held.district))
    today = law_academic_year(timezone.localdate())[0]
    initial = {
        "year": max(held.year_from, min(held.year_to, today)),
        "level": "basic",
        "school": number_of(request.GET.get("school")),
    }
    form = ResultForm(request.POST or None, user=request.user, district=held.district, initial=initial)
    return _save(request, form, held, None)


@requires("quality.write")
@require_http_methods(["GET", "HEAD", "POST"])
def result_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a result."""
    held = _result_or_404(request, pk)
    require(may_write(request.user, held.school.district))
    initial = {
        "year": held.academic_year, "assessed_on": held.assessed_on, "verdict": held.verdict,
        "scale_level": held.scale_level_id, "note": held.note,
        "standards": [(row.name, row.verdict) for row in held.standards.all()],
    }  # fmt: skip
    form = ResultForm(
        request.POST or None, user=request.user, district=held.school.district, fixed=True, initial=initial
    )
    return _save(request, form, held.round, held)


def _save(request: HttpRequest, form: ResultForm, round_: ExternalRound, held: ExternalResult | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        made = attempt(
            form,
            lambda: save_result(
                round_, actor=request.user, school=held.school if held else data["school"],
                level=held.level if held else data["level"], academic_year=data["year"],
                assessed_on=data["assessed_on"], verdict=data["verdict"], scale_level=data["scale_level"],
                standards=data["standards"], note=data["note"],
                seen=(number_of(request.POST.get("seen")) or 0) if held else None,
            ),
        )  # fmt: skip
        if made:
            messages.success(request, "บันทึกผลการประเมินภายนอกแล้ว")
            return redirect("levels:result", made.pk)
    context = {"form": form, "round": round_, "result": held}
    return render(request, "qa/levels/result_edit.html", context, status=422 if form.is_bound else 200)


@requires(*READERS)
@require_safe
def result_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One result: standards, recommendations and how far each is."""
    held = _result_or_404(request, pk)
    context = {
        "result": held,
        "standards": list(held.standards.all()),
        "advice": list(held.advice.select_related("action")),
        "may_write": may_write(request.user, held.school.district),
    }
    return render(request, "qa/levels/result.html", context)


@requires("quality.write")
@require_http_methods(["GET", "HEAD", "POST"])
def advice_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A recommendation of the assessor, to be followed up."""
    held = _result_or_404(request, pk)
    require(may_write(request.user, held.school.district))
    form = AdviceForm(request.POST or None, user=request.user, school=held.school)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = attempt(
            form,
            lambda: add_advice(held, actor=request.user, text=data["text"], owner=data["owner"], due_on=data["due_on"]),
        )
        if made:
            messages.success(request, "บันทึกข้อเสนอแนะแล้ว โรงเรียนจะเห็นในเรื่องที่ต้องติดตาม")
            return redirect("levels:result", held.pk)
    context = {"form": form, "result": held}
    return render(request, "qa/levels/advice_new.html", context, status=422 if form.is_bound else 200)
