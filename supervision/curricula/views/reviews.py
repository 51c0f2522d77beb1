"""Reviews of a curriculum with an instrument: beginning one, its sheet, its conclusion."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import requires
from core.acts import act_page, pressed
from core.forms import attempt
from instruments.answering import sheet_of
from instruments.queries import form_of
from supervision.achievement.forms import SheetForm
from supervision.achievement.missing import missing_of
from supervision.achievement.views.base import asked_why
from supervision.achievement.views.filling import fill_in
from supervision.curricula import services
from supervision.curricula.forms import BeginForm
from supervision.curricula.models import CurriculumReview
from supervision.curricula.permissions import REVIEW_STATES, STATES, may_decide, may_read_review, may_write_review
from supervision.curricula.views.base import LIST, READERS, admit_to, curriculum_or_404, review_or_404


@requires("register.write")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    row = curriculum_or_404(request, pk)
    admit_to(request, row, "review", may_decide(request.user, row))
    back = reverse("curricula:curriculum", args=[pk])
    today = timezone.localdate()
    form = BeginForm(request.POST or None, district=row.school.district, initial={"checked_on": today})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        review = attempt(form, lambda: services.begin_review(row, actor=request.user, **values))
        if review is not None:
            return redirect("curricula:review-record", pk=review.pk)
    return act_page(
        request, form, heading="ตรวจหลักสูตรด้วยเครื่องมือ", button="เปิดแบบตรวจ", back=back, sub=str(row), under=LIST
    )


@requires(*READERS)
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    row = review_or_404(request, pk)
    if not may_read_review(request.user, row):
        raise PermissionDenied
    writes = may_write_review(request.user, row) and STATES.allows(row.curriculum.state, "review")
    acts = REVIEW_STATES.acts(row.state) if writes else ()
    context = {
        "row": row, "sheet": sheet_of(form_of(row.version_id), row.response) if row.response else None, "acts": acts,
        "missing": missing_of(row, page=reverse("curricula:review-record", args=[pk])) if "write" in acts else [],
    }  # fmt: skip
    return render(request, "curricula/review.html", context)


def _mine(request: HttpRequest, pk: int) -> CurriculumReview:
    row = review_or_404(request, pk)
    if not may_write_review(request.user, row):
        raise PermissionDenied
    return row


def _back(pk: int) -> str:
    return reverse("curricula:review", args=[pk])


@requires("register.write")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    if not row.is_editable:
        return redirect(_back(pk))
    one = row.curriculum
    return fill_in(
        request, row, one.school, form_class=SheetForm, again=lambda: review_or_404(request, pk), back=_back(pk),
        here=reverse("curricula:review-record", args=[pk]), heading=f"ตรวจ{one.kind}",
        crumbs=[(reverse(LIST[0]), LIST[1]), (reverse("curricula:curriculum", args=[one.pk]), str(one))],
        save=lambda values, answers, form, stamp: services.save_review(
            row, actor=request.user, values=values, answers=answers, form=form, stamp=stamp
        ),
    )  # fmt: skip


@requires("register.write")
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    back = reverse("curricula:curriculum", args=[row.curriculum_id])
    return pressed(
        request, lambda: services.finish_review(row, actor=request.user), back=back,
        done="สรุปผลการตรวจแล้ว ต่อไปรับว่าใช้ได้หรือส่งกลับ",
    )  # fmt: skip


@requires("register.write")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    return pressed(
        request, lambda: services.reopen_review(row, actor=request.user), back=_back(pk), done="เปิดแก้ไขผลการตรวจแล้ว"
    )


@requires("register.write")
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mine(request, pk)
    return asked_why(
        request, lambda reason: services.cancel_review(row, actor=request.user, reason=reason), heading="ยกเลิกแบบตรวจนี้",
        button="ยกเลิกแบบตรวจ", back=_back(pk), after=reverse("curricula:curriculum", args=[row.curriculum_id]),
        done="ยกเลิกแล้ว", sub=str(row), under=LIST,
    )  # fmt: skip
