"""How many were expected and came, by รุ่น, and by school and post."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from meetings.models import Batch, Gathering, HeadCount, Participant

OFFICE, OUTSIDE = "สำนักงานเขตพื้นที่การศึกษา", "บุคคลภายนอก"


@dataclass(frozen=True)
class BatchLine:
    """A รุ่น with its figures: named people and those only counted, together."""

    batch: Batch
    expected: int
    came: int
    named: int
    noted: int

    @property
    def goal(self) -> int:
        """What `came` is measured against."""
        return self.batch.target or self.expected


def batch_lines(gathering: Gathering) -> list[BatchLine]:
    """Two queries, whatever the number of batches."""
    batches = gathering.batches.annotate(
        n_named=Count("participants"),
        n_came=Count("participants", filter=Q(participants__came=True)),
        n_noted=Count("participants", filter=Q(participants__came__isnull=False)),
    ).order_by("number")
    counted = {
        row["batch"]: row
        for row in HeadCount.objects.filter(batch__gathering=gathering)
        .order_by()
        .values("batch")
        .annotate(expected=Sum("expected"), came=Sum("came"))
    }
    lines = []
    for batch in batches:
        batch.gathering = gathering
        more: dict[str, Any] = counted.get(batch.pk, {})
        lines.append(
            BatchLine(
                batch, batch.n_named + (more.get("expected") or 0), batch.n_came + (more.get("came") or 0),
                batch.n_named, batch.n_noted,
            )
        )  # fmt: skip
    return lines


@dataclass(frozen=True)
class PeopleLine:
    """People of one school, of the office or from outside, of one post or group; `counted` where nobody is named."""

    place: str
    post: str
    expected: int
    came: int
    counted: bool


def people_by_place(gathering: Gathering, schools: Collection[int] | None = None) -> list[PeopleLine]:
    """By school and post, the office after the schools and people from outside last; two queries. `schools` are those
    whose people may be told one by one (None: all); the others are left out."""
    named: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0])
    rows = Participant.objects.filter(batch__gathering=gathering).select_related("person__school", "outside")
    counts = HeadCount.objects.filter(batch__gathering=gathering).select_related("school")
    if schools is not None:
        rows = rows.filter(person__school__in=schools)
        counts = counts.filter(school__in=schools)
    for row in rows:
        if row.outside is not None:
            key = (2, OUTSIDE, row.outside.position)
        elif row.person is not None and row.person.school is not None:
            key = (0, row.person.school.name, row.person.position)
        else:
            key = (1, OFFICE, row.person.position if row.person else "")
        named[key][0] += 1
        named[key][1] += bool(row.came)
    grouped: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in counts:
        key = (0, one.school.name, one.group) if one.school else (3, "ไม่ระบุโรงเรียน", one.group)
        grouped[key][0] += one.expected or 0
        grouped[key][1] += one.came or 0
    found = [(key, figures, False) for key, figures in named.items()]
    found += [(key, figures, True) for key, figures in grouped.items()]
    found.sort(key=lambda line: (line[0][0], line[0][1], line[2], line[0][2]))
    return [PeopleLine(key[1], key[2], expected, came, counted) for key, (expected, came), counted in found]
