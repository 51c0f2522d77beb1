"""The plan of a school: its activities by area, each following from a need; what was done is ticked all year."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from core.access import requires
from core.acts import act_page, ask_sure
from core.conflicts import guarded
from core.forms import attempt
from core.keys import number_of
from supervision.improvement.models import Participation
from supervision.progress import permissions, services
from supervision.progress.forms import DoneForm, PlanLineForm
from supervision.progress.models import Analysis, PlanLine
from supervision.progress.queries.sheet import frame_for
from supervision.progress.views.base import READERS, admit_to, around, line_or_404, part_or_404

WRITERS = ("school.improvement.write", "improvement.write")


@requires(*READERS)
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    part = part_or_404(request, pk)
    lines: dict[int, list[PlanLine]] = {}
    for line in PlanLine.objects.filter(participation=part).select_related("indicator"):
        lines.setdefault(line.area_id, []).append(line)
    needs = {row.area_id: row.need for row in Analysis.objects.filter(participation=part)}
    areas = [
        {"area": frame.area, "lines": lines.get(frame.area.pk, []), "need": needs.get(frame.area.pk, "")}
        for frame in frame_for(part)
    ]
    every = [line for rows in lines.values() for line in rows]
    today = timezone.localdate()
    context = {
        **around(part, request.user, "แผนพัฒนา"), "areas": areas, "count": len(every), "today": today,
        "done": sum(line.done_on is not None for line in every),
        "late": sum(line.done_on is None and line.ends_on is not None and line.ends_on < today for line in every),
        "can_write": permissions.can_write(request.user, part), "can_tick": permissions.can_tick(request.user, part),
    }  # fmt: skip
    return render(request, "progress/plan.html", context)


def _to_write(request: HttpRequest, part: Participation) -> None:
    back = reverse("progress:plan", args=[part.pk])
    admit_to(request, part, permissions.may_write(request.user, part), "write", back=back)


def _page(request: HttpRequest, part: Participation, form: PlanLineForm, heading: str, **more: Any) -> HttpResponse:
    return act_page(
        request, form, heading=heading, button="บันทึกกิจกรรม", back=reverse("progress:plan", args=[part.pk]),
        sub="แผนพัฒนา", **more,
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """An activity, begun from the need of an area (`?area=`)."""
    part = part_or_404(request, pk)
    _to_write(request, part)
    frames = frame_for(part)
    area = number_of(request.GET.get("area"))
    analysis = Analysis.objects.filter(participation=part, area=area).first() if area else None
    form = PlanLineForm(
        request.POST or None, frames=frames, initial={"area": area, "need": analysis.need if analysis else ""}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.add_line(part, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "เพิ่มกิจกรรมแล้ว")
            return redirect("progress:plan", pk=pk)
    return _page(request, part, form, "กิจกรรมใหม่ในแผน", draft=f"plan-new-{pk}-{area or 0}")


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    held = line_or_404(request, pk, line)
    part = held.participation
    _to_write(request, part)
    initial = {"area": held.area_id, "indicator": held.indicator_id or ""}
    form = PlanLineForm(request.POST or None, frames=frame_for(part), instance=held, initial=initial)
    done, more = guarded(
        request, form, lambda stamp: services.edit_line(held, actor=request.user, stamp=stamp, **form.given),
        stamp=held.stamp, fresh=lambda: line_or_404(request, pk, line), stands=form.standing,
    )  # fmt: skip
    if done is not None:
        messages.success(request, "บันทึกกิจกรรมแล้ว")
        return redirect("progress:plan", pk=pk)
    return _page(request, part, form, "แก้ไขกิจกรรม", draft=f"plan-{line}", **more)


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    held = line_or_404(request, pk, line)
    _to_write(request, held.participation)
    return ask_sure(
        request, lambda: services.remove_line(held, actor=request.user), heading="ลบกิจกรรมออกจากแผน", button="ลบ",
        gone=[f"กิจกรรม “{held.activity}” จะหายไปจากแผน เรียกคืนไม่ได้"], back=reverse("progress:plan", args=[pk]),
        done="ลบกิจกรรมออกจากแผนแล้ว", sub=str(held.participation.school),
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The day an activity was done; an empty day takes it back."""
    held = line_or_404(request, pk, line)
    part = held.participation
    admit_to(request, part, permissions.may_write(request.user, part), back=reverse("progress:plan", args=[pk]))
    initial = {"done_on": held.done_on or timezone.localdate()}
    form = DoneForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["done_on"]
        if attempt(form, lambda: services.tick_line(held, actor=request.user, done_on=day)):
            messages.success(request, "บันทึกว่าทำแล้ว" if day else "ถือว่ายังไม่ได้ทำ")
            return redirect("progress:plan", pk=pk)
    return act_page(
        request, form, heading=f"ทำแล้ว: {held.activity}", button="บันทึก", back=reverse("progress:plan", args=[pk]),
        sub="แผนพัฒนา", notes=["เว้นวันที่ว่างไว้ เมื่อต้องการถอนว่ายังไม่ได้ทำ"],
    )  # fmt: skip
