"""Pages of the register of studies."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, acted, ask_why, pressed
from core.conflicts import guarded
from core.forms import attempt
from core.keys import number_of
from core.passed import admit
from core.trail import trail
from schools.forms.publishing import PublishForm
from schools.scope import holds
from supervision.research import services
from supervision.research.forms import NewStudyForm, StageForm, StudyForm
from supervision.research.models import Study
from supervision.research.permissions import (
    LINE,
    STATES,
    can_write,
    is_ready_to_publish,
    may_add,
    may_publish,
    may_write,
)
from supervision.research.queries import names_of, steps_of, with_people
from supervision.research.tables import StudyTable

READERS = ("district.read", "school.read")
LIST = ("research:studies", "ทะเบียนงานวิจัย")
_LOOKS = {
    "study.added": ("plain", "plus"), "study.edited": ("plain", "pencil"), "study.moved": ("", "progress"),
    "study.cancelled": ("bad", "circle-x"), "study.published": ("ok", "world"),
    "study.taken_back": ("warn", "arrow-back-up"),
}  # fmt: skip
_PARTS = (
    ("ปัญหาและคำถามวิจัย", "question"), ("วัตถุประสงค์", "aims"), ("ประชากรและกลุ่มตัวอย่าง", "sample"),
    ("วิธีดำเนินการ", "method"), ("เครื่องมือที่ใช้", "tools"), ("ผลการวิจัยโดยสรุป", "summary"),
    ("การนำไปใช้", "use"), ("การเผยแพร่ผลงาน", "publication"), ("แหล่งที่มา", "source"),
)  # fmt: skip


@requires(*READERS)
@require_safe
def studies(request: HttpRequest) -> HttpResponse:
    """The whole register for the office, what is published to them for its schools."""
    district = district_or_404(request)
    office = holds(request.user, "district.read", district=district)
    rows = Study.objects.visible_to(request.user).of_district(district)
    table = StudyTable(
        request, with_people(rows), title="ทะเบียนงานวิจัย", user=request.user, district=district, office=office
    )
    context = {"table": table, "office": office, "may_add": may_add(request.user, district)}
    return render(request, "research/studies.html", context)


def _study_or_404(request: HttpRequest, pk: int) -> Study:
    found: Study = get_object_or_404(with_people(Study.objects.visible_to(request.user)), pk=pk)
    return found


def _to_write(request: HttpRequest, pk: int, act: str) -> Study:
    """403 for who may not; where the stage of the study does not allow the act, that is told."""
    found = _study_or_404(request, pk)
    admit(
        request, services.pointer_of(found), found.get_stage_display(), may=may_write(request.user, found),
        now=STATES.allows(found.stage, act),
    )  # fmt: skip
    return found


def _back(pk: int) -> str:
    return reverse("research:study", args=[pk])


@requires("register.write")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    if not may_add(request.user, district):
        raise PermissionDenied
    initial = {name: number_of(request.GET.get(name)) for name in ("work_group", "task", "subject_group", "project")}
    kind = request.GET.get("kind", Study.Kind.OWN)
    form = NewStudyForm(request.POST or None, user=request.user, district=district, initial={**initial, "kind": kind})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: services.add_study(district, actor=request.user, **form.given))
        if made is not None:
            messages.success(request, "เพิ่มในทะเบียนแล้ว แนบไฟล์ได้ในหน้านี้")
            return redirect("research:study", pk=made.pk)
    return _form_page(request, form, None)


def _form_page(request: HttpRequest, form: StudyForm, row: Study | None, **more: Any) -> HttpResponse:
    context = {
        "form": form, "row": row, "back": _back(row.pk) if row else reverse("research:studies"),
        "heading": "แก้ไขงานวิจัย" if row else "เพิ่มงานวิจัย", **more,
    }  # fmt: skip
    return render(request, "research/form.html", context, status=422 if form.is_bound else 200)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "edit")
    form = StudyForm(request.POST or None, user=request.user, district=row.district, instance=row)
    saved, more = guarded(
        request, form, lambda stamp: services.edit_study(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: _study_or_404(request, pk),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, "บันทึกแล้ว")
        return redirect("research:study", pk=pk)
    return _form_page(request, form, row, **more)


@requires(*READERS)
@require_safe
def study_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = _study_or_404(request, pk)
    office = holds(request.user, "district.read", district=row.district)
    place = LINE.index(Study.Stage(row.stage)) if row.stage in LINE else None
    publishes = may_publish(request.user, row) and row.is_standing
    stages = list(row.stages.order_by("on", "pk")) if place is not None else []
    steps = steps_of(place, stages) if place is not None else []
    ahead = None if place is None or place + 1 == len(LINE) else LINE[place + 1]
    context: dict[str, Any] = {
        "row": row, "office": office, "can_write": can_write(request.user, row), "names": names_of(row),
        "parts": [(label, getattr(row, name)) for label, name in _PARTS if getattr(row, name)],
        "steps": steps, "now_step": steps[place] if steps and place is not None else None,
        "moves": place is not None, "ahead": ahead.label if ahead else "",
        "lacking": services.lacking(row, ahead) if ahead else [],
        "tools": list(row.instruments.order_by("name")),
        "can_publish": publishes and is_ready_to_publish(row), "can_take_back": publishes and row.published_at,
        "events": trail("study", row.pk, _LOOKS) if office else [],
    }  # fmt: skip
    return render(request, "research/study.html", context)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "move")
    form = StageForm(request.POST or None, study=row)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: services.come_to(row, actor=request.user, **form.cleaned_data))
        if done is not None:
            messages.success(request, f"บันทึกขั้น{done.get_stage_display()}แล้ว")
            return redirect(_back(pk))
    return act_page(
        request, form, heading="บันทึกขั้นของงานวิจัย", button="บันทึกขั้น", back=_back(pk), sub=row.title, under=LIST
    )


@requires("register.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_write(request, pk, "cancel")
    return ask_why(
        request, lambda reason: services.cancel_study(row, actor=request.user, reason=reason), heading="ยกเลิกงานวิจัย",
        button="ยกเลิก", back=_back(pk), done="ยกเลิกแล้ว", sub=row.title, under=LIST,
        help_text="เรื่องยังอยู่ในทะเบียน พร้อมเหตุที่ยกเลิก",
    )  # fmt: skip


@requires("publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = _study_or_404(request, pk)
    if not may_publish(request.user, row):
        raise PermissionDenied
    form = PublishForm(request.POST or None, row=row)
    return acted(
        request, form, lambda: services.publish_study(row, actor=request.user, **form.cleaned_data),
        heading="เผยแพร่งานวิจัย", button="เผยแพร่", back=_back(pk), done="เผยแพร่แล้ว", sub=row.title, under=LIST,
        notes=["โรงเรียนอ่านหน้าของเรื่องและไฟล์ที่แนบได้ ตรวจไฟล์ว่าไม่มีข้อมูลส่วนบุคคลก่อนเผยแพร่"],
    )  # fmt: skip


@requires("publish")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _study_or_404(request, pk)
    if not may_publish(request.user, row):
        raise PermissionDenied
    return pressed(
        request, lambda: services.take_back_study(row, actor=request.user), back=_back(pk), done="เลิกเผยแพร่แล้ว"
    )
