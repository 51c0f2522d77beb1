"""What hangs on a project: add, edit and remove a row, spend money, take a school in or out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from core.access import requires
from core.acts import pressed
from core.passed import admit
from schools.models import School
from supervision.projects import services
from supervision.projects.forms import PART_FORMS, SchoolForm, SpendingForm
from supervision.projects.services.common import project_pointer
from supervision.projects.services.parts import PARTS
from supervision.projects.views.base import asked, asked_why, page_url, project_to_write


def _kind(kind: str) -> str:
    if kind not in PARTS:
        raise Http404
    return PARTS[kind][1]


@requires("project.write")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    row, thai = project_to_write(request, pk), _kind(kind)
    initial: dict[str, Any] = {}
    if kind == "note":
        initial = {"noted_on": timezone.localdate()}
    form = PART_FORMS[kind](request.POST or None, user=request.user, project=row, initial=initial)
    return asked(
        request, form, lambda: services.add_part(row, kind, actor=request.user, values=form.given),
        heading=f"เพิ่ม{thai}", button="บันทึก", back=page_url(row, kind), done=f"เพิ่ม{thai}แล้ว", sub=str(row),
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    row, thai = project_to_write(request, pk), _kind(kind)
    held = get_object_or_404(PARTS[kind][0]._default_manager.filter(project_year=row), pk=part)
    form = PART_FORMS[kind](request.POST or None, user=request.user, project=row, instance=held)
    return asked(
        request, form, lambda: services.edit_part(row, kind, part, actor=request.user, values=form.given),
        heading=f"แก้ไข{thai}", button="บันทึก", back=page_url(row, kind), done="บันทึกแล้ว", sub=str(row),
    )  # fmt: skip


@requires("project.write")
@require_POST
def remove(request: HttpRequest, pk: int, kind: str, part: int) -> HttpResponse:
    row, thai = project_to_write(request, pk), _kind(kind)
    return pressed(
        request, lambda: services.remove_part(row, kind, part, actor=request.user), back=page_url(row, kind),
        done=f"นำ{thai}ออกแล้ว",
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def spend(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk)
    form = SpendingForm(
        request.POST or None, user=request.user, project=row, initial={"spent_on": timezone.localdate()}
    )
    return asked(
        request, form, lambda: services.spend(row, actor=request.user, values=form.given), heading="บันทึกการจ่ายเงิน",
        button="บันทึกการจ่าย", back=page_url(row, "budget"), done="บันทึกการจ่ายแล้ว", sub=str(row),
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def unspend(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    row = project_to_write(request, pk)
    get_object_or_404(row.spendings, pk=part)
    return asked_why(
        request, lambda reason: services.cancel_spending(row, part, actor=request.user, reason=reason),
        heading="ยกเลิกรายการจ่าย", button="ยกเลิกรายการ", back=page_url(row, "budget"), done="ยกเลิกรายการจ่ายแล้ว",
        sub=str(row), help_text="รายการยังอยู่พร้อมเหตุผล และไม่นับเป็นยอดจ่าย",
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def add_school(request: HttpRequest, pk: int) -> HttpResponse:
    row = project_to_write(request, pk)
    inside = row.schools.filter(left_on=None).values("school")
    schools = School.objects.visible_to(request.user).of_district(row.district).exclude(pk__in=inside)
    form = SchoolForm(request.POST or None, schools=schools.open_on(timezone.localdate()).order_by("name_sort"))
    return asked(
        request, form, lambda: services.add_school(row, form.cleaned_data["school"], actor=request.user),
        heading="เพิ่มโรงเรียนในโครงการ", button="เพิ่มโรงเรียน", back=page_url(row, "schools"), done="เพิ่มโรงเรียนแล้ว",
        sub=str(row), notes=("โรงเรียนที่ต้องผ่านการคัดเลือก ใช้รอบคัดเลือกแทน",),
    )  # fmt: skip


@requires("project.write")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    row = project_to_write(request, pk)
    place = get_object_or_404(row.schools.select_related("school"), pk=part)
    admit(
        request, project_pointer(row), "โรงเรียนออกจากโครงการแล้ว", may=True, now=place.left_on is None,
        back=page_url(row, "schools"),
    )  # fmt: skip
    return asked_why(
        request, lambda reason: services.leave(row, part, actor=request.user, reason=reason),
        heading=f"{place.school} ออกจากโครงการ", button="บันทึกการออก", back=page_url(row, "schools"), done="บันทึกแล้ว",
        sub=str(row), help_text="โรงเรียนยังอยู่ในประวัติของโครงการ",
    )  # fmt: skip
