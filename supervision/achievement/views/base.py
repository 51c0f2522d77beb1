"""What the views share: rows in scope, one-button acts, a page that asks why."""

from functools import partial

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.access import district_or_404
from core.acts import ask_why
from schools.models import District
from schools.views.common import require
from supervision.achievement.models import AssessmentCheck, BankItem, Exam, ExamResult, Paper
from supervision.achievement.permissions import may_keep

READERS = ("district.read", "school.read")
asked_why = partial(ask_why, help_text="ผู้เกี่ยวข้องจะเห็นข้อความนี้")


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
