"""What rounds and internal supervision put into the one inbox."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_date
from schools.scope import holds, people_keys, reach
from supervision.rounds.models import CollectionRound, InternalVisit, RoundSchool
from supervision.rounds.services.common import entry_url

_MOST = 100
_MOST_OWN = 20
S = RoundSchool.State


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    today = timezone.localdate()
    own = reach(user, "round.submit").schools
    if own:
        rows = (
            RoundSchool.objects.filter(
                school__in=own, round__district=district, round__state=CollectionRound.State.OPEN,
                round__opens_on__lte=today,
            )
            .unanswered()
            .exclude(round__closes_on_due=True, round__due_on__lt=today)
            .select_related("round", "school")
            .order_by("round__due_on", "pk")
        )  # fmt: skip
        for entry in rows[:_MOST]:
            yield _item(entry, today)
    if holds(user, "instrument.write", district=district):
        waiting = RoundSchool.objects.filter(round__district=district, state=S.SUBMITTED).exclude(
            round__state=CollectionRound.State.CANCELLED
        )
        yield from _per_round(waiting)


def _per_round(waiting: Any) -> Iterable[InboxItem]:
    """One item a round, not one a school: they are accepted together."""
    held: dict[int, list[RoundSchool]] = {}
    for entry in waiting.select_related("round").order_by("submitted_at")[:1000]:
        held.setdefault(entry.round_id, []).append(entry)
    for rows in held.values():
        round_ = rows[0].round
        yield InboxItem(
            "round_accept", "รับแบบจากโรงเรียน", str(round_.pk), str(round_), f"{len(rows)} โรงเรียนส่งแล้ว รอรับ",
            _round_url(round_), rows[0].submitted_at or rows[0].updated_at, "โรงเรียน", act_label="ตรวจและรับ",
        )  # fmt: skip


def _item(entry: RoundSchool, today: Any) -> InboxItem:
    late = today > entry.round.due_on
    note = f"{'เลยกำหนด' if late else 'กำหนด'} {thai_date(entry.round.due_on, 'short')}"
    state = "returned" if entry.state == S.RETURNED else "late" if late else entry.state
    label = "เลยกำหนด" if state == "late" else entry.get_state_display()
    return InboxItem(
        "round_fill", "แบบที่ต้องส่ง", str(entry.pk), str(entry.round),
        f"“{entry.reason}”" if entry.state == S.RETURNED else entry.school.name, entry_url(entry),
        entry.round.opened_at or entry.updated_at, "สำนักงานเขต", state, label,
        act_label="กรอกและส่ง", deadline_note=note,
    )  # fmt: skip


def internal_source(user: Any, district: Any) -> Iterable[InboxItem]:
    """Records to read and acknowledge, and observations whose day has come, of who belongs to a school."""
    keys = people_keys(user)
    if not keys or not reach(user, "school.read").schools:
        return
    today = timezone.localdate()
    visits = InternalVisit.objects.visible_to(user).filter(school__district=district)
    for visit in visits.to_read_by(keys).select_related("observer")[:_MOST_OWN]:
        yield InboxItem(
            "internal_read", "รับทราบนิเทศภายใน", str(visit.pk), "บันทึกนิเทศภายในของท่าน", visit.subject,
            _internal_url(visit), visit.recorded_at or visit.updated_at, str(visit.observer), "recorded", "รอรับทราบ",
            act_label="อ่านและรับทราบ",
        )  # fmt: skip
    due = visits.to_record_by(keys).filter(planned_on__lte=today).select_related("teacher")
    for visit in due[:_MOST_OWN]:
        since = max(visit.created_at, _morning(visit.planned_on))
        yield InboxItem(
            "internal_record", "บันทึกนิเทศภายใน", str(visit.pk), f"นิเทศ {visit.teacher}", visit.subject,
            _internal_url(visit), since, "แผนนิเทศภายใน", visit.state, visit.get_state_display(),
            act_label="บันทึก", deadline_note=f"นัด {thai_date(visit.planned_on, 'short')}",
        )  # fmt: skip


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _internal_url(visit: InternalVisit) -> str:
    return reverse("rounds:internal-visit", args=[visit.pk])


def _round_url(round_: CollectionRound) -> str:
    return reverse("rounds:round", args=[round_.pk])
