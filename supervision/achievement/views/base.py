"""What the views share: rows in scope, one-button acts, a page that asks why."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core.access import district_or_404
from core.acts import act_page, tried
from core.forms import ReasonForm, attempt
from schools.models import District
from schools.views.common import require
from supervision.achievement.models import AssessmentCheck, BankItem, Exam, ExamResult, Paper
from supervision.achievement.permissions import may_keep

READERS = ("district.read", "school.read")


def office_to_keep(request: HttpRequest) -> District:
    """The office at work, whose tests this person keeps; 403 otherwise."""
    district: District = district_or_404(request)
    require(may_keep(request.user, district))
    return district


def exam_or_404(request: HttpRequest, pk: int) -> Exam:
    found: Exam = get_object_or_404(Exam.objects.visible_to(request.user).select_related("district"), pk=pk)
    return found


def paper_or_404(request: HttpRequest, pk: int) -> Paper:
    rows = Paper.objects.visible_to(request.user).select_related("exam__district", "subject_group")
    found: Paper = get_object_or_404(rows, pk=pk)
    return found


def result_or_404(request: HttpRequest, pk: int) -> ExamResult:
    rows = ExamResult.objects.visible_to(request.user).select_related("paper__exam__district", "school")
    found: ExamResult = get_object_or_404(rows, pk=pk)
    return found


def item_or_404(request: HttpRequest, pk: int) -> BankItem:
    rows = BankItem.objects.visible_to(request.user).select_related("district", "subject_group", "exam", "owner")
    found: BankItem = get_object_or_404(rows, pk=pk)
    return found


def check_or_404(request: HttpRequest, pk: int) -> AssessmentCheck:
    rows = AssessmentCheck.objects.visible_to(request.user).select_related(
        "school__district", "school__cluster", "version__instrument", "reviewer", "response__band", "visit"
    )
    found: AssessmentCheck = get_object_or_404(rows, pk=pk)
    return found


def pressed(request: HttpRequest, act: Callable[[], Any], *, back: str, done: str) -> HttpResponse:
    """One button: what was done, or why not, above the page it was on."""
    if tried(request, act):
        messages.success(request, done)
    return redirect(back)


def asked_why(
    request: HttpRequest, act: Callable[[str], Any], *, heading: str, button: str, back: str, done: str, sub: str,
    under: tuple[str, str], after: str = "", help_text: str = "ผู้เกี่ยวข้องจะเห็นข้อความนี้",
) -> HttpResponse:  # fmt: skip
    """A page that asks for a reason, then acts; `after` is where it leads when the row is gone."""
    form = ReasonForm(request.POST or None, help_text=help_text)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: act(reason) or True) is not None:
            messages.success(request, done)
            return redirect(after or back)
    return act_page(request, form, heading=heading, button=button, back=back, sub=sub, under=under)
