"""Meetings of the principals of a programme: gatherings tied to it, or to a step where that page stands; who came."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.models import Gathering, HeadCount, Participant
from processes.models import RunStep
from supervision.improvement.models import Participation, Programme
from supervision.improvement.working import Standing

PAGE = "principals-meeting"
CAME, INVITED, NOT = "came", "invited", "not"
WORDS = {CAME: "มาประชุมแล้ว", INVITED: "เชิญแล้ว ยังไม่มีบันทึกว่ามา", NOT: "ยังไม่ได้เชิญ"}


def step_of(programme: Programme) -> RunStep | None:
    """The step of the run at which meetings of principals stand, the first."""
    if programme.run_id is None:
        return None
    rows = RunStep.objects.filter(run=programme.run_id, step__pages__contains=[PAGE])
    found: RunStep | None = rows.order_by("position").first()
    return found


def gatherings_of(programme: Programme) -> Any:
    """Standing gatherings tied to the programme, or to that step of its run; a queryset."""
    tied = Q(ties__kind="improvement_programme", ties__key=str(programme.pk))
    step = Q(run_step__run=programme.run_id, run_step__step__pages__contains=[PAGE])
    held = Gathering.objects.filter(tied | step if programme.run_id else tied)
    return Gathering.objects.standing().filter(pk__in=held.values("pk")).select_related("kind")


def came_to(gatherings: Any, school: str) -> Any:
    """Whether a school (an outer reference) was there: somebody of it named as come, or counted."""
    mine = gatherings.values("pk")
    named = Participant.objects.filter(batch__gathering__in=mine, came=True, person__school=OuterRef(school))
    counted = HeadCount.objects.filter(batch__gathering__in=mine, came__gt=0, school=OuterRef(school))
    return Exists(named) | Exists(counted)


def with_attendance(participations: Any, programme: Programme) -> Any:
    """Adds `came` and `invited` of each school to the programme's meetings."""
    mine = gatherings_of(programme)
    invited = Gathering.objects.filter(pk__in=mine.values("pk"), schools__school=OuterRef("school"))
    return participations.annotate(came=came_to(mine, "school"), invited=Exists(invited))


def attendance_word(row: Any) -> str:
    """Of a row with `with_attendance`."""
    return CAME if row.came else INVITED if row.invited else NOT


@dataclass(frozen=True, slots=True)
class Attendance:
    """Schools of a programme by what is known of their coming."""

    total: int
    came: int
    invited: int

    @property
    def left(self) -> int:
        return self.total - self.came


def attendance_of(programme: Programme) -> Attendance:
    """One query."""
    rows = with_attendance(programme.participations.filter(is_in=True), programme)
    told = list(rows.order_by().values_list("came", "invited"))
    return Attendance(len(told), sum(came for came, _ in told), sum(asked for _, asked in told))


def standing(programme: Programme) -> Standing:
    found = attendance_of(programme)
    words = f"มาประชุมแล้ว {found.came} จาก {found.total} โรงเรียน" if found.invited or found.came else "ยังไม่ได้นัดประชุม"
    return Standing(found.came, found.total, words)


def school_standing(participation: Participation) -> Standing:
    rows = with_attendance(Participation.objects.filter(pk=participation.pk), participation.programme)
    row = rows.get()
    return Standing(int(row.came), 1, WORDS[attendance_word(row)])
