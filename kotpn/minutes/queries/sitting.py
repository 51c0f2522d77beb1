"""What the page at the meeting shows: the agenda with its marks, and one item with its text and resolutions."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from core.pointers import provider
from kotpn.meetings.models import AgendaItem, AgendaSection, Conflict, Meeting, Paper, SectionKind
from kotpn.meetings.queries.page import PaperLine, item_line
from kotpn.meetings.queries.sitting import Strip, moment_of, strip_of
from kotpn.meetings.quorum import Quorum, Room, room_of
from kotpn.minutes.models import Entry, Resolution
from reports.models import ReportRun
from reports.queries import Progress, progress

PACK = "meeting-pack"


@dataclass(frozen=True)
class Line:
    """One item in the list on the left; `number` as printed."""

    item: AgendaItem
    part: int
    place: int
    done: bool

    @property
    def number(self) -> str:
        return f"{self.part}.{self.place}"


@dataclass(frozen=True)
class PaperLink:
    title: str
    pages: int | None
    url: str


def _address(line: PaperLine) -> str:
    """Where a paper is read: its file, the record it prints, or the page of the document."""
    paper = line.paper
    if line.file is not None:
        seen = line.file.file.content_type == "application/pdf"
        return reverse("core:file-preview" if seen else "core:file", args=[line.file.pk])
    if paper.kind == Paper.Kind.RECORD:
        return provider(paper.record_kind).url(paper.record_key)
    if paper.kind == Paper.Kind.DOCUMENT:
        return f"{reverse('reports:document', args=[paper.document_key])}?{urlencode(paper.params, doseq=True)}"
    return ""


@dataclass(frozen=True)
class Part:
    section: AgendaSection
    number: int
    lines: list[Line]


@dataclass(frozen=True)
class Sitting:
    """The frame of the page. `at` is the minute it speaks of."""

    meeting: Meeting
    room: Room
    strip: Strip
    at: time
    parts: list[Part]

    @property
    def lines(self) -> list[Line]:
        return [line for part in self.parts for line in part.lines]

    def around(self, item: int) -> tuple[Line | None, Line | None, Line | None]:
        """(the one before, this one, the one after)."""
        lines = self.lines
        place = next((n for n, line in enumerate(lines) if line.item.pk == item), None)
        if place is None:
            return None, None, None
        return (
            lines[place - 1] if place else None, lines[place], lines[place + 1] if place + 1 < len(lines) else None
        )  # fmt: skip

    @property
    def first_open(self) -> Line | None:
        """Where to go on: the first item without a text or a resolution."""
        return next((line for line in self.lines if not line.done), self.lines[0] if self.lines else None)


def sitting_of(meeting: Meeting, now: datetime) -> Sitting:
    """Eight queries whatever the agenda holds."""
    room = room_of(meeting)
    items = AgendaItem.objects.select_related("adopts__committee")
    sections = list(meeting.sections.prefetch_related(Prefetch("items", queryset=items)))
    written = set(
        Entry.objects.filter(item__section__meeting=meeting).exclude(text="").values_list("item_id", flat=True)
    )
    decided = set(Resolution.objects.standing().filter(meeting=meeting).values_list("item_id", flat=True))
    parts = []
    for number, section in enumerate(sections, 1):
        lines = []
        for place, item in enumerate(section.items.all(), 1):
            item.section = section
            section.meeting = meeting
            done = item.pk in decided or (item.pk in written and not asks_decision(item))
            lines.append(Line(item, number, place, done))
        parts.append(Part(section, number, lines))
    return Sitting(meeting, room, strip_of(meeting, room, now), moment_of(meeting, room, now), parts)


def asks_decision(item: AgendaItem) -> bool:
    return item.section.kind in (SectionKind.ADOPT, SectionKind.CONSIDER) or bool(item.point.strip())


@dataclass(frozen=True)
class ItemPage:
    """One item: its text as it stands, its resolutions and the count at the page's minute."""

    line: Line
    papers: list[PaperLink]
    entry: Entry | None
    resolutions: list[Resolution]
    conflicts: list[Conflict]
    quorum: Quorum
    at: time

    @property
    def stamp(self) -> int:
        return self.entry.stamp if self.entry else 0


def item_page(sitting: Sitting, line: Line) -> ItemPage:
    item = line.item
    return ItemPage(
        line=line,
        papers=[PaperLink(row.paper.title, row.paper.pages, _address(row)) for row in item_line(item).papers],
        entry=Entry.objects.select_related("saved_by").filter(item=item).first(),
        resolutions=list(item.resolutions.select_related("owner", "committee").order_by("pk")),
        conflicts=list(item.conflicts.select_related("member")),
        quorum=sitting.room.quorum(sitting.at, item),
        at=sitting.at,
    )


@dataclass(frozen=True)
class PackCard:
    """The latest pack this person asked for; `edition` counts those asked for so far."""

    run: ReportRun | None
    edition: int
    progress: Progress | None


def pack_of(meeting: Meeting, user: Any) -> PackCard:
    """Two queries, one more while it is being made."""
    rows = (
        ReportRun.objects.visible_to(user)
        .filter(key=PACK, district_code=meeting.committee.district.code, params__meeting=str(meeting.pk))
        .select_related("output").order_by("-requested_at")
    )  # fmt: skip
    run = rows.first()
    now = timezone.now()
    return PackCard(run, rows.count() if run else 0, progress(run, now) if run and run.is_open else None)
