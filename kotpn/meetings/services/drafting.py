"""The agenda drafted from the work itself: what was ticked on the draft page is put on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from kotpn.meetings.models import AgendaItem, AgendaSection, Meeting, SectionKind
from kotpn.meetings.queries.draft import Line, draft
from kotpn.meetings.services.agenda import add_item, add_section
from kotpn.meetings.services.base import to_act
from kotpn.meetings.services.papers import add_paper_document, add_paper_record


@transaction.atomic
def draft_agenda(
    meeting: Meeting, *, actor: Any, chosen: Collection[str] | None = None, now: datetime | None = None
) -> list[AgendaItem]:
    """Put proposals on the agenda, each with its papers: those whose `token` is in `chosen`, all without it. What is on
    the agenda already is left as it is, so doing it again adds nothing; gives the new items."""
    now = now or timezone.now()
    meeting = to_act(meeting, "prepare", actor)
    lines = [line for part in draft(actor, meeting) for line in part.lines if not line.is_there]
    wanted = [line for line in lines if chosen is None or line.token in chosen]
    return [_put(meeting, line, actor=actor, now=now) for line in wanted]


def _put(meeting: Meeting, line: Line, *, actor: Any, now: datetime) -> AgendaItem:
    proposal = line.proposal
    item = add_item(
        _section(meeting, line.section_kind, actor, now), actor=actor, title=proposal.title[:400],
        background=proposal.background, point=proposal.point, presenter_label=proposal.presenter_label,
        minutes_planned=proposal.minutes_planned, adopts=proposal.adopts, source=proposal.source, now=now,
    )  # fmt: skip
    for kind, *rest in proposal.papers:
        _paper(item, kind, rest, actor=actor, now=now)
    return item


def _section(meeting: Meeting, kind: str, actor: Any, now: datetime) -> AgendaSection:
    """The first section of the kind; one is added where the office's template has none."""
    found = meeting.sections.filter(kind=kind).first()
    if found is None:
        return add_section(meeting, actor=actor, kind=kind, heading=str(SectionKind(kind).label), now=now)
    found.meeting = meeting
    return found


def _paper(item: AgendaItem, kind: str, rest: list[Any], *, actor: Any, now: datetime) -> None:
    """A paper that cannot be had now (no data yet, no right) does not keep the matter off the agenda."""
    item.refresh_from_db()
    try:
        with transaction.atomic():
            if kind == "document":
                key, params, *title = rest
                add_paper_document(item, actor=actor, key=key, params=params, title=title[0] if title else "", now=now)
            else:
                what, key, *title = rest
                add_paper_record(item, actor=actor, kind=what, key=key, title=title[0] if title else "", now=now)
    except DomainError:
        return
