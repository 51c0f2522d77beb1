"""The survey of needs: its page with links and results, opening, reminding, closing; the follow-up form."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import ask_sure
from core.errors import DomainError, NotAllowed
from core.keys import number_of
from core.passed import refusal_of
from core.thai.dates import thai_date
from instruments.answering import sheet_of, tried_out
from instruments.asked import asked_items, is_answered
from instruments.models import Response
from instruments.queries import Form, form_of
from supervision.networks import services
from supervision.networks.forms import FollowUpForm, SurveyForm, versions_of
from supervision.networks.models import FollowUp, NetworkYear, Survey
from supervision.networks.permissions import can_write_year, may_read_office, may_write
from supervision.networks.queries import RESULT_HELD, follow_up_results, survey_result
from supervision.networks.views.base import LIST, acted, pressed, year_open, year_or_404


def office_year(request: HttpRequest, pk: int) -> NetworkYear:
    """Survey and follow-up are the office's: 404 for a school, which reads the year alone."""
    row = year_or_404(request, pk)
    if not may_read_office(request.user, row.network.district) and not may_write(request.user, row.network):
        raise Http404
    return row


@requires("district.read")
@require_safe
def survey_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was asked and who answered (never what); figures of all sheets. Links only for who keeps the network."""
    row = office_year(request, pk)
    survey: Survey | None = getattr(row, "survey", None)
    can = can_write_year(request.user, row)
    links: list[Any] = []
    if survey is not None:
        asked = survey.invitations.select_related(
            "member__person__school", "member__school", "member__outside_person__body", "member__outside_body"
        )
        for one in asked:
            url = settings.SITE_URL + reverse("networks:answer", args=[one.token]) if can else ""
            links.append((one, url))
    context = {
        "row": row, "survey": survey, "can_write": can, "links": links,
        "answered": sum(one.answered_on is not None for one, _ in links),
        "is_open": survey is not None and survey.takes_answers(timezone.localdate()),
        "result": survey_result(survey) if survey is not None else None, "held": RESULT_HELD,
    }  # fmt: skip
    return render(request, "networks/survey.html", context)


@requires("network.write")
@require_http_methods(["GET", "POST"])
def survey_open(request: HttpRequest, pk: int) -> HttpResponse:
    row = year_open(request, pk)
    survey = getattr(row, "survey", None)
    form = SurveyForm(request.POST or None, year=row, survey=survey)
    return acted(
        request, form, lambda: services.open_survey(row, actor=request.user, **form.cleaned_data),
        heading="เปิดแบบสำรวจความต้องการ", button="เปิดและส่งลิงก์ให้สมาชิก", back=reverse("networks:survey", args=[pk]),
        done="เปิดแบบสำรวจแล้ว สมาชิกแต่ละรายมีลิงก์ของตน", sub=str(row),
        notes=["ระบบสร้างลิงก์เฉพาะรายให้สมาชิกทุกราย ตอบได้ครั้งเดียวโดยไม่ต้องเข้าระบบ เปิดซ้ำเพื่อเพิ่มสมาชิกใหม่หรือเลื่อนวันปิดรับได้"],
    )  # fmt: skip


def _survey(request: HttpRequest, pk: int) -> Survey:
    row = year_open(request, pk)
    found: Survey = get_object_or_404(Survey.objects.select_related("year"), year=row)
    return found


@requires("network.write")
@require_POST
def survey_remind(request: HttpRequest, pk: int) -> HttpResponse:
    found = _survey(request, pk)
    return pressed(
        request, lambda: services.remind(found, actor=request.user), back=reverse("networks:survey", args=[pk]),
        done="เตือนผู้ที่ยังไม่ตอบแล้ว (วันละไม่เกินหนึ่งครั้ง)",
    )  # fmt: skip


@requires("network.write")
@require_POST
def survey_close(request: HttpRequest, pk: int) -> HttpResponse:
    found = _survey(request, pk)
    return pressed(
        request, lambda: services.close_survey(found, actor=request.user), back=reverse("networks:survey", args=[pk]),
        done="ปิดแบบสำรวจแล้ว",
    )  # fmt: skip


@requires("district.read")
@require_safe
def follow_ups(request: HttpRequest, pk: int) -> HttpResponse:
    """What the follow-ups of the year say together, and each of them."""
    row = office_year(request, pk)
    rows = list(row.follow_ups.select_related("by", "response__version__instrument", "response__band"))
    context = {
        "row": row, "rows": rows, "results": follow_up_results(row), "can_write": can_write_year(request.user, row),
    }  # fmt: skip
    return render(request, "networks/follow_ups.html", context)


def lacking(form: Form, answers: dict[int, Any], refused: dict[int, str]) -> dict[int, str]:
    """`refused` with every required item that is asked and not answered."""
    asked = asked_items(form, answers)
    for key, item in form.items.items():
        held = answers.get(key)
        if item.required and key in asked and key not in refused and (held is None or not is_answered(held)):
            refused[key] = "กรุณาตอบข้อนี้"
    return refused


@requires("network.write")
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in the form: the whole sheet is kept, or stands again with all that was typed."""
    row = year_open(request, pk)
    versions = list(versions_of(row.network.district, without="network-survey"))
    wanted = number_of(request.POST.get("version") or request.GET.get("version"))
    chosen = next((one for one in versions if one.pk == wanted), None)
    chosen = chosen or next((one for one in versions if one.instrument.code == "network-follow-up"), None)
    if chosen is None:
        if not versions:
            messages.error(request, "ยังไม่มีแบบติดตามเครือข่ายที่เผยแพร่ กรุณาเผยแพร่ในหน้าเครื่องมือนิเทศ")
            return redirect("networks:year", pk=pk)
        chosen = versions[0]
    form = form_of(chosen.pk)
    day = FollowUpForm(request.POST or None, year=row)
    problem = ""
    refused: dict[int, str] = {}
    answers: dict[int, Any] = {}
    if request.method == "POST":
        answers, refused = tried_out(request.POST, form)
        refused = lacking(form, answers, refused)
        problem = f"ยังมี {len(refused)} ข้อที่ต้องตอบหรือแก้" if refused else "" if day.is_valid() else "กรุณาระบุวันที่ติดตาม"
        if not problem:
            try:
                services.follow_up(
                    row,
                    actor=request.user,
                    version=chosen,
                    done_on=day.cleaned_data["done_on"],
                    answers=answers,
                    form=form,
                )
            except NotAllowed as refusal:
                raise PermissionDenied(refusal.message) from refusal
            except DomainError as refusal:
                problem = refusal_of(request, refusal).message
            else:
                messages.success(request, "บันทึกการติดตามแล้ว")
                return redirect("networks:follow-ups", pk=pk)
    typed = request.POST if request.method == "POST" else None
    sheet = sheet_of(
        form, Response(version=form.version), typed=typed, errors=refused, keep_typed=bool(problem), answers=answers
    )
    context = {
        "row": row, "form": day, "parts": sheet.parts, "total": sheet.total, "problem": problem, "version": chosen,
        "conditional": form.is_conditional, "versions": versions if len(versions) > 1 else [],
    }  # fmt: skip
    return render(request, "networks/follow_up_form.html", context, status=422 if problem else 200)


@requires("network.write")
@require_http_methods(["GET", "POST"])
def follow_up_drop(request: HttpRequest, pk: int) -> HttpResponse:
    rows = FollowUp.objects.visible_to(request.user).select_related("year__network")
    found: FollowUp = get_object_or_404(rows, pk=pk)
    if not may_write(request.user, found.year.network):
        raise PermissionDenied
    return ask_sure(
        request, lambda: services.drop_follow_up(found, actor=request.user), heading="นำการติดตามออก",
        gone=[f"คำตอบทุกข้อของการติดตามเมื่อ {thai_date(found.done_on, 'short')} จะหายไป เรียกคืนไม่ได้"],
        back=reverse("networks:follow-ups", args=[found.year_id]), done="นำออกแล้ว", sub=str(found.year), under=LIST,
    )  # fmt: skip
