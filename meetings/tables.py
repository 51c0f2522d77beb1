"""The list of gatherings."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from core.filters import ChoiceFilter, DateFilter, TextFilter, YearFilter
from core.tables import TITLE, WIDE, Column, Table
from core.thai.years import academic_label, fiscal_year
from meetings.models import Gathering, GatheringBody, GatheringKind
from schools.models import Project, School

_YEARS_BACK = 6


def _fiscal_years(table: Table) -> list[int]:
    last = fiscal_year(timezone.localdate()) + 1
    return list(range(last, last - _YEARS_BACK, -1))


def _academic_years(table: Table) -> list[tuple[int, str]]:
    # An academic year is named after the calendar year it begins in, which lies within the fiscal year of that number.
    return [(year, academic_label(year)) for year in _fiscal_years(table)]


def _rows(model: Any) -> Any:
    def choices(table: Table) -> Iterable[tuple[Any, Any]]:
        rows = model.objects.of_district(table.options["district"])
        return [(row.pk, str(row)) for row in rows]

    return choices


def _schools(table: Table) -> Iterable[tuple[Any, Any]]:
    """Those the reader may see and that were invited to anything."""
    rows = School.objects.visible_to(table.request.user).of_district(table.options["district"])
    return list(rows.filter(gatherings__isnull=False).distinct().values_list("pk", "name"))


class GatheringTable(Table):
    """Options: district."""

    row_template = "meetings/_row.html"
    default_sort = "-day"
    unit = "ครั้ง"
    empty = "ยังไม่มีการประชุมหรือกิจกรรม"
    columns = (
        Column("title", "เรื่อง", phone=TITLE),
        Column("day", "วันที่", sort="held_on"),
        Column("place", "สถานที่", phone=WIDE, bare=True),
        Column("batches", "รุ่น", numeric=True),
        Column("came", "มา (คน)", numeric=True),
        Column("state", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นหาเรื่อง", fields=("title", "place", "body_text")),
            YearFilter("fiscal", years=_fiscal_years, path="held_on"),
            ChoiceFilter("academic", "ปีการศึกษา", _academic_years, path="academic_year"),
            ChoiceFilter("kind", "ประเภท", _rows(GatheringKind), path="kind_id"),
            ChoiceFilter("body", "คณะ", _rows(GatheringBody), path="body_id"),
            ChoiceFilter("project", "โครงการ", _rows(Project), path="project_id"),
            ChoiceFilter(
                "school", "โรงเรียน", _schools, apply=lambda rows, value: rows.of_school(value), any_label="ทุกโรงเรียน"
            ),
            DateFilter("day", "วันที่", path="held_on"),
            ChoiceFilter("state", "สถานะ", Gathering.State.choices),
        ]
