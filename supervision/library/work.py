"""What the library tells the desks of groups and a person's year: documents the office listed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from schools.work_sources import WorkRow, WorkSource
from supervision.library.queries import listed_between


def documents(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Of the author of the office where one is named; the others stand at their group only."""
    for row in listed_between(district, start, end):
        yield WorkRow(
            timezone.localdate(row.listed_at), f"{row.number_label} {row}".strip(),
            reverse("library:item", args=[row.pk]), people=(row.author_id,) if row.author_id else (), task=row.task_id,
            work_group=row.work_group_id, subject_group=row.subject_group_id, state=row.get_state_display(),
        )  # fmt: skip


DOCUMENTS = WorkSource(key="library", thai="เอกสารทางวิชาการ", unit="รายการ", icon="books", rows=documents)
