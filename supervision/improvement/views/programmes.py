"""Programmes: the list, opening a year, its page for the office and for who is named on a team, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import tried
from core.conflicts import guarded
from core.forms import attempt
from core.passed import admit
from core.thai.years import fiscal_year
from core.trail import trail
from schools.models import School
from schools.scope import people_keys, reach
from supervision.improvement import services
from supervision.improvement.forms import EditForm, OpenForm
from supervision.improvement.models import Participation, Programme, WorkingTeam
from supervision.improvement.permissions import STATES, can_write, may_open, may_write, reads_office
from supervision.improvement.queries import office_lines, with_counts
from supervision.improvement.services.common import programme_pointer
from supervision.improvement.views.base import READERS, admit_while_open, form_page, programme_or_404, with_reason

_LOOKS = {
    "improvement.opened": ("", "player-play"),
    "improvement.edited": ("", "pencil"),
    "improvement.followed": ("", "school"),
    "improvement.decided": ("warn", "school"),
    "improvement.undecided": ("", "school"),
    "improvement.closed": ("ok", "circle-check"),
    "improvement.reopened": ("warn", "refresh"),
    "improvement.cancelled": ("bad", "circle-x"),
}


@requires(*READERS)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """By year, the newest first; a school finds its own page behind each."""
    district = district_or_404(request)
    mine = Programme.objects.visible_to(request.user).of_district(district)
    rows = list(with_counts(mine.select_related("model")).order_by("-year", "name", "pk"))
    own = reach(request.user, "school.read").schools
    pages = {
        row.programme_id: row
        for row in Participation.objects.visible_to(request.user).filter(school__in=own, programme__in=rows)
    }
    context = {
        "rows": [(row, pages.get(row.pk)) for row in rows], "may_open": may_open(request.user, district),
        "office": district.pk in reach(request.user, "district.read").districts,
    }  # fmt: skip
    return render(request, "improvement/programmes.html", context)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_open(request.user, district):
        raise PermissionDenied
    initial: dict[str, Any] = {
        "year": fiscal_year(timezone.localdate()), "model": request.GET.get("model"), "joiners": Programme.Rule.OUT,
        "leavers": Programme.Rule.OUT, "extra_uses": Programme._meta.get_field("extra_uses").get_default(),
    }  # fmt: skip
    form = OpenForm(request.POST or None, user=request.user, district=district, initial=initial)
    if request.method == "POST" and form.is_valid():
        words = {**form.cleaned_data}
        model, year = words.pop("model"), words.pop("year")
        made = attempt(form, lambda: services.open_programme(model, actor=request.user, year=year, **words))
        if made is not None:
            messages.success(request, f"เปิดการขับเคลื่อนแล้ว {made.participations.count()} โรงเรียน")
            return redirect("improvement:programme", pk=made.pk)
    models: Any = form.fields["model"]
    notes = [] if models.queryset.exists() else ["ยังไม่มีรูปแบบที่ประกาศใช้ชุดตัวชี้วัดแล้ว กรุณาประกาศใช้ก่อนเปิดปี"]
    return form_page(
        request, form, heading="เปิดปีของรูปแบบ", button="เปิดและรับทุกโรงเรียนเข้าร่วม", sub="",
        back=reverse("improvement:programmes"), notes=notes,
    )  # fmt: skip


@requires(*READERS)
@require_safe
def programme(request: HttpRequest, pk: int) -> HttpResponse:
    """Steps with their working pages. A school is led to its own page, a team's member sees whom it looks after."""
    found = programme_or_404(request, pk)
    if not reads_office(request.user, found):
        own = Participation.objects.visible_to(request.user).filter(programme=found)
        row = own.order_by("-is_in", "school__name_sort").first()
        return redirect("improvement:school", pk=row.pk) if row else _named(request, found)
    lines = office_lines(found, timezone.localdate())
    counts = with_counts(Programme.objects.filter(pk=found.pk)).values("n_in", "n_out").get()
    context = {
        "programme": found, "lines": lines, "counts": counts, "may_write": may_write(request.user, found),
        "can_write": can_write(request.user, found), "acts": STATES.acts(found.state),
        "events": trail("improvement_programme", found.pk, _LOOKS)[:12],
    }  # fmt: skip
    return render(request, "improvement/programme.html", context)


def _named(request: HttpRequest, found: Programme) -> HttpResponse:
    """For a member of its teams who reads no school: the teams, and the schools whose progress they report."""
    teams = WorkingTeam.objects.filter(programme=found, ended_on=None, members__person__in=people_keys(request.user))
    schools = School.objects.filter(
        pk__in=Participation.objects.filter(programme=found, is_in=True).reported_by(request.user).values("school")
    )
    context = {
        "programme": found, "teams": teams.distinct().prefetch_related("members__person", "members__outside"),
        "schools": list(schools.select_related("cluster").order_by("name_sort")),
    }  # fmt: skip
    return render(request, "improvement/named.html", context)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = programme_or_404(request, pk)
    admit_while_open(request, found, may_write(request.user, found))
    form = EditForm(request.POST or None, user=request.user, programme=found)
    done, more = guarded(
        request, form,
        lambda stamp: services.edit_programme(found, actor=request.user, stamp=stamp, **form.cleaned_data),
        fresh=lambda: Programme.objects.get(pk=pk), stamp=found.stamp,
    )  # fmt: skip
    if done is not None:
        messages.success(request, "บันทึกเกณฑ์และข้อกำหนดแล้ว")
        return redirect("improvement:programme", pk=pk)
    return form_page(
        request, form, heading="เกณฑ์และข้อกำหนดของปี", button="บันทึก", sub=found.name,
        back=reverse("improvement:programme", args=[pk]), **more,
    )  # fmt: skip


def _admit_to(request: HttpRequest, found: Programme, act: str) -> None:
    admit(
        request, programme_pointer(found), found.get_state_display(), may=may_write(request.user, found),
        now=STATES.allows(found.state, act),
    )  # fmt: skip


@requires("improvement.write")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    found = programme_or_404(request, pk)
    _admit_to(request, found, "close")
    if tried(request, lambda: services.close_programme(found, actor=request.user)):
        messages.success(request, "สิ้นสุดการขับเคลื่อนแล้ว ยังเปิดดูได้ทุกหน้า")
    return redirect("improvement:programme", pk=pk)


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = programme_or_404(request, pk)
    _admit_to(request, found, "reopen")
    return with_reason(
        request, act=lambda reason: services.reopen_programme(found, actor=request.user, reason=reason),
        back=reverse("improvement:programme", args=[pk]), heading="เปิดการขับเคลื่อนอีกครั้ง", button="เปิดอีกครั้ง",
        done="เปิดอีกครั้งแล้ว", help_text="เหตุผลอยู่ในเส้นทางของเรื่อง", sub=found.name,
    )  # fmt: skip


@requires("improvement.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = programme_or_404(request, pk)
    _admit_to(request, found, "cancel")
    return with_reason(
        request, act=lambda reason: services.cancel_programme(found, actor=request.user, reason=reason),
        back=reverse("improvement:programme", args=[pk]), heading="ยกเลิกการขับเคลื่อน", button="ยกเลิกการขับเคลื่อน",
        done="ยกเลิกแล้ว เปิดปีนี้ใหม่ได้", help_text="ใช้เมื่อเปิดผิด สิ่งที่บันทึกไว้ยังอ่านได้ และไม่นับในผลใด", sub=found.name,
    )  # fmt: skip
