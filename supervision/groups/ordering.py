"""What an order of responsibilities is filled with: each person of the group with posts, groups, tasks, subject groups,
clusters, schools and projects, as the page shows them."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from core.thai.breaks import join_list
from core.thai.years import fiscal_label, fiscal_year
from office.orders.services import Part, Proposal, Proposer, line_of, register_proposer
from supervision.groups.models import GroupYear
from supervision.groups.permissions import may_read
from supervision.groups.queries.people import Responsibility, people_lines

KEY = "responsibility"


def _choices(user: Any, district: Any) -> Sequence[tuple[str, str]]:
    if not may_read(user, district):
        return []
    years = GroupYear.objects.visible_to(user).of_district(district).order_by().values_list("fiscal_year", flat=True)
    now = fiscal_year(timezone.localdate())
    return [(str(year), f"บุคลากรทุกคน {fiscal_label(year)}") for year in sorted({now, *years}, reverse=True)]


def duty_of(one: Responsibility) -> str:
    """What a person is to do, a line each, as an annex prints it."""
    lines = [f"รับผิดชอบ{word} {join_list(list(names))}" for word, names in one.parts]
    if one.tasks:
        lines.append(f"รับผิดชอบงาน {join_list([task for task, _, _ in one.tasks])}")
    lines += [f"กรรมการ{team}" for team in one.teams]
    return "\n".join(lines)


def _build(user: Any, district: Any, key: str) -> Proposal | None:
    if not key.isdecimal() or len(key) != 4 or not may_read(user, district):
        return None
    year = int(key)
    parts = tuple(
        Part("", duty_of(one), (line_of(one.person),))
        for one in people_lines(lambda rows: rows.visible_to(user), district, on=timezone.localdate(), year=year)
        if not one.is_empty
    )
    title = f"มอบหมายหน้าที่ความรับผิดชอบของบุคลากรกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา {fiscal_label(year)}"
    return Proposal(title=title, parts=parts) if parts else None


def register() -> None:
    register_proposer(
        Proposer(KEY, "หน้าที่ความรับผิดชอบของกลุ่ม", "order", "assignment", _choices, _build)
    )  # fmt: skip
