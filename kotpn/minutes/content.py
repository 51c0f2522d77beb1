"""The minutes of a meeting as content: what is printed, what its hash is taken of; a fixed number of queries."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import time

from core.approvals import content_hash
from kotpn.committee.models import Member
from kotpn.committee.queries import members_on
from kotpn.meetings.models import AgendaSection, Conflict, Meeting, OtherPresent, Presence
from kotpn.minutes.models import Entry, Resolution


@dataclass(frozen=True)
class Came:
    """One line of ผู้มาประชุม: own name and post; `instead_of` the member a substitute sat for; `note` late or early."""

    name: str
    post: str
    role: str
    instead_of: str = ""
    note: str = ""


@dataclass(frozen=True)
class Missed:
    name: str
    post: str
    role: str
    reason: str = ""


@dataclass(frozen=True)
class Decided:
    """One มติที่ประชุม as printed: who does it until when is follow-up and may change, so it is no part of the paper."""

    key: int
    number: int | None
    year: int | None
    kind: str
    text: str
    votes: str


@dataclass(frozen=True)
class Matter:
    """One item: `place` is 4.2 by its place; `conflicts` names whose interest was declared."""

    key: int
    place: str
    title: str
    text: str
    resolutions: tuple[Decided, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """ระเบียบวาระที่ n."""

    number: int
    kind: str
    heading: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True)
class Content:
    """Everything the paper says, in its order."""

    came: tuple[Came, ...]
    missed: tuple[Missed, ...]
    others: tuple[tuple[str, str], ...]
    opened_at: time | None
    closed_at: time | None
    parts: tuple[Part, ...]

    def hash(self) -> str:
        """SHA-256 of what is printed; keys of rows are no content."""
        return content_hash(asdict(self))


def _clock(at: time) -> str:
    return f"{at:%H.%M}\u00a0น."


def _note(presence: Presence, meeting: Meeting) -> str:
    """Late arrival, leaving and coming back, as the paper notes them; an hour before the opening is no lateness."""
    spans = list(presence.spans.all())
    if not spans:
        return ""
    words = []
    if meeting.opened_at and spans[0].arrived > meeting.opened_at:
        words.append(f"มาถึงเวลา {_clock(spans[0].arrived)}")
    for number, span in enumerate(spans):
        last = number == len(spans) - 1
        if not last and span.left:
            words.append(f"ออกจากที่ประชุมเวลา {_clock(span.left)} กลับเข้าเวลา {_clock(spans[number + 1].arrived)}")
        elif last and span.left and (meeting.closed_at is None or span.left < meeting.closed_at):
            words.append(f"กลับก่อนเวลา {_clock(span.left)}")
    return " ".join(words)


def attendance_of(meeting: Meeting) -> tuple[tuple[Came, ...], tuple[Missed, ...]]:
    """Members present (substitutes by own name) and absent, in the order of the appointment; three queries."""
    held = {
        row.member_id: row
        for row in Presence.objects.filter(meeting=meeting).select_related("member").prefetch_related("spans")
    }
    members = {member.pk: member for member in members_on(meeting.committee, meeting.held_on)}
    # A seat given up since then still stands in the paper of that day.
    members |= {row.member_id: row.member for row in held.values() if row.member_id not in members}
    came, missed = [], []
    for member in sorted(members.values(), key=lambda row: (row.position, row.pk)):
        row = held.get(member.pk)
        role = member.get_role_display()
        if row is not None and row.kind != Presence.Kind.ABSENT and row.spans.all():
            came.append(_came(row, member, role, meeting))
        else:
            missed.append(Missed(member.name, member.post, role, row.reason if row else ""))
    return tuple(came), tuple(missed)


def _came(row: Presence, member: Member, role: str, meeting: Meeting) -> Came:
    note = _note(row, meeting)
    if row.kind == Presence.Kind.SUBSTITUTE:
        return Came(row.substitute_name, row.substitute_post, role, instead_of=member.name, note=note)
    return Came(member.name, member.post, role, note=note)


def _votes(row: Resolution) -> str:
    if row.manner != Resolution.Manner.VOTE:
        return ""
    words = f"เห็นด้วย {row.votes_for} เสียง ไม่เห็นด้วย {row.votes_against} เสียง"
    return words + (f" งดออกเสียง {row.votes_abstain} เสียง" if row.votes_abstain else "")


def _decided(row: Resolution) -> Decided:
    return Decided(row.pk, row.number, row.year, row.kind, row.text, _votes(row))


def parts_of(meeting: Meeting) -> tuple[Part, ...]:
    """Sections with their items, texts, resolutions and conflicts; five queries whatever their number."""
    sections = AgendaSection.objects.filter(meeting=meeting).prefetch_related("items")
    items = [item.pk for section in sections for item in section.items.all()]
    texts = dict(Entry.objects.filter(item__in=items).values_list("item", "text"))
    decided: dict[int, list[Decided]] = defaultdict(list)
    for row in Resolution.objects.standing().filter(item__in=items).order_by("decided_at", "pk"):
        decided[row.item_id].append(_decided(row))
    conflicts: dict[int, list[str]] = defaultdict(list)
    for conflict in Conflict.objects.filter(item__in=items).select_related("member"):
        conflicts[conflict.item_id].append(conflict.member.name)
    return tuple(
        Part(
            number,
            section.kind,
            section.heading,
            tuple(
                Matter(
                    item.pk,
                    f"{number}.{place}",
                    item.title,
                    texts.get(item.pk, ""),
                    tuple(decided[item.pk]),
                    tuple(conflicts[item.pk]),
                )
                for place, item in enumerate(section.items.all(), start=1)
            ),
        )
        for number, section in enumerate(sections, start=1)
    )


def content_of(meeting: Meeting) -> Content:
    """The whole; nine queries."""
    came, missed = attendance_of(meeting)
    others = tuple(OtherPresent.objects.filter(meeting=meeting).values_list("name", "post"))
    return Content(came, missed, others, meeting.opened_at, meeting.closed_at, parts_of(meeting))
