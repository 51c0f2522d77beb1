"""นำผลไปวางแผน: this year's gaps, and the button that opens next year with them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, tried
from core.forms import attempt
from supervision.improvement.models import Programme
from supervision.progress import permissions, services
from supervision.progress.models import PlanLine
from supervision.progress.queries.gaps import Gap, gaps_of
from supervision.progress.views.base import READERS, around, part_or_404
from supervision.progress.views.office import office_programme


class NextForm(forms.Form):
    year = forms.IntegerField(label="ปีที่จะเปิด (พ.ศ.)", min_value=2500, max_value=2700)
    year.widget.attrs |= {"inputmode": "numeric"}


def _by_indicator(gaps: dict[int, list[Gap]]) -> list[dict[str, Any]]:
    """Each indicator with how many schools ended short of it and by how much on average; most schools first."""
    found: dict[int, dict[str, Any]] = {}
    for rows in gaps.values():
        for gap in rows:
            held = found.setdefault(gap.indicator.pk, {"indicator": gap.indicator, "schools": 0, "short": 0})
            held["schools"] += 1
            held["short"] += gap.short
    for held in found.values():
        held["short"] = held["short"] / held["schools"]
    return sorted(found.values(), key=lambda held: (-held["schools"], -held["short"]))


@requires("district.read")
@require_safe
def next_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What stayed behind, by indicator and by school; next year's programme where it is open."""
    programme = office_programme(request, pk)
    gaps = gaps_of(programme)
    parts = {part.school_id: part for part in programme.participations.filter(school__in=gaps).select_related("school")}
    schools = sorted(
        ({"part": parts[key], "gaps": rows, "short": sum(gap.short for gap in rows)} for key, rows in gaps.items()),
        key=lambda row: (-len(row["gaps"]), -row["short"]),
    )
    later = programme.carried_to.standing().order_by("year").first()
    context = {
        "programme": programme, "indicators": _by_indicator(gaps), "schools": schools, "later": later,
        "final": any(gap.is_final for rows in gaps.values() for gap in rows),
        "carried": PlanLine.objects.filter(participation__programme=later).exclude(carried="").count() if later else 0,
        "runs": permissions.runs(request.user, programme) and programme.state != Programme.State.CANCELLED,
    }  # fmt: skip
    return render(request, "progress/next_plan.html", context)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def open_next(request: HttpRequest, pk: int) -> HttpResponse:
    programme = office_programme(request, pk)
    if not permissions.runs(request.user, programme):
        raise PermissionDenied
    form = NextForm(request.POST or None, initial={"year": programme.year + 1})
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        made = attempt(form, lambda: services.begin_next(programme, actor=request.user, year=year))
        if made is not None:
            messages.success(request, f"เปิด {made.name} แล้ว ข้อมูลฐานและแผนเติมจากปี {programme.year}")
            return redirect("progress:baselines", pk=made.pk)
    return act_page(
        request, form, heading=f"เปิดปีถัดไปจากผลปี {programme.year}", button="เปิดปีถัดไป",
        back=reverse("progress:next-plan", args=[pk]), sub="นำผลไปวางแผนปีถัดไป",
        notes=[
            "ข้อมูลฐานของทุกโรงเรียนเติมจากผลประเมินที่เผยแพร่ของปีนี้ ถ้ายังไม่เผยแพร่ใช้ค่าล่าสุดที่รายงาน",
            "ตัวชี้วัดที่ไม่ถึงเป้าหมายและกิจกรรมที่ยังไม่ได้ทำ เข้าไปอยู่ในแผนปีถัดไป โรงเรียนแก้ไขได้ก่อนส่ง",
            "เกณฑ์เดิมของปีนี้ใช้ต่อ แก้ไขได้ที่หน้าการขับเคลื่อนของปีถัดไป",
        ],
    )  # fmt: skip


@requires("improvement.write")
@require_POST
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill again what is still empty from last year, when its results came late."""
    programme = office_programme(request, pk)
    done: list[services.Carried] = []
    if tried(request, lambda: done.append(services.carry_over(programme, actor=request.user))):
        messages.success(request, f"เติมข้อมูลฐาน {done[0].baselines:,} ค่า และกิจกรรม {done[0].lines:,} รายการ")
    return redirect("progress:baselines", pk=pk)


@requires(*READERS)
@require_safe
def school_next(request: HttpRequest, pk: int) -> HttpResponse:
    """One school's gaps of the year, and its place in the next."""
    part = part_or_404(request, pk)
    gaps = gaps_of(part.programme, school=part.school_id).get(part.school_id, [])
    later = (
        type(part)
        .objects.visible_to(request.user)
        .filter(programme__carried_from=part.programme_id, school=part.school_id)
        .exclude(programme__state=Programme.State.CANCELLED)
        .select_related("programme")
        .order_by("programme__year")
        .first()
    )
    context = {**around(part, request.user, "นำผลไปวางแผน"), "gaps": gaps, "later": later}
    return render(request, "progress/school_next.html", context)
