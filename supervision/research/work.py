"""What studies tell the desks of groups and a person's year: each stage a study came to."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from schools.work_sources import WorkRow, WorkSource
from supervision.research.models import StudyPerson
from supervision.research.queries import stages_between


def studies(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    for row in stages_between(district, start, end):
        study = row.study
        yield WorkRow(
            row.on, study.title, reverse("research:study", args=[study.pk]),
            task=study.task_id, work_group=study.work_group_id,
            project=study.project_id, subject_group=study.subject_group_id, state=row.get_stage_display(), key=study.pk,
        )  # fmt: skip


def people(district: Any, studies: set[int]) -> Iterable[tuple[int, int]]:
    return StudyPerson.objects.filter(study__in=studies).order_by("pk").values_list("study", "person")


STUDIES = WorkSource(key="studies", thai="งานวิจัย", unit="ขั้น", icon="file-search", rows=studies, people=people)
