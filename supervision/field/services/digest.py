"""The daily digest: what is late, told once a day at most to those who can act.

Nothing is sent on a weekend, and the same list is not told again in the same week: a message that comes every day
unchanged is soon read by nobody.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core import notify
from core.models import Notice
from core.thai.dates import thai_date
from processes.models import Action
from schools.models import District
from schools.queries import holders, holders_kept
from schools.scope import holds
from supervision.field.models import Visit

CODE = "findings.digest"
MOST_LINES = 12
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One late thing: `key` is the same as long as it is late, `day` since when."""

    key: str
    day: date
    text: str


def send_digests(*, now: datetime | None = None) -> int:
    """Go through every office; gives how many people were told. Safe to run twice a day, and safe to miss."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    if today.weekday() >= _SATURDAY:
        return 0
    told = 0
    for district in District.objects.select_related("settings").order_by("pk"):
        with holders_kept():
            told += _one_office(district, today, now)
    return told


def _one_office(district: District, today: date, now: datetime) -> int:
    late = list(
        Action.objects.of_district(district)
        .overdue(today)
        .select_related("school", "owner__user", "owner__school", "created_by")
        .order_by("due_on", "pk")
    )
    unseen_before = today - timedelta(days=district.settings.approval_remind_days)
    unseen = list(
        Visit.objects.of_district(district)
        .awaiting_school()
        .filter(submitted_at__date__lte=unseen_before)
        .select_related("school", "lead__user")
        .order_by("submitted_at", "pk")
    )
    board = _Board()
    directors = holders("group_director", district, today)
    for action in late:
        line = _late_line(action, today)
        board.tell([*_answering(action, district, today), *_following(action, district, today), *directors], line)
    for visit in unseen:
        principals = holders("principal", district, today, school=visit.school)
        board.tell([*principals, visit.lead.user, *directors], _unseen_line(visit, today))
    return sum(_send(user, lines, district, today, now) for user, lines in board.lists())


class _Board:
    """Who is told what; a thing that reaches somebody by two ways is told once."""

    def __init__(self) -> None:
        self._people: dict[int, Any] = {}
        self._lines: dict[int, dict[str, Line]] = defaultdict(dict)

    def tell(self, users: Iterable[Any], line: Line) -> None:
        for user in users:
            if user is not None and user.is_active:
                self._people[user.pk] = user
                self._lines[user.pk][line.key] = line

    def lists(self) -> Iterable[tuple[Any, list[Line]]]:
        for key, lines in self._lines.items():
            yield self._people[key], sorted(lines.values(), key=lambda line: (line.day, line.key))


def _answering(action: Action, district: District, today: date) -> list[Any]:
    """The owner, and the principal of the school it is about when the owner is of the school or has no account."""
    owner = action.owner
    found = [owner.user] if owner is not None and owner.user is not None else []
    if action.school is not None and (not found or (owner is not None and owner.school_id == action.school_id)):
        found += holders("principal", district, today, school=action.school)
    return found


def _following(action: Action, district: District, today: date) -> list[Any]:
    """Who opened it, as long as they follow actions up in this office."""
    return [action.created_by] if holds(action.created_by, "action.write", district=district, on=today) else []


def _late_line(action: Action, today: date) -> Line:
    day = action.due_on or today
    where = f"{action.school}: " if action.school else ""
    text = f"{where}{action.text[:120]} (กำหนด {thai_date(day, 'short')} เลยมา {(today - day).days} วัน)"
    return Line(f"action-{action.pk}", day, text)


def _unseen_line(visit: Visit, today: date) -> Line:
    day = timezone.localdate(visit.submitted_at) if visit.submitted_at else visit.visited_on
    waited = (today - day).days
    text = f"{visit.school}: ยังไม่ได้รับทราบการนิเทศวันที่ {thai_date(visit.visited_on, 'short')} (ส่งมาแล้ว {waited} วัน)"
    return Line(f"visit-{visit.pk}", day, text)


def _send(user: Any, lines: list[Line], district: District, today: date, now: datetime) -> int:
    """One notice, unless the person was told today, or this very list this week."""
    of_today = Notice.objects.filter(
        recipient=user, district_code=district.code, code=CODE, created_at__date=today
    )  # fmt: skip
    if of_today.exists():
        return 0
    digest = hashlib.sha256("|".join(sorted(line.key for line in lines)).encode()).hexdigest()[:16]
    year, week, _ = today.isocalendar()
    shown = [f"• {line.text}" for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(f"และอีก {len(lines) - MOST_LINES} เรื่อง")
    actions = sum(line.key.startswith("action-") for line in lines)
    page, state = ("processes:actions", "overdue") if actions else ("field:visits", "submitted")
    return len(
        notify.send(
            [user],
            code=CODE,
            title=_title(actions, len(lines) - actions),
            body="\n".join(shown),
            url=f"{reverse(page)}?state={state}",
            district_code=district.code,
            dedupe_key=f"digest-{district.pk}-{year}-{week}-{digest}",
            now=now,
        )
    )


def _title(actions: int, visits: int) -> str:
    words = []
    if actions:
        words.append(f"ข้อค้นพบเลยกำหนด {actions} เรื่อง")
    if visits:
        words.append(f"บันทึกการนิเทศที่โรงเรียนยังไม่รับทราบ {visits} ฉบับ")
    return " และ".join(words)
