"""Lists of runs: the board of a procedure's year, and every run a person may see."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.access import requires
from core.filters import ChoiceFilter, Filter, TextFilter
from core.keys import number_of
from core.tables import TITLE, WIDE, Column, Table
from core.thai.years import academic_term, fiscal_year
from instruments.queries import terms_of
from processes.models import Procedure, Run
from processes.permissions import may_open_runs
from processes.queries import (
    board_of,
    only_late,
    procedures_with,
    standing_at,
    with_progress,
    years_of,
    years_with,
)
from processes.views.base import READERS, procedure_or_404
from schools.models import Cluster
from schools.scope import holds

_LATE = (("yes", "เฉพาะที่เลยกำหนด"),)


def _of_year(rows: Any, value: str) -> Any:
    kind, year = value.split("-")
    return rows.of_year(kind, int(year))


def _late(rows: Any, _value: str) -> Any:
    return only_late(rows)


class RunTable(Table):
    row_template = "processes/_run_row.html"
    default_sort = "late"
    unit = "แห่ง"
    empty = "ยังไม่มีการดำเนินงาน"
    columns = (
        Column("place", "หน่วยงาน", sort="school__name_sort", phone=TITLE),
        Column("step", "อยู่ที่ขั้น", phone=WIDE, bare=True),
        Column("progress", "เสร็จแล้ว", sort="n_finished", numeric=True),
        Column("late", "เลยกำหนด", sort="late_since"),
        Column("state", "สถานะ", bare=True),
    )

    def get_filters(self) -> list[Filter]:
        """`board` (columns of the board) offers its steps, `named` runs of many procedures theirs and their years."""
        options = self.options
        found: list[Filter] = []
        if options.get("of_schools"):
            found.append(TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)))
        if options.get("named"):
            found.append(ChoiceFilter("procedure", "กระบวนงาน", self._procedures))
            found.append(ChoiceFilter("in-year", "รอบปี", self._years, apply=_of_year))
        if options.get("board"):
            steps = [(column.key, column.title) for column in options["board"]]
            found.append(ChoiceFilter("step", "ขั้น", steps, apply=standing_at))
        found.append(ChoiceFilter("late", "กำหนด", _LATE, any_label="ทันและเลยกำหนด", apply=_late))
        found.append(ChoiceFilter("state", "สถานะ", [pair for pair in Run.State.choices if pair[0] != "cancelled"]))
        if options.get("of_schools"):
            found.append(ChoiceFilter("cluster", "กลุ่มโรงเรียน", self._clusters, path="school__cluster"))
        return found

    def _procedures(self, table: Table) -> list[tuple[Any, Any]]:
        return procedures_with(self.base)

    def _years(self, table: Table) -> list[tuple[Any, Any]]:
        kinds = dict(Procedure.YearKind.choices)
        return [(f"{kind}-{year}", f"{kinds[kind]} {year}") for kind, year in years_with(self.base)]

    def _clusters(self, table: Table) -> list[tuple[Any, Any]]:
        rows = Cluster.objects.visible_to(self.options["user"]).of_district(self.options["district"])
        return list(rows.values_list("pk", "name"))


def this_year(procedure: Procedure) -> int:
    """The running year of the procedure's kind."""
    today = timezone.localdate()
    if procedure.year_kind == Procedure.YearKind.FISCAL:
        return fiscal_year(today)
    return academic_term(today, terms_of(procedure.district))[0]


@requires("district.read")
@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Which school is at which step, the longest late first."""
    procedure = procedure_or_404(request, pk)
    if not holds(request.user, "district.read", district=procedure.district):
        raise PermissionDenied
    years = years_of(procedure)
    year = number_of(request.GET.get("year")) or (years[0] if years else this_year(procedure))
    today = timezone.localdate()
    runs = Run.objects.visible_to(request.user).standing().filter(procedure=procedure, year=year)
    columns = board_of(runs, today)
    of_schools = procedure.level == Procedure.Level.SCHOOL
    table = RunTable(
        request, with_progress(runs, today), title="การดำเนินงาน", user=request.user, district=procedure.district,
        of_schools=of_schools, today=today, board=columns,
    )  # fmt: skip
    context = {
        "procedure": procedure, "year": year, "board": columns, "table": table, "of_schools": of_schools,
        "total": sum(column.runs for column in columns), "late": sum(column.late for column in columns),
        "late_url": table.url(late="yes", step=None),
        "tiles": [(column, table.url(step=column.key, late=None)) for column in columns],
        "years": [
            {"label": f"{procedure.get_year_kind_display()} {one}", "url": f"?year={one}", "current": one == year}
            for one in years
        ],
        "may_open": may_open_runs(request.user, procedure.district),
    }  # fmt: skip
    return render(request, "processes/board.html", context)


@requires(*READERS)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every run the person may see: a school its own, the office all, by procedure, year and cluster."""
    district: Any = getattr(request, "district", None) or None
    today = timezone.localdate()
    rows = Run.objects.visible_to(request.user).standing()
    rows = rows.of_district(district) if district is not None else rows.none()
    office = district is not None and holds(request.user, "district.read", district=district)
    table = RunTable(
        request, with_progress(rows, today), title="การดำเนินงาน", user=request.user, district=district, named=True,
        today=today, of_schools=office,
    )  # fmt: skip
    return render(request, "processes/runs.html", {"table": table, "office": office})
