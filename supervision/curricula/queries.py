"""What pages and other desks ask about curricula: who has none, what was done, what is found by words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from core.search import Hit
from schools.models import District, School
from schools.work_sources import WorkRow
from supervision.curricula.models import Curriculum, CurriculumKind, CurriculumReview

GROUP = "group-1"
TASKS = {"early": "task-1.4"}
REVIEWED = "task-1.3.4"


@dataclass(frozen=True)
class Lacking:
    """One kind with the schools asked for it: how many have one in force, one on its way, and which have none."""

    kind: CurriculumKind
    asked: int
    in_force: int
    on_the_way: int
    none: tuple[School, ...]


def register_of(district: District, reference_key: str) -> tuple[str, str] | None:
    """(name, address) of the register of one shipped kind, for desks whose curricula are of that kind."""
    kind = CurriculumKind.objects.of_district(district).filter(reference_key=reference_key, is_active=True).first()
    return (kind.name, f"{reverse('curricula:index')}?kind={kind.pk}") if kind else None


def _asked(kind: CurriculumKind, schools: Any) -> Any:
    wanted = CurriculumKind.Expected
    if kind.expected in (wanted.EARLY, wanted.BASIC):
        return schools.teaching(kind.expected)
    return schools if kind.expected == wanted.ALL else schools.none()


def lacking(district: District, today: date) -> list[Lacking]:
    """Every kind that is asked of schools; two queries and one a kind."""
    kinds = list(CurriculumKind.objects.of_district(district).filter(is_active=True).exclude(expected="none"))
    held: dict[int, dict[int, set[str]]] = {}
    rows = Curriculum.objects.of_district(district).standing().order_by()
    for kind, school, state in rows.values_list("kind_id", "school_id", "state"):
        held.setdefault(kind, {}).setdefault(school, set()).add(state)
    open_schools = School.objects.of_district(district).open_on(today).select_related("cluster")
    made = []
    for kind in kinds:
        schools = list(_asked(kind, open_schools).order_by("name_sort", "pk"))
        states = held.get(kind.pk, {})
        in_force = [school for school in schools if "accepted" in states.get(school.pk, ())]
        some = [school for school in schools if states.get(school.pk) and "accepted" not in states[school.pk]]
        none = tuple(school for school in schools if not states.get(school.pk))
        made.append(Lacking(kind, len(schools), len(in_force), len(some), none))
    return made


def work(district: District, start: date, end: date) -> Iterable[WorkRow]:
    """Reviews that were concluded."""
    rows = CurriculumReview.objects.of_district(district).done().filter(checked_on__range=(start, end))
    for row in rows.select_related("curriculum__school", "curriculum__kind"):
        one = row.curriculum
        yield WorkRow(
            row.checked_on, f"ตรวจ{one.kind} {one.school.name}", reverse("curricula:curriculum", args=[one.pk]),
            people=(row.reviewer_id,), group_key=GROUP, task_key=TASKS.get(one.kind.reference_key, REVIEWED),
            state=one.get_state_display(),
        )  # fmt: skip


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Curricula in sight, by title or school; drafts left out."""
    rows = Curriculum.objects.visible_to(user).of_district(district).standing().sent().select_related("school", "kind")
    rows = rows.filter(Q(title__icontains=text) | Q(school__name__icontains=text))
    return [
        Hit(
            "หลักสูตรสถานศึกษา", str(row), reverse("curricula:curriculum", args=[row.pk]),
            (row.school.name, row.kind.name, row.get_state_display()), "book",
        )
        for row in rows.order_by("-updated_at", "-pk")[:limit]
    ]  # fmt: skip


def waiting(user: Any, district: District, schools: Any) -> Any:
    """Curricula sent by these schools that this person may decide on, oldest first: a queryset."""
    rows = Curriculum.objects.of_district(district).awaiting().filter(school__in=schools).exclude(submitted_by=user)
    return rows.select_related("school", "kind").order_by("submitted_at", "pk")
