"""Results written by hand, and the exams and papers they are of."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core.access import district_or_404, requires
from core.acts import act_page
from core.forms import attempt
from schools.views.common import require
from supervision.achievement import services
from supervision.achievement.forms import ExamForm, FiguresForm, PaperForm, ResultForm
from supervision.achievement.models import Exam, ExamResult
from supervision.achievement.permissions import may_keep, may_read_office
from supervision.achievement.views.base import (
    asked_why,
    exam_or_404,
    office_to_keep,
    paper_or_404,
    result_or_404,
)

UNDER = ("achievement:index", "ผลการทดสอบ")
EXAMS = ("achievement:exams", "ชนิดการทดสอบ")


def _page_of(result: ExamResult) -> str:
    return f"{reverse('achievement:paper', args=[result.paper_id])}?year={result.academic_year}"


@requires("register.write")
@require_http_methods(["GET", "POST"])
def result_new(request: HttpRequest) -> HttpResponse:
    """One result; written over the one that is there."""
    district = office_to_keep(request)
    asked = {name: request.GET[name] for name in ("paper", "school", "academic_year") if request.GET.get(name)}
    form = ResultForm(request.POST or None, user=request.user, district=district, initial=asked)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = attempt(
            form,
            lambda: services.record_result(
                data["paper"], actor=request.user, academic_year=data["academic_year"], figures=form.figures,
                scope=data["scope"], school=data["school"],
            ),
        )  # fmt: skip
        if row is not None:
            messages.success(request, f"บันทึกผลแล้ว: {row}")
            if row.school is not None and (words := services.untaught(row.school, row.paper.grade)):
                messages.warning(request, f"{words} ตรวจโรงเรียนและชั้นอีกครั้ง")
            return redirect(_page_of(row))
    return act_page(
        request,
        form,
        heading="บันทึกผลการทดสอบ",
        button="บันทึกผล",
        back=reverse(UNDER[0]),
        under=UNDER,
        draft="exam-result",
    )


@requires("register.write")
@require_http_methods(["GET", "POST"])
def result_edit(request: HttpRequest, pk: int) -> HttpResponse:
    result = result_or_404(request, pk)
    district = result.paper.exam.district
    require(may_keep(request.user, district))
    names = ("sat", "mean", "sd", "strong", "middle", "weak")
    form = FiguresForm(request.POST or None, initial={name: getattr(result, name) for name in names})
    if request.method == "POST" and form.is_valid():
        row = attempt(
            form,
            lambda: services.record_result(
                result.paper, actor=request.user, academic_year=result.academic_year, figures=form.figures,
                scope=result.scope, school=result.school,
            ),
        )  # fmt: skip
        if row is not None:
            messages.success(request, "แก้ไขผลแล้ว")
            return redirect(_page_of(row))
    return act_page(
        request, form, heading="แก้ไขผลการทดสอบ", button="บันทึกผล", back=_page_of(result), sub=str(result), under=UNDER
    )


@requires("register.write")
@require_http_methods(["GET", "POST"])
def result_remove(request: HttpRequest, pk: int) -> HttpResponse:
    result = result_or_404(request, pk)
    require(may_keep(request.user, result.paper.exam.district))
    return asked_why(
        request, lambda reason: services.remove_result(result, actor=request.user, reason=reason),
        heading="ลบผลการทดสอบ", button="ลบผลนี้", back=_page_of(result), done="ลบผลแล้ว", sub=str(result), under=UNDER,
        help_text="เหตุผลเก็บไว้ในประวัติของระบบ",
    )  # fmt: skip


@requires("district.read")
@require_safe
def exams(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    require(may_read_office(request.user, district))
    rows = Exam.objects.visible_to(request.user).of_district(district).prefetch_related("papers")
    context = {"exams": rows, "may_keep": may_keep(request.user, district)}
    return render(request, "achievement/exams.html", context)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def exam_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new kind of test, or one that is there."""
    exam = exam_or_404(request, pk) if pk is not None else None
    if exam is None:
        district: Any = office_to_keep(request)
    else:
        district = exam.district
        require(may_keep(request.user, district))
    form = ExamForm(request.POST or None, instance=exam)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        held = Exam.objects.get(pk=exam.pk) if exam is not None else None
        saved = attempt(form, lambda: services.save_exam(district, actor=request.user, exam=held, **values))
        if saved is not None:
            messages.success(request, f"บันทึก {saved} แล้ว")
            return redirect(EXAMS[0])
    heading = f"แก้ไข {exam}" if exam else "เพิ่มชนิดการทดสอบ"
    return act_page(request, form, heading=heading, button="บันทึก", back=reverse(EXAMS[0]), under=EXAMS)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def paper_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _paper(request, exam_or_404(request, pk), None)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def paper_edit(request: HttpRequest, pk: int) -> HttpResponse:
    paper = paper_or_404(request, pk)
    return _paper(request, paper.exam, paper)


def _paper(request: HttpRequest, exam: Exam, paper: Any) -> HttpResponse:
    require(may_keep(request.user, exam.district))
    form = PaperForm(request.POST or None, instance=paper, user=request.user, district=exam.district)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        saved = attempt(form, lambda: services.save_paper(exam, actor=request.user, paper=paper, **values))
        if saved is not None:
            messages.success(request, f"บันทึก {saved} แล้ว")
            return redirect(EXAMS[0])
    heading = f"แก้ไข {paper}" if paper else f"เพิ่มวิชาของ {exam}"
    return act_page(request, form, heading=heading, button="บันทึก", back=reverse(EXAMS[0]), under=EXAMS)
