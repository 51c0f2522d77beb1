"""Plans and reports that wait for the committee's opinion: proposed for the agenda, and where each stands on one."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from core.approvals.services import sender
from core.thai.dates import thai_date
from kotpn.committee.lane import ROUND, awaiting, register_standing, round_pointer
from kotpn.committee.models import Committee
from kotpn.meetings.models import AgendaItem, Meeting, SectionKind
from kotpn.meetings.sources import AgendaSource, Proposal, register_source

_COMING = (Meeting.State.PLANNED, Meeting.State.INVITED, Meeting.State.OPEN)


def standing(kind_code: str, keys: Sequence[int]) -> Mapping[int, str]:
    """Of each round on the agenda of a meeting not yet over: which meeting, the earliest first."""
    sources = {f"{kind_code}.{key}": key for key in keys}
    rows = (
        AgendaItem.objects.filter(source_kind=ROUND, source_key__in=sources, section__meeting__state__in=_COMING)
        .select_related("section__meeting__committee")
        .order_by("section__meeting__held_on", "pk")
    )
    found: dict[int, str] = {}
    for item in rows:
        meeting = item.section.meeting
        found.setdefault(
            sources[item.source_key],
            f"อยู่ในระเบียบวาระ {meeting.committee} {meeting.occasion} วันที่ {thai_date(meeting.held_on, 'short')}",
        )
    return found


def gather(user: Any, meeting: Meeting, since: date | None) -> Iterable[Proposal]:
    """Everything whose turn in its chain is the committee's, however long it waits."""
    if meeting.committee.kind != Committee.Kind.MAIN:
        return
    for kind, round_ in awaiting(meeting.committee.district):
        who = sender(kind, round_)
        below = " ".join(lane["label"] for lane in round_.lanes[: round_.lane])
        background = f"เสนอโดย {who} ฉบับที่ {round_.revision} ส่งเมื่อ {thai_date(round_.submitted_at)}"
        paper = kind.paper(round_.subject) if kind.paper else None
        yield Proposal(
            title=f"พิจารณา{kind.pointer(round_.subject).label}",
            source=round_pointer(kind, round_),
            background=f"{background} ผ่านการพิจารณาของ {below} แล้ว" if below else background,
            point="เพื่อโปรดพิจารณาให้ความเห็นชอบ",
            why=f"รอมติตั้งแต่ {thai_date(round_.lane_since, 'short')}",
            presenter_label=who[:250],
            papers=(("document", *paper),) if paper else (),
        )


def register() -> None:
    register_standing(standing)
    register_source(AgendaSource("awaiting", "แผนและรายงานที่รอมติ", SectionKind.CONSIDER, gather))
