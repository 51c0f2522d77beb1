"""What a decision does to a subject that keeps its standing in columns of its own: state, approved_revision,
approved_hash, approved_at, lock_version."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.approvals.kinds import ApprovalKind
from core.states import StateTable


def _withdraw(subject: Any) -> str:
    return "withdraw"


@dataclass(frozen=True)
class OnSubject:
    """`approved`, `returned` and `withdrawn` of an `ApprovalKind`. `locked` gives the subject's row by its key under
    lock; `states` knows the acts approve, return and what `withdraw` names for the subject taken back."""

    locked: Callable[[Any], Any]
    states: StateTable
    withdraw: Callable[[Any], str] = _withdraw

    def approved(self, round_: Any, actor: Any, now: datetime) -> None:
        subject = self.locked(round_.subject_id)
        subject.approved_revision, subject.approved_hash = round_.revision, round_.content_hash
        subject.approved_at = now
        self._move(subject, "approve", "approved_revision", "approved_hash", "approved_at")

    def returned(self, round_: Any, actor: Any, now: datetime) -> None:
        self._move(self.locked(round_.subject_id), "return")

    def withdrawn(self, round_: Any, actor: Any, now: datetime) -> None:
        subject = self.locked(round_.subject_id)
        self._move(subject, self.withdraw(subject))

    def kind(self, **told: Any) -> ApprovalKind:
        """The kind of such subjects: of an office with its own limit of days, at a revision with its hash. `told` is
        what else an `ApprovalKind` says, or says otherwise."""
        usual: dict[str, Any] = {
            "district_code": lambda subject: subject.district.code,
            "limit_days": lambda subject: subject.district.settings.approval_remind_days,
            "current": lambda subject: (subject.revision, subject.content_hash),
            "approved": self.approved, "returned": self.returned, "withdrawn": self.withdrawn,
        }  # fmt: skip
        return ApprovalKind(**usual | told)

    def _move(self, subject: Any, act: str, *fields: str) -> None:
        subject.state = self.states.next(subject.state, act)
        subject.lock_version += 1
        subject.save(update_fields=["state", "lock_version", *fields])
