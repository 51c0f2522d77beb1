"""One inbox: what waits for a person in an office, from every app that registered a source."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.approvals import lanes, services
from core.approvals.bodies import Body, body_of
from core.approvals.kinds import ApprovalKind, all_kinds, posts
from core.models import ApprovalRound


@dataclass(frozen=True)
class InboxItem:
    """One thing waiting. `kind` and `kind_label` filter; `state` and `state_label` make the chip; `limit_days` 0 means
    no limit; `revision` is set where it can be approved from the list; `deadline_note` is a second line."""

    kind: str
    kind_label: str
    key: str
    title: str
    detail: str
    url: str
    since: datetime
    sender: str
    state: str = "submitted"
    state_label: str = "ส่งแล้ว"
    limit_days: int = 0
    revision: int | None = None
    act_label: str = "พิจารณา"
    deadline_note: str = ""

    def days(self, today: date | None = None) -> int:
        """Days waited, in Bangkok."""
        return max(0, ((today or timezone.localdate()) - timezone.localdate(self.since)).days)

    def over(self, today: date | None = None) -> bool:
        return bool(self.limit_days) and self.days(today) >= self.limit_days

    @property
    def choice(self) -> str:
        """What its checkbox sends; empty where it cannot be approved from the list."""
        return f"{self.kind}:{self.key}:{self.revision}" if self.revision is not None else ""


Source = Callable[[Any, Any], Iterable[InboxItem]]
_sources: dict[str, Source] = {}


def register_inbox(kind: str, source: Source) -> None:
    """`source(user, district)` gives what waits for that person in that office; approval kinds need no source."""
    if _sources.get(kind, source) is not source:
        raise ValueError(f"inbox source {kind} is registered twice")
    _sources[kind] = source


def inbox_for(user: Any, district: Any) -> list[InboxItem]:
    """Everything that waits for `user` in `district` (None: nothing), the oldest first."""
    if not district:
        return []
    items = [item for kind in all_kinds() for item in waiting_rounds(kind, user, district)]
    for source in _sources.values():
        items.extend(source(user, district))
    return sorted(items, key=lambda item: (item.since, item.kind, item.key))


def waiting_rounds(kind: ApprovalKind, user: Any, district: Any) -> list[InboxItem]:
    """Open rounds of one kind whose turn is this person's, or of a body they put matters before."""
    today = timezone.localdate()
    held = posts().held(user, district.code, today)
    if not held:
        return []
    rounds = (
        kind.round_model._base_manager.filter(**{kind.district_path: district.code}, state=ApprovalRound.State.OPEN)
        .select_related("submitted_by", *kind.related)
        .prefetch_related("decisions")
        .defer("snapshot")
    )
    found: list[InboxItem] = []
    of_bodies: dict[str, tuple[Body, list[Any]]] = {}
    for row in rounds:
        body = body_of(row.lanes[row.lane]["post"])
        if body:
            of_bodies.setdefault(body.post, (body, []))[1].append(row)
        elif _is_turn(kind, row, user, held):
            found.append(_item(kind, row))
    for body, rows in of_bodies.values():
        if any(one.pk == user.pk for one in body.carriers(district.code, today)):
            found += _with_body(kind, body, rows)
    return found


def _with_body(kind: ApprovalKind, body: Body, rounds: list[Any]) -> list[InboxItem]:
    """What waits for a resolution, for those who carry it there: it is read here, and decided in the minutes."""
    on_agenda = body.standing(kind.code, [row.pk for row in rounds])
    return [
        replace(
            _item(kind, row),
            state="waiting",
            state_label=f"รอมติ {row.lanes[row.lane]['label']}",
            deadline_note=on_agenda.get(row.pk, "ยังไม่อยู่ในระเบียบวาระการประชุม"),
            limit_days=0 if row.pk in on_agenda else kind.limit_days(row.subject),
            revision=None,
            act_label="อ่าน",
        )
        for row in rounds
    ]


def _is_turn(kind: ApprovalKind, round_: Any, user: Any, held: frozenset[str]) -> bool:
    return (
        round_.lanes[round_.lane]["post"] in held
        and user.pk not in lanes.author_keys(kind, round_)
        and user.pk not in lanes.decided_keys(round_)
    )


def _item(kind: ApprovalKind, round_: Any) -> InboxItem:
    again = round_.revision > 1
    return InboxItem(
        kind=kind.code,
        kind_label=kind.label,
        key=str(round_.subject.pk),
        title=kind.pointer(round_.subject).label,
        detail=kind.detail(round_) or (f"ฉบับที่ {round_.revision} ส่งใหม่หลังแก้ไข" if again else "ฉบับที่ 1"),
        url=kind.url(round_.subject),
        since=round_.lane_since,
        sender=services.sender(kind, round_),
        limit_days=kind.limit_days(round_.subject),
        revision=round_.revision,
    )
