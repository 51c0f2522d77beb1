"""What people know of an assessment: which lines and pieces prove each issue. Their own acts are known at once; what
the work changes behind them is announced (`announcing`)."""

from collections.abc import Mapping
from typing import Any

from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.standing import Standing, proofs_of, words_of
from kotpn.standards.models import Indicator
from kotpn.standards.rules import judge

Known = dict[str, dict[str, Any]]


def known(assessment: Assessment) -> Known:
    """By the number of the issue: `done` and `proofs` (key → name)."""
    return {
        number: {"done": row["done"], "proofs": dict(row["proofs"])} for number, row in (assessment.told or {}).items()
    }


def as_known(standing: Standing) -> Known:
    return {str(row.issue.number): {"done": bool(row.carried_out), "proofs": proofs_of(row)} for row in standing.issues}


def know(
    answer: IssueAnswer, *, done: bool | None = None, gained: Mapping[str, str] | None = None, lost: str = ""
) -> None:
    """Note a person's own act on one issue; the assessment is under lock."""
    assessment = answer.assessment
    told = known(assessment)
    row = told.setdefault(str(answer.issue.number), {"done": bool(answer.carried_out), "proofs": {}})
    if done is not None:
        row["done"] = done
    row["proofs"].update(gained or {})
    row["proofs"].pop(lost, None)
    assessment.told = told
    assessment.save(update_fields=["told"])


def level_of(assessment: Assessment, told: Known) -> int | None:
    """The level of what is known; None where people judge."""
    indicator = assessment.indicator
    if indicator.rule != Indicator.Rule.COUNT:
        return None
    issues = indicator.issues.count()
    done = sum(row["done"] for row in told.values())
    proved = sum(row["done"] and bool(row["proofs"]) for row in told.values())
    return judge(
        indicator.rules.all(), issues=issues, carried_out=done, with_evidence=proved, words=words_of(indicator)
    ).level
