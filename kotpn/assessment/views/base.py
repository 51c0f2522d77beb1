"""What the views share: rows in scope, and the way back to the issue an act was about."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.permissions import may_keep, may_write
from kotpn.standards.models import ProofLine

READERS = ("district.read", "paper.read")


def assessment_or_404(request: HttpRequest, pk: int) -> Assessment:
    rows = Assessment.objects.visible_to(request.user).select_related(
        "district__settings", "indicator__standard__set", "author", "sent_by"
    )
    found: Assessment = get_object_or_404(rows, pk=pk)
    return found


def assessment_to_keep(request: HttpRequest, pk: int) -> Assessment:
    """404 out of scope, 403 for who does not run the office's self-assessments."""
    found = assessment_or_404(request, pk)
    if not may_keep(request.user, found.district_id):
        raise PermissionDenied
    return found


def answer_to_write(request: HttpRequest, pk: int, answer: int) -> IssueAnswer:
    """An issue of it for its writers; a closed one is refused by the service, not hidden."""
    found = assessment_or_404(request, pk)
    row: IssueAnswer = get_object_or_404(found.answers.select_related("issue", "owner"), pk=answer)
    row.assessment = found
    if not (may_write(request.user, row) or may_keep(request.user, found.district_id)):
        raise PermissionDenied
    return row


def line_to_write(request: HttpRequest, pk: int, line: int) -> tuple[IssueAnswer, ProofLine]:
    """A line of evidence of its set, and the answer it belongs to, for the writers of that issue."""
    found = assessment_or_404(request, pk)
    row = line_or_404(found, line)
    held = get_object_or_404(found.answers, issue=row.issue_id)
    return answer_to_write(request, pk, held.pk), row


def line_or_404(assessment: Assessment, line: int) -> ProofLine:
    rows = ProofLine.objects.select_related("issue").filter(issue__indicator=assessment.indicator_id)
    found: ProofLine = get_object_or_404(rows, pk=line)
    return found


def issue_url(answer: IssueAnswer, anchor: str = "") -> str:
    """The assessment with this issue open."""
    anchor = anchor or f"issue-{answer.issue.number}"
    return f"{reverse('assessment:assessment', args=[answer.assessment_id])}?issue={answer.issue.number}#{anchor}"
