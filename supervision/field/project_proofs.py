"""Projects with work done in a year as proof of it (evidence.proofs): gatherings held and visits made for each."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import fixed
from meetings.models import Gathering
from meetings.proofs import held, rows_of
from schools.models import Project
from supervision.field.proofs import made

KIND = "project"


def _work(scope: Scope) -> Iterator[tuple[tuple[int, str, str], str, date]]:
    """(project, what was done, day) of everything done for a project in the year."""
    for row in held(scope):
        if row["project"]:
            yield (row["project"], row["project__reference_key"], row["project__name"]), "gatherings", row["held_on"]
    for _, _, _, _, day, _, _, _, _, _, *project in made(scope):
        if project[0]:
            yield (project[0], project[1], project[2]), "visits", day


def gather(scope: Scope) -> list[Record]:
    """One record a project, with how many gatherings and visits it had and the last of their days. The rows are those
    of the gatherings and of the visits."""
    done: dict[tuple[int, str, str], list[tuple[str, date]]] = defaultdict(list)
    for project, what, day in _work(scope):
        done[project].append((what, day))
    found = [
        Record(
            KIND, str(pk), name, max(day for _, day in acts),
            {"project": (key or str(pk),), "work": tuple(sorted({what for what, _ in acts}))}, None, len(acts),
        )
        for (pk, key, name), acts in done.items()
    ]  # fmt: skip
    return sorted(found, key=lambda record: (record.date or date.min, int(record.key)), reverse=True)


def url(key: str) -> str:
    """The work behind it: its gatherings, or its visits where it has none."""
    gathered = Gathering.objects.filter(project=int(key), state=Gathering.State.HELD).exists()
    return f"{reverse('meetings:gatherings' if gathered else 'field:visits')}?project={key}"


PROJECTS = ProofSource(
    key="projects", thai="โครงการที่ดำเนินงาน", unit="โครงการ", gather=gather, amount=("กิจกรรมและการนิเทศ", "ครั้ง"),
    tags=(
        Tag("project", "โครงการ", rows_of(Project)),
        Tag("work", "งานที่ทำ", fixed([("gatherings", "จัดประชุมหรือกิจกรรม"), ("visits", "นิเทศ")])),
    ),
)  # fmt: skip
