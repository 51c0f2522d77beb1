"""Issues of a self-assessment as something evidence proves."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from evidence.uses import UseKind, register_use
from kotpn.assessment.models import IssueAnswer, IssueEvidence
from kotpn.assessment.permissions import may_keep, may_write, owns

KEY = "office_issue"


def _rows() -> QuerySet[IssueAnswer]:
    return IssueAnswer.objects.select_related(
        "assessment__district", "assessment__indicator__standard", "issue", "owner"
    )


def _may_view(user: Any, row: IssueAnswer) -> bool:
    return IssueAnswer.objects.visible_to(user).filter(pk=row.pk).exists()


def _url(row: IssueAnswer) -> str:
    page = reverse("assessment:assessment", args=[row.assessment_id])
    return f"{page}?issue={row.issue.number}#issue-{row.issue.number}"


def _may_review(user: Any, row: IssueAnswer) -> bool:
    """What an owner hangs there may be returned by who runs the assessment, while it is open."""
    return row.assessment.is_open and may_keep(user, row.assessment.district_id) and not owns(user, row)


def _previous(row: IssueAnswer) -> Iterable[IssueAnswer]:
    """The same issue of earlier years, of this edition or another with the same numbers, newest first."""
    issue, indicator = row.issue, row.assessment.indicator
    rows = _rows().filter(
        assessment__district=row.assessment.district_id, assessment__fiscal_year__lt=row.assessment.fiscal_year,
        issue__number=issue.number, assessment__indicator__number=indicator.number,
        assessment__indicator__standard__number=indicator.standard.number,
    )  # fmt: skip
    return rows.exclude(assessment__state="cancelled").order_by("-assessment__fiscal_year")


def register() -> None:
    register_use(
        UseKind(
            key=KEY,
            model=IssueEvidence,
            thai="ประเด็นของการประเมินตนเองของสำนักงาน",
            target=lambda key: _rows().get(pk=int(key)),
            describe=lambda row: f"{row.assessment} · {row.issue}"[:200],
            url=_url,
            school=lambda row: None,
            district=lambda row: row.assessment.district,
            may_view=_may_view,
            may_attach=may_write,
            may_review=_may_review,
            year=lambda row: row.assessment.fiscal_year,
            previous=_previous,
            related=("target__assessment__district", "target__assessment__indicator", "target__issue"),
        )
    )
