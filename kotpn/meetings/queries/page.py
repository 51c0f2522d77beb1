"""What the page of a meeting shows: the agenda with its papers and comments, who was asked and what they answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from core import files
from core.models import Attachment, Mail
from core.thai.years import fiscal_year
from kotpn.committee.queries import members_on
from kotpn.meetings.addresses import MAIL, address_of, channel_of
from kotpn.meetings.models import AgendaItem, AgendaSection, Invitation, Meeting, Paper, PaperComment
from kotpn.meetings.papers import KIND as PAPER
from kotpn.meetings.queries.notice import minutes_of
from kotpn.meetings.quorum import needed_of
from reports import registry


@dataclass(frozen=True)
class PaperLine:
    """A paper with its file where it was sent in."""

    paper: Paper
    file: Attachment | None
    comments: tuple[PaperComment, ...] = ()


@dataclass(frozen=True)
class ItemLine:
    """A matter; `number` as printed, such as 5.2. `comments` are those to the matter itself."""

    number: str
    item: AgendaItem
    papers: tuple[PaperLine, ...]
    comments: tuple[PaperComment, ...]

    @property
    def n_comments(self) -> int:
        return len(self.comments) + sum(len(line.comments) for line in self.papers)


@dataclass(frozen=True)
class SectionLine:
    number: int
    section: AgendaSection
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class Agenda:
    """The whole agenda; `minutes` is the sum of what was planned, `room` how long the meeting lasts, if known."""

    sections: tuple[SectionLine, ...]
    minutes: int
    room: int | None

    @property
    def items(self) -> list[ItemLine]:
        return [line for section in self.sections for line in section.items]

    @property
    def n_papers(self) -> int:
        return sum(len(line.papers) for line in self.items)

    @property
    def pages(self) -> int:
        return sum(line.paper.pages or 0 for item in self.items for line in item.papers)


def agenda_of(meeting: Meeting) -> Agenda:
    """Five queries whatever the number of items, papers and comments."""
    comments = PaperComment.objects.select_related("by", "member").order_by("at", "pk")
    items = AgendaItem.objects.select_related("presenter", "adopts").prefetch_related(
        "papers", Prefetch("comments", queryset=comments)
    )
    sections = list(meeting.sections.prefetch_related(Prefetch("items", queryset=items)))
    keys = [
        str(paper.pk)
        for section in sections
        for item in section.items.all()
        for paper in item.papers.all()
        if paper.kind == Paper.Kind.UPLOAD
    ]
    held = files.attachments_of_many(PAPER, keys) if keys else {}
    lines = []
    minutes = 0
    for place, section in enumerate(sections, start=1):
        rows = []
        for number, item in enumerate(section.items.all(), start=1):
            minutes += item.minutes_planned or 0
            rows.append(_item_line(f"{place}.{number}", item, held))
        lines.append(SectionLine(place, section, tuple(rows)))
    return Agenda(tuple(lines), minutes, minutes_of(meeting))


def _item_line(number: str, item: AgendaItem, held: dict[str, list[Attachment]]) -> ItemLine:
    said = list(item.comments.all())
    papers = tuple(
        PaperLine(
            paper, next(iter(held.get(str(paper.pk), ())), None), tuple(row for row in said if row.paper_id == paper.pk)
        )
        for paper in item.papers.all()
    )
    return ItemLine(number, item, papers, tuple(row for row in said if row.paper_id is None))


def item_line(item: AgendaItem) -> ItemLine:
    """One matter with its papers and comments, without its number."""
    keys = [str(pk) for pk in item.papers.values_list("pk", flat=True)]
    rows = AgendaItem.objects.prefetch_related(
        "papers", Prefetch("comments", queryset=PaperComment.objects.select_related("by", "member"))
    )
    return _item_line("", rows.get(pk=item.pk), files.attachments_of_many(PAPER, keys))


@dataclass(frozen=True)
class Invited:
    """A member in force on the day or a guest, with the invitation if there is one, and the fate of its last e-mail."""

    name: str
    post: str
    email: str
    channel: str
    member: Any
    invitation: Invitation | None
    mail: str = ""

    @property
    def is_sent(self) -> bool:
        row = self.invitation
        return row is not None and row.sent_at is not None and row.withdrawn_at is None

    @property
    def is_to_print(self) -> bool:
        return not self.email


@dataclass(frozen=True)
class Replies:
    """Counted replies of counting members: who comes (with substitutes where they count) against what is needed."""

    in_force: int
    coming: int
    substitutes: int
    absent: int
    waiting: int
    needed: int

    @property
    def enough(self) -> bool:
        return self.coming + self.substitutes >= self.needed


def invited_of(meeting: Meeting) -> list[Invited]:
    """Members first in order of precedence, then those invited whose seat ended, then guests; four queries."""
    rows = list(meeting.invitations.select_related("member").order_by("pk"))
    keys = [str(row.pk) for row in rows]
    mails = dict(Mail.objects.filter(kind=MAIL, key__in=keys).order_by("pk").values_list("key", "email_state"))
    words = dict(Mail.EmailState.choices)
    by_member = {row.member_id: row for row in rows if row.member_id}

    def line(row: Invitation | None, member: Any) -> Invited:
        return Invited(
            name=row.name if row else member.name, post=row.post if row else member.post,
            email=row.email if row and row.sent_at else (address_of(member) if member else row.email if row else ""),
            channel=row.channel if row else channel_of(member), member=member, invitation=row,
            mail=words.get(mails.get(str(row.pk), ""), "") if row else "",
        )  # fmt: skip

    seats = members_on(meeting.committee, meeting.held_on)
    found = [line(by_member.pop(seat.pk, None), seat) for seat in seats]
    found += [line(row, None) for row in by_member.values()]
    return found + [line(row, None) for row in rows if row.member_id is None and row.withdrawn_at is None]


def replies_of(meeting: Meeting, rows: Iterable[Invited]) -> Replies:
    seats = [row for row in rows if row.member is not None and row.member.counts]
    told = [row.invitation.reply if row.is_sent and row.invitation else Invitation.Reply.WAITING for row in seats]
    R = Invitation.Reply
    counted = meeting.committee.substitutes_allowed
    return Replies(
        in_force=len(seats), coming=told.count(R.COMING), substitutes=told.count(R.SUBSTITUTE) if counted else 0,
        absent=told.count(R.ABSENT), waiting=told.count(R.WAITING), needed=needed_of(meeting.committee, len(seats)),
    )  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """A document of the meeting and where it is asked for."""

    title: str
    url: str
    at_once: bool = False
    """Nothing to choose: one press makes it."""


def document_url(key: str, meeting: Meeting) -> str:
    return f"{reverse('reports:document', args=[key])}?meeting={meeting.pk}"


def printed_of(meeting: Meeting) -> list[Printed]:
    """What is printed before and at the meeting."""
    keys = ("meeting-agenda", "meeting-invitation", "meeting-sign-in", "meeting-pack")
    return [Printed(registry.get(key).title, document_url(key, meeting), at_once=key == "meeting-pack") for key in keys]


def for_rows(meetings: Any) -> Any:
    """What a row of the list shows, without a query per row."""
    coming = Q(invitations__reply__in=["coming", "substitute"], invitations__withdrawn_at=None)
    return meetings.select_related("committee").annotate(
        n_items=Count("sections__items", distinct=True),
        n_invited=Count(
            "invitations", distinct=True, filter=Q(invitations__sent_at__isnull=False, invitations__withdrawn_at=None)
        ),
        n_coming=Count("invitations", distinct=True, filter=coming),
    )


def years_of(meetings: Any) -> list[int]:
    """Fiscal years (พ.ศ.) of these meetings, the newest first; one query."""
    days: list[date] = list(meetings.order_by().values_list("held_on", flat=True).distinct())
    return sorted({fiscal_year(day) for day in days}, reverse=True)
