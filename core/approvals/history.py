"""The way a thing went through its approvals, for the page and the printed paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from core.approvals.bodies import body_of
from core.approvals.kinds import ApprovalKind
from core.approvals.services import sender
from core.models import ApprovalRound
from core.thai import dates


@dataclass(frozen=True)
class Event:
    """One line of เส้นทางของเรื่อง: `act` is submitted, approved, returned, passed, withdrawn, done or waiting."""

    act: str
    text: str
    who: str
    at: datetime
    comment: str = ""
    revision: int = 0

    # What components/trail.html asks for.
    @property
    def title(self) -> str:
        return self.text

    @property
    def sub(self) -> str:
        when = f"{dates.thai_date(self.at, 'short')} {timezone.localtime(self.at):%H:%M} น."
        quote = f"“{self.comment}”" if self.comment else ""
        return " · ".join(part for part in (when, self.who, quote) if part)

    @property
    def tone(self) -> str:
        return _LOOKS[self.act][0]

    @property
    def icon(self) -> str:
        return _LOOKS[self.act][1]


_LOOKS = {
    "submitted": ("", "arrow-up"),
    "approved": ("ok", "check"),
    "done": ("ok", "circle-check"),
    "returned": ("warn", "arrow-back-up"),
    "passed": ("plain", "arrow-right"),
    "withdrawn": ("plain", "arrow-back-up"),
    "waiting": ("plain", "clock"),
}
_WORDS = {"approved": "เห็นชอบ", "returned": "ตีกลับ", "passed": "ข้ามลำดับ"}


def history(kind: ApprovalKind, subject: Any) -> list[Event]:
    """Every round and decision of `subject`, the newest first."""
    rounds = (
        kind.round_model._base_manager.filter(subject=subject)
        .select_related("submitted_by")
        .prefetch_related("decisions")
        .defer("snapshot")
        .order_by("submitted_at", "pk")
    )
    events: list[Event] = []
    for round_ in rounds:
        round_.subject = subject
        name = f"ฉบับที่ {round_.revision}"
        events.append(
            Event("submitted", f"ส่ง{name}", sender(kind, round_), round_.submitted_at, revision=round_.revision)
        )
        decisions = sorted(round_.decisions.all(), key=lambda row: (row.at, row.pk))
        events.extend(
            Event(row.decision, f"{_WORDS[row.decision]}{name}", row.actor_label, row.at, row.comment, round_.revision)
            for row in decisions
        )
        if round_.state == ApprovalRound.State.APPROVED and round_.closed_at:
            events.append(Event("done", f"อนุมัติแล้ว {name}", "", round_.closed_at, revision=round_.revision))
        if round_.state == ApprovalRound.State.WITHDRAWN and round_.closed_at:
            events.append(
                Event("withdrawn", f"ถอนคืน{name}", sender(kind, round_), round_.closed_at, revision=round_.revision)
            )
        if round_.state == ApprovalRound.State.OPEN:
            lane = round_.lanes[round_.lane]
            body = body_of(lane["post"])
            words = f"รอมติ {lane['label']} ต่อ{name}" if body else f"รอ {lane['label']} พิจารณา{name}"
            note = lane.get("note", "")
            if body and not note:
                note = body.standing(kind.code, [round_.pk]).get(round_.pk, "ยังไม่อยู่ในระเบียบวาระการประชุม")
            events.append(Event("waiting", words, lane["label"], round_.lane_since, note, round_.revision))
    return events[::-1]
