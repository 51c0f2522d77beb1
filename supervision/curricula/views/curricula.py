"""The register, one curriculum with its acts, and who has none."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import district_or_404, requires
from core.acts import act_page, pressed
from core.conflicts import edited
from core.forms import attempt
from core.passed import admit
from core.trail import trail
from schools.models import School
from schools.scope import holds
from schools.views.common import require
from supervision.achievement.permissions import may_read_office
from supervision.achievement.views.base import asked_why
from supervision.achievement.views.checks import schools_to_review
from supervision.curricula import services
from supervision.curricula.forms import AcceptForm, CurriculumForm, KindForm
from supervision.curricula.missing import missing_of
from supervision.curricula.models import Curriculum, CurriculumKind, CurriculumReview
from supervision.curricula.permissions import (
    CURRICULUM,
    STATES,
    can_cancel,
    can_decide,
    can_edit,
    is_of_school,
    may_cancel,
    may_decide,
    may_keep_kinds,
    may_read,
    may_read_review,
    may_write,
    own_schools,
)
from supervision.curricula.queries import lacking
from supervision.curricula.services.common import pointer_of
from supervision.curricula.tables import CurriculumTable
from supervision.curricula.views.base import LIST, READERS, WRITERS, admit_to, curriculum_or_404

_LOOKS = {
    "curriculum.written": ("plain", "pencil"), "curriculum.edited": ("plain", "pencil"),
    "curriculum.submitted": ("", "send"), "curriculum.withdrawn": ("warn", "arrow-back-up"),
    "curriculum.review_begun": ("", "clipboard-check"), "curriculum.reviewed": ("", "clipboard-check"),
    "curriculum.review_reopened": ("warn", "pencil"), "curriculum.review_cancelled": ("warn", "circle-x"),
    "curriculum.accepted": ("ok", "circle-check"), "curriculum.returned": ("warn", "arrow-back-up"),
    "curriculum.cancelled": ("bad", "circle-x"),
}  # fmt: skip


def _schools_to_write(user: Any, district: Any) -> Any:
    """One's own school; for the office those one reviews, for paper that was handed in."""
    keys = set(own_schools(user, district).values_list("pk", flat=True))
    if holds(user, "register.write", district=district):
        keys |= set(schools_to_review(user, district, CURRICULUM).values_list("pk", flat=True))
    return School.objects.filter(pk__in=keys).order_by("name_sort", "pk")


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The office reads what was sent, a school all of its own."""
    district = district_or_404(request)
    user = request.user
    office = may_read_office(user, district)
    rows = Curriculum.objects.visible_to(user).of_district(district).select_related("school", "kind")
    rows = rows.sent_or_written_by(user) if office else rows
    table = CurriculumTable(request, rows, title=LIST[1], user=user, district=district, office=office)
    context = {
        "table": table, "office": office, "may_write": any(user.has_perm(code) for code in WRITERS),
        "may_keep": may_keep_kinds(user, district),
        "awaiting": rows.awaiting().count() if office else 0,
    }  # fmt: skip
    return render(request, "curricula/index.html", context)


@requires("district.read")
@require_safe
def none(request: HttpRequest) -> HttpResponse:
    """By kind: how many schools have one in force, and which have none at all."""
    district = district_or_404(request)
    require(may_read_office(request.user, district))
    return render(request, "curricula/none.html", {"rows": lacking(district, timezone.localdate())})


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    schools = _schools_to_write(request.user, district)
    require(schools.exists())
    first = schools.first() if schools.count() == 1 else None
    initial = {"school": first, **{name: request.GET[name] for name in ("school", "kind") if request.GET.get(name)}}
    form = CurriculumForm(request.POST or None, user=request.user, district=district, schools=schools, initial=initial)
    if request.method == "POST" and form.is_valid():
        school = form.cleaned_data["school"]
        row = attempt(form, lambda: services.write_curriculum(school, actor=request.user, **form.given))
        if row is not None:
            messages.success(request, "บันทึกร่างแล้ว แนบเล่มหลักสูตรที่หน้านี้แล้วส่ง")
            return redirect("curricula:curriculum", pk=row.pk)
    return act_page(
        request, form, heading="บันทึกหลักสูตร", button="บันทึกร่าง", back=reverse(LIST[0]), under=LIST, draft="curriculum"
    )


@requires(*READERS)
@require_safe
def curriculum(request: HttpRequest, pk: int) -> HttpResponse:
    row = curriculum_or_404(request, pk)
    user = request.user
    edits, decides = can_edit(user, row), can_decide(user, row)
    reviews = CurriculumReview.objects.visible_to(user).filter(curriculum=row).standing()
    others = Curriculum.objects.visible_to(user).filter(school=row.school, kind=row.kind).exclude(pk=row.pk).standing()
    context = {
        "row": row, "can_edit": edits, "missing": missing_of(row) if edits else [], "can_decide": decides,
        "can_submit": edits and STATES.allows(row.state, "submit"), "can_cancel": can_cancel(user, row),
        "can_withdraw": row.state == Curriculum.State.SUBMITTED
        and (row.submitted_by_id == user.pk or is_of_school(user, row.school)),
        "reviews": [
            (one, may_read_review(user, one))
            for one in reviews.select_related("version__instrument", "reviewer", "response__band")
        ],
        "others": [one for one in others.select_related("school__district", "kind") if may_read(user, one)],
        "events": trail("curriculum", row.pk, _LOOKS),
    }  # fmt: skip
    return render(request, "curricula/curriculum.html", context)


def _back(pk: int) -> str:
    return reverse("curricula:curriculum", args=[pk])


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = curriculum_or_404(request, pk)
    admit_to(request, row, "edit", may_write(request.user, row.school))
    form = CurriculumForm(request.POST or None, instance=row, user=request.user, district=row.school.district)
    return edited(
        request, form, lambda stamp: services.edit_curriculum(row, actor=request.user, stamp=stamp, **form.given),
        stamp=row.stamp, fresh=lambda: curriculum_or_404(request, pk), heading="แก้ไขหลักสูตร", button="บันทึก",
        back=_back(pk), done="บันทึกแล้ว", sub=str(row), under=LIST,
    )  # fmt: skip


@requires(*WRITERS)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    row = curriculum_or_404(request, pk)
    admit_to(request, row, "submit", may_write(request.user, row.school))
    return pressed(
        request, lambda: services.submit_curriculum(row, actor=request.user), back=_back(pk), done="ส่งถึงสำนักงานเขตแล้ว"
    )


@requires(*WRITERS)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = curriculum_or_404(request, pk)
    may = row.submitted_by_id == request.user.pk or is_of_school(request.user, row.school)
    admit_to(request, row, "withdraw", may)
    return pressed(
        request, lambda: services.withdraw_curriculum(row, actor=request.user), back=_back(pk), done="ดึงกลับมาแก้ไขแล้ว"
    )


def _to_decide(request: HttpRequest, pk: int, act: str) -> Curriculum:
    row = curriculum_or_404(request, pk)
    admit_to(request, row, act, may_decide(request.user, row))
    return row


@requires("register.write")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, "accept")
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opinion = form.cleaned_data["opinion"]
        if attempt(form, lambda: services.accept_curriculum(row, actor=request.user, opinion=opinion)) is not None:
            messages.success(request, "รับว่าใช้ได้แล้ว โรงเรียนได้รับแจ้ง")
            return redirect(_back(pk))
    return act_page(
        request, form, heading="รับหลักสูตรว่าใช้ได้", button="รับว่าใช้ได้", back=_back(pk), sub=str(row), under=LIST
    )


@requires("register.write")
@require_http_methods(["GET", "POST"])
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, "return")
    return asked_why(
        request, lambda reason: services.return_curriculum(row, actor=request.user, reason=reason),
        heading="ส่งกลับให้ปรับปรุง", button="ส่งกลับ", back=_back(pk), done="ส่งกลับแล้ว โรงเรียนได้รับแจ้ง", sub=str(row),
        under=LIST, help_text="เขียนสิ่งที่ต้องปรับปรุง โรงเรียนจะเห็นข้อความนี้",
    )  # fmt: skip


@requires(*WRITERS)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = curriculum_or_404(request, pk)
    admit(
        request, pointer_of(row), row.get_state_display(), may=may_cancel(request.user, row),
        now=can_cancel(request.user, row),
    )  # fmt: skip
    return asked_why(
        request, lambda reason: services.cancel_curriculum(row, actor=request.user, reason=reason),
        heading="ยกเลิกหลักสูตรนี้", button="ยกเลิก", back=_back(pk), done="ยกเลิกแล้ว", sub=str(row), under=LIST,
    )  # fmt: skip


@requires("district.read")
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    district = district_or_404(request)
    require(may_read_office(request.user, district))
    rows = CurriculumKind.objects.visible_to(request.user).of_district(district)
    context = {"kinds": rows, "may_keep": may_keep_kinds(request.user, district)}
    return render(request, "curricula/kinds.html", context)


@requires("register.write")
@require_http_methods(["GET", "POST"])
def kind_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new kind, or one that is there."""
    district: Any = district_or_404(request)
    kind = None
    if pk is not None:
        kind = get_object_or_404(CurriculumKind.objects.visible_to(request.user).select_related("district"), pk=pk)
        district = kind.district
    require(may_keep_kinds(request.user, district))
    form = KindForm(request.POST or None, instance=kind)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: services.save_kind(district, actor=request.user, kind=kind, **values)) is not None:
            messages.success(request, "บันทึกชนิดหลักสูตรแล้ว")
            return redirect("curricula:kinds")
    heading = f"แก้ไข{kind}" if kind else "เพิ่มชนิดหลักสูตร"
    return act_page(
        request, form, heading=heading, button="บันทึก", back=reverse("curricula:kinds"), sub="ชนิดหลักสูตร", under=LIST
    )
