"""The list of visits as columns and filters."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.utils import timezone

from core.filters import ChoiceFilter, DateFilter, TextFilter, YearFilter
from core.tables import TITLE, WIDE, Column, Table
from core.thai.years import academic_label, academic_term, fiscal_year
from supervision.areas import Area
from supervision.field.queries.lists import (
    STATE_CHOICES,
    WAY_CHOICES,
    clusters_of,
    photos_on_the_way,
    projects_of,
    schools_for,
    supervisors_for,
)
from supervision.field.years import terms_of


def _terms(table: Table) -> list[tuple[str, str]]:
    """Terms of the last ten years, newest first; no look at the visits."""
    district = table.options["district"]
    terms = terms_of(district) if district else []
    held = {(term.year, term.term) for term in terms}
    now = academic_term(timezone.localdate(), terms) if district else (0, 0)
    return [
        (f"{term}-{year}", academic_label(year, term))
        for year, term in sorted(held, reverse=True)
        if (year, term) <= now
    ]


def _fiscal_years(table: Table) -> list[int]:
    last = fiscal_year(timezone.localdate())
    return list(range(last, last - 11, -1))


def _by(name: str) -> Callable[[Any, Any], Any]:
    return lambda rows, value: rows.narrowed(name, value)


class VisitTable(Table):
    row_template = "field/_visit_row.html"
    default_sort = "-date"
    unit = "ครั้ง"
    empty = "ยังไม่มีบันทึกการนิเทศ"
    columns = (
        Column("date", "วันที่นิเทศ", sort="visited_on"),
        Column("school", "โรงเรียน", phone=TITLE),
        Column("topic", "เรื่องที่นิเทศ", phone=WIDE, bare=True),
        Column("term", "ภาคเรียน"),
        Column("lead", "ผู้นิเทศ"),
        Column("way", "รูปแบบ"),
        Column("number", "เลขที่", numeric=True),
        Column("state", "สถานะ"),
    )

    @cached_property
    def rows(self) -> list[Any]:
        found = super().rows
        coming = photos_on_the_way([row.pk for row in found], self.options["user"], self.options["district"])
        for row in found:
            row.coming = coming.get(row.pk)
        return found

    def get_filters(self) -> list[Any]:
        user, district = self.options["user"], self.options["district"]
        return [
            TextFilter("q", "ค้นหาเรื่องหรือโรงเรียน", fields=("topic", "school__name"), apply=_by("q")),
            ChoiceFilter("term", "ภาคเรียน", _terms, apply=_by("term")),
            YearFilter("fy", years=_fiscal_years, apply=_by("fy")),
            ChoiceFilter("state", "สถานะ", STATE_CHOICES, apply=_by("state")),
            ChoiceFilter("cluster", "กลุ่มโรงเรียน", lambda table: clusters_of(user, district), apply=_by("cluster")),
            ChoiceFilter("school", "โรงเรียน", lambda table: schools_for(user, district), apply=_by("school")),
            ChoiceFilter("supervisor", "ศึกษานิเทศก์", lambda table: supervisors_for(district), apply=_by("supervisor")),
            ChoiceFilter("way", "รูปแบบ", WAY_CHOICES, apply=_by("way")),
            ChoiceFilter("area", "ด้าน", Area.choices, apply=_by("area")),
            ChoiceFilter("project", "โครงการ", lambda table: projects_of(user, district), apply=_by("project")),
            DateFilter("date", "ช่วงวันที่", path="visited_on"),
        ]
