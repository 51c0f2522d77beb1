"""Projects of a year and selection rounds, reached through services."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.thai.years import fiscal_range, fiscal_year
from schools.models import District, Project
from supervision.projects import services
from supervision.projects.models import ProjectYear, SelectionRound


def a_project(district: District, *, name: str = "โครงการโรงเรียนสุจริต", number: int = 15) -> Project:
    return Project.objects.create(district=district, name=name, number=number)


def a_project_year(
    head: Any, district: District, *, project: Project | None = None, year: int | None = None
) -> ProjectYear:
    return services.open_project(district, project or a_project(district), actor=head, year=year)


def planned(head: Any, district: District, **given: Any) -> ProjectYear:
    """Nothing is missing for beginning it: texts, an indicator, 1,000 baht, an activity."""
    row = a_project_year(head, district, **given)
    first, _ = fiscal_range(row.fiscal_year)
    services.edit_project(row, actor=head, values={"rationale": "นโยบาย", "objectives": "ยกระดับคุณภาพ"})

    def part(kind: str, **values: Any) -> None:
        services.add_part(row, kind, actor=head, values=values)

    part("indicator", name="โรงเรียนผ่านเกณฑ์", unit="ร้อยละ", target=Decimal(80))
    part("budget", quarter=1, source="งบ สพฐ.", amount=Decimal(1000))
    part("activity", title="อบรมครู", starts_on=first, ends_on=first + timedelta(days=2))
    row.refresh_from_db()
    return row


def running(head: Any, district: District, **given: Any) -> ProjectYear:
    return services.start_project(planned(head, district, **given), actor=head)


def done(head: Any, district: District, **given: Any) -> ProjectYear:
    row = running(head, district, **given)
    for one in row.indicators.all():
        services.edit_part(row, "indicator", one.pk, actor=head, values={"result": Decimal(85)})
    for one in row.activities.all():
        services.edit_part(row, "activity", one.pk, actor=head, values={"state": "done"})
    services.write_report(row, actor=head, texts={"result": "สำเร็จตามแผน"})
    return services.finish_project(row, actor=head)


def a_round(head: Any, row: ProjectYear, *, title: str = "คัดเลือก", **given: Any) -> SelectionRound:
    """A draft with two criteria: weight 3 of 10 points, at least 5; weight 1 of 5 points."""
    made = services.create_round(row, actor=head, title=title, **given)
    services.add_criterion(made, actor=head, text="ผลงาน", weight=Decimal(3), highest=Decimal(10), at_least=Decimal(5))
    services.add_criterion(made, actor=head, text="ความพร้อม", weight=Decimal(1), highest=Decimal(5))
    return made


def an_open_round(head: Any, row: ProjectYear, **given: Any) -> SelectionRound:
    return services.open_round(a_round(head, row, **given), actor=head)


def scored(head: Any, round_: SelectionRound, points: dict[Any, tuple[int, int]]) -> SelectionRound:
    """Closed, with these points by application."""
    closed = services.close_round(round_, actor=head)
    keys = list(closed.criteria.values_list("pk", flat=True))
    for application, given in points.items():
        services.score(
            application, actor=head, points={key: Decimal(value) for key, value in zip(keys, given, strict=True)}
        )
    return closed


def this_year() -> int:
    return fiscal_year(timezone.localdate())
