"""Read-only: what pages, documents and other desks ask of studies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from supervision.research.models import Study, StudyPerson, StudyStage
from supervision.research.permissions import LINE


def with_people(rows: Any) -> Any:
    """Studies with what a list or a register tells of each: two queries more, whatever their number."""
    people = StudyPerson.objects.select_related("person").order_by("part", "person__name_sort", "pk")
    return rows.select_related("work_group", "subject_group", "project", "district").prefetch_related(
        Prefetch("people", queryset=people)
    )


def names_of(study: Study) -> str:
    """Everybody who does or did the study, the lead first, in one line."""
    people = [str(row.person) for row in study.people.all()]
    return ", ".join([*people, study.others] if study.others else people)


@dataclass(frozen=True)
class Step:
    """A stage as components/steps.html draws it."""

    mark: int
    name: str
    state: str
    word: str
    url: str = ""


def steps_of(place: int, stages: Iterable[StudyStage]) -> list[Step]:
    """The line of stages of a study that stands at `place`; `stages` in the order of their days."""
    came = {row.stage: thai_date(row.on, "short") for row in stages}
    return [
        Step(
            at + 1, one.label, "done" if at < place else "current" if at == place else "later",
            came.get(one.value, "") if at <= place else "",
        )
        for at, one in enumerate(LINE)
    ]  # fmt: skip


def years_of(rows: Any) -> list[int]:
    """Fiscal years in which any of these studies runs, newest first; one query."""
    found = {year for pair in rows.order_by().values_list("year_from", "year_to").distinct() for year in
             range(pair[0], pair[1] + 1)}  # fmt: skip
    return sorted(found, reverse=True)


def stages_between(district: Any, start: date, end: date) -> Any:
    """Stages that standing studies of the office came to in those days, oldest first, with their study."""
    return (
        StudyStage.objects.filter(study__district=district, on__gte=start, on__lte=end)
        .exclude(study__stage=Study.Stage.CANCELLED)
        .select_related("study")
        .order_by("on", "pk")
    )


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Studies by title, question or result, newest first."""
    if district is None:
        return []
    rows = Study.objects.visible_to(user).of_district(district).standing()
    for word in text.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(others__icontains=word) | Q(summary__icontains=word)
        )  # fmt: skip
    return [
        Hit("งานวิจัย", row.title, reverse("research:study", args=[row.pk]),
            (row.get_kind_display(), f"ปีงบประมาณ {row.years}", row.get_stage_display()), "file-search")
        for row in rows.order_by("-year_from", "-pk")[:limit]
    ]  # fmt: skip
