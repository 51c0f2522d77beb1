"""What acts of the apps to the left do to plans: a school that closes, schools handed to another supervisor."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone

from core.thai.dates import thai_date
from core.thai.years import fiscal_year
from schools.extensions import HandoverImpact, Move
from schools.models import SchoolChange
from schools.services.impacts import Act, Impact, ImpactProvider
from supervision.planning.models import Plan, PlannedVisit
from supervision.planning.services import call_off

_ENDS = (SchoolChange.Kind.CLOSED, SchoolChange.Kind.MERGED)
LABEL = "นิเทศที่วางแผนไว้"


def _ahead(act: Act) -> Any:
    """Visits planned to the school from the day of the act on, not made yet."""
    rows = PlannedVisit.objects.filter(school=act.school).in_force()
    return rows.with_done().filter(done=False).from_day(act.effective_on)


def _preview_act(user: Any, act: Act) -> Sequence[Impact]:
    if act.kind not in _ENDS:
        return []
    count = _ahead(act).count()
    return [Impact(LABEL, count, "ยกเลิกทุกครั้งตั้งแต่วันที่มีผล แผนที่อนุมัติแล้วจะแสดงเป็น แก้ไขหลังอนุมัติ")] if count else []


def _carry_out_act(actor: Any, act: Act) -> Sequence[Impact]:
    if act.kind not in _ENDS:
        return []
    word = SchoolChange.Kind(act.kind).label
    reason = f"{word}โรงเรียน มีผล {thai_date(act.effective_on, 'short')}"
    count = call_off(_ahead(act), actor=actor, reason=reason, now=timezone.now())
    return [Impact(LABEL, count, "ยกเลิกแล้ว")] if count else []


def _preview_move(move: Move) -> Sequence[str]:
    """A hand-over leaves the giver's plan as it was approved; the receiver plans anew, and is told how much that is."""
    rows = (
        PlannedVisit.objects.filter(activity__plan__owner=move.giver, activity__plan__kind=Plan.Kind.PERSONAL)
        .filter(school__in=move.schools)
        .in_force()
        .with_done()
        .filter(done=False)
        .from_day(move.on)
    )
    count = rows.count()
    return [f"แผนของผู้ส่งมอบยังมีนิเทศข้างหน้า {count} ครั้งที่โรงเรียนเหล่านี้ ผู้รับมอบควรเพิ่มในแผนของตน"] if count else []


def _apply_move(actor: Any, move: Move) -> Sequence[str]:
    return _preview_move(move)


def planned_load(district: Any, people: Sequence[Any], on: date) -> Mapping[int, int]:
    """Visits of the running fiscal year's personal plans, by person."""
    rows = (
        PlannedVisit.objects.of_district(district)
        .for_fiscal_year(fiscal_year(on))
        .in_force()
        .filter(activity__plan__owner__in=people, activity__plan__kind=Plan.Kind.PERSONAL)
        .order_by()
        .values("activity__plan__owner")
        .annotate(n=Count("pk"))
    )
    return {row["activity__plan__owner"]: row["n"] for row in rows}


SCHOOL_ACT = ImpactProvider(preview=_preview_act, carry_out=_carry_out_act)
HANDOVER = HandoverImpact(preview=_preview_move, apply=_apply_move)
