"""What the work since the last meeting would put on the agenda, by section, with what is there already marked."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from kotpn.meetings.models import AgendaItem, Meeting, SectionKind
from kotpn.meetings.sources import Proposal, sources


@dataclass(frozen=True)
class Line:
    """A proposal as the draft page shows it; `token` names it in the form."""

    proposal: Proposal
    section_kind: str
    source: str
    token: str
    is_there: bool


@dataclass(frozen=True)
class Part:
    """The proposals for one kind of section."""

    kind: str
    heading: str
    lines: tuple[Line, ...]

    @property
    def n_new(self) -> int:
        return sum(not line.is_there for line in self.lines)


def since_of(meeting: Meeting) -> date | None:
    """The day of the committee's last meeting that was held; None where there was none."""
    found: date | None = Meeting.objects.before(meeting).closed().values_list("held_on", flat=True).first()
    return found


def draft(user: Any, meeting: Meeting) -> list[Part]:
    """Every source asked once. In the order of the meeting's own sections, then kinds it has no section for."""
    since = since_of(meeting)
    rows = AgendaItem.objects.filter(section__meeting=meeting).values_list(
        "source_kind", "source_key", "adopts", "title"
    )
    held = list(rows)
    pointers = {(kind, key) for kind, key, _, _ in held if kind}
    adopted = {adopts for _, _, adopts, _ in held if adopts}
    titles = {title for kind, _, _, title in held if not kind}
    lines: dict[str, list[Line]] = {}
    for source in sources():
        for proposal in source.gather(user, meeting, since):
            pointer = proposal.source
            there = (
                (pointer.kind, pointer.key) in pointers
                if pointer
                else proposal.adopts.pk in adopted
                if proposal.adopts
                else proposal.title in titles
            )
            line = Line(proposal, source.section_kind, source.thai, _token(source.key, proposal), there)
            lines.setdefault(source.section_kind, []).append(line)
    headings = dict(SectionKind.choices)
    own = list(meeting.sections.values_list("kind", "heading"))
    named = dict(reversed(own))
    order = [*dict.fromkeys(kind for kind, _ in own), *(kind for kind in headings if kind not in named)]
    return [Part(kind, named.get(kind, headings[kind]), tuple(lines[kind])) for kind in order if kind in lines]


def _token(source: str, proposal: Proposal) -> str:
    pointer = proposal.source
    if pointer:
        text = f"{source}|{pointer.kind}|{pointer.key}"
    else:
        text = f"{source}|{proposal.adopts.pk if proposal.adopts else proposal.title}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
