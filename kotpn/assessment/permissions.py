"""Who may do what with a self-assessment: capability in its office or the issue one answers for, and its state."""

from typing import Any

from core.approvals import kind as approval_kind
from core.approvals import may_decide, open_round_of
from kotpn.assessment.models import Assessment, IssueAnswer
from kotpn.assessment.states import ASSESSMENT_STATES
from schools.scope import holds, people_keys


def may_keep(user: Any, district: Any) -> bool:
    """Whether the person runs the office's self-assessments."""
    return holds(user, "assessment.write", district=district)


def owns(user: Any, answer: IssueAnswer) -> bool:
    """Whether the person answers for this issue."""
    return answer.owner_id is not None and answer.owner_id in people_keys(user)


def owns_any(user: Any) -> bool:
    """Whether somebody answers for an issue of any assessment that stands."""
    keys = people_keys(user)
    return bool(keys) and IssueAnswer.objects.filter(owner__in=keys).exclude(assessment__state="cancelled").exists()


def answers_for(user: Any, answer: IssueAnswer) -> bool:
    """Whether the issue is this person's to write, whatever the state."""
    return may_keep(user, answer.assessment.district_id) or owns(user, answer)


def may_write(user: Any, answer: IssueAnswer) -> bool:
    """Whether the person may write this issue now: keepers and its owner, while the assessment is open."""
    return answer.assessment.is_open and answers_for(user, answer)


def can_submit(user: Any, assessment: Assessment) -> bool:
    return _kept(user, assessment, "submit")


def can_reopen(user: Any, assessment: Assessment) -> bool:
    return _kept(user, assessment, "reopen")


def can_mark_sent(user: Any, assessment: Assessment) -> bool:
    return _kept(user, assessment, "send")


def can_cancel(user: Any, assessment: Assessment) -> bool:
    return _kept(user, assessment, "cancel")


def can_withdraw(user: Any, assessment: Assessment) -> bool:
    """Whoever sent it, while it waits."""
    return assessment.author_id == user.pk and _kept(user, assessment, "withdraw")


def can_decide(user: Any, assessment: Assessment) -> bool:
    """It is this person's turn on the open round."""
    if assessment.state != Assessment.State.SUBMITTED or not holds(
        user, "plan.decide", district=assessment.district_id
    ):
        return False
    kind = approval_kind("office_assessment")
    opened = open_round_of(kind, assessment)
    return opened is not None and may_decide(kind, opened, user)


def _kept(user: Any, assessment: Assessment, act: str) -> bool:
    return ASSESSMENT_STATES.allows(assessment.state, act) and may_keep(user, assessment.district_id)
