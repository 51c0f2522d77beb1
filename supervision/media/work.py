"""What media tell the desks of groups and a person's year: what entered the catalogue, what was reviewed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from schools.work_sources import WorkRow, WorkSource
from supervision.media.queries import listed_between, reviewed_between


def media(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    for row in listed_between(district, start, end):
        yield WorkRow(
            timezone.localdate(row.listed_at), f"{row.title} ({row.place})", reverse("media:medium", args=[row.pk]),
            people=(row.owner_id,) if row.owner_id else (), task=row.task_id, work_group=row.work_group_id,
            project=row.project_id, subject_group=row.subject_group_id, state=row.get_state_display(),
        )  # fmt: skip


def reviews(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    for row in reviewed_between(district, start, end):
        medium = row.medium
        yield WorkRow(
            timezone.localdate(row.done_at), f"ประเมิน {medium.title}", reverse("media:medium", args=[medium.pk]),
            people=(row.reviewer_id,), task=medium.task_id, work_group=medium.work_group_id,
            project=medium.project_id, subject_group=medium.subject_group_id, state=row.get_level_display(),
        )  # fmt: skip


MEDIA = WorkSource(key="media", thai="สื่อและนวัตกรรม", unit="ชิ้น", icon="bulb", rows=media)
REVIEWS = WorkSource(key="media-reviews", thai="การประเมินสื่อและนวัตกรรม", unit="ครั้ง", icon="star", rows=reviews)
