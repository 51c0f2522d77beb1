"""Acts on a school that have a date: asked, shown with what becomes of its work, then done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core.access import requires
from core.errors import DomainError
from core.forms import refuse
from schools.forms.schools import (
    CloseSchool,
    MergeSchool,
    MoveSchool,
    RenameSchool,
    ReopenSchool,
    SchoolAct,
    SplitSchool,
)
from schools.models import School, SchoolChange
from schools.permissions import can_change_school
from schools.services import lifecycle
from schools.services.impacts import Act
from schools.views.common import require

Kind = SchoolChange.Kind
OPEN, GONE = (School.Status.OPEN,), (School.Status.CLOSED, School.Status.MERGED)


@dataclass(frozen=True)
class Way:
    """One act as the page offers it: `verb` on the button, from which states, its form and service."""

    kind: str
    verb: str
    explain: str
    states: tuple[str, ...]
    form: type[SchoolAct]
    service: Callable[..., Any]


WAYS = {
    "close": Way(
        Kind.CLOSED,
        "ปิดโรงเรียน",
        "โรงเรียนหยุดสอนตั้งแต่วันที่มีผล ประวัติทั้งหมดยังดูได้",
        OPEN,
        CloseSchool,
        lifecycle.close_school,
    ),
    "merge": Way(
        Kind.MERGED,
        "รวมกับโรงเรียนอื่น",
        "บุคลากรย้ายไปโรงเรียนที่รวมด้วย ประวัติยังอยู่กับโรงเรียนเดิม",
        OPEN,
        MergeSchool,
        lifecycle.merge_school,
    ),
    "split": Way(
        Kind.SPLIT,
        "แยกเป็นโรงเรียนใหม่",
        "โรงเรียนใหม่อยู่กลุ่มและอำเภอเดียวกัน แล้วจึงย้ายบุคลากรรายคน",
        OPEN,
        SplitSchool,
        lifecycle.split_school,
    ),
    "rename": Way(
        Kind.RENAMED,
        "เปลี่ยนชื่อโรงเรียน",
        "ค้นด้วยชื่อเดิมได้เสมอ เอกสารเดิมคงชื่อเดิม",
        (*OPEN, *GONE),
        RenameSchool,
        lifecycle.rename_school,
    ),
    "move": Way(
        Kind.MOVED,
        "ย้ายกลุ่ม",
        "ศึกษานิเทศก์ประจำกลุ่มใหม่รับผิดชอบตั้งแต่วันที่มีผล",
        OPEN,
        MoveSchool,
        lifecycle.move_school,
    ),
    "reopen": Way(
        Kind.REOPENED,
        "เปิดโรงเรียนอีกครั้ง",
        "แต่งตั้งและมอบหมายใหม่หลังเปิด รายการเดิมเป็นประวัติ",
        GONE,
        ReopenSchool,
        lifecycle.reopen_school,
    ),
}


def ways_of(school: School) -> list[tuple[str, Way]]:
    return [(key, way) for key, way in WAYS.items() if school.status in way.states]


@requires("school.write")
@require_http_methods(["GET", "HEAD", "POST"])
def school_act(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """GET asks; the first POST shows what becomes of the school's work; the POST with `confirm` does it."""
    chosen = WAYS.get(way)
    if chosen is None:
        raise Http404
    mine = School.objects.visible_to(request.user).select_related("district__settings", "cluster", "merged_into")
    school = get_object_or_404(mine, pk=pk)
    require(can_change_school(request.user, school))
    form = chosen.form(request.POST or None, user=request.user, school=school)
    lines = None
    if school.status not in chosen.states:
        messages.error(request, f"โรงเรียนนี้มีสถานะ “{school.get_status_display()}” จึง{chosen.verb}ไม่ได้")
        return redirect("schools:school", school.pk)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            if "confirm" in request.POST:
                done = chosen.service(school, actor=request.user, **values)
                messages.success(request, f"{chosen.verb}แล้ว")
                return redirect("schools:school", done.pk if isinstance(done, School) else school.pk)
            act = Act(chosen.kind, school, values["effective_on"], values.get("into"), values.get("cluster"))
            lines = lifecycle.preview(request.user, act)
        except DomainError as error:
            refuse(form, error)
    context = {"school": school, "way": chosen, "form": form, "lines": lines, "changes": lines is not None}
    return render(request, "schools/school_act.html", context)
