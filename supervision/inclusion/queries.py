"""Read-only: the office's table by kind and year, who has not sent, what a school reported, what was coordinated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from core.search import Hit
from core.thai.years import academic_term
from instruments.models import Response
from instruments.queries import terms_of
from schools.models import School
from schools.work_sources import WorkRow
from supervision.inclusion.hidden import shown, total
from supervision.inclusion.models import Coordination, DisabilityKind, InclusionYear, KindCount

FIGURES = ("pupils", "screened", "certified", "ieps")
LABELS = {"pupils": "นักเรียน", "screened": "คัดกรองแล้ว", "certified": "มีเอกสารรับรอง", "ieps": "มี IEP"}
# The instrument inclusive schools are visited with (instruments/reference/special_education.yaml).
INSTRUMENT = "special-education"


@dataclass(frozen=True)
class KindLine:
    """One kind of disability over many schools, each figure as the reader may see it."""

    name: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class OfficeYear:
    """`sent` schools have sent or were accepted; figures count these alone."""

    academic_year: int
    schools: int
    sent: int
    accepted: int
    lines: tuple[KindLine, ...]
    totals: tuple[str, ...]
    helps: int
    trained: int
    aides: int


SENT = (InclusionYear.State.SUBMITTED, InclusionYear.State.ACCEPTED)


def this_year(district: Any, today: date) -> int:
    """ปีการศึกษา of a day by the office's own terms."""
    return academic_term(today, terms_of(district))[0]


def years_of(user: Any, district: Any, today: date) -> list[int]:
    """This academic year and those with reports, newest first."""
    rows = InclusionYear.objects.visible_to(user).filter(school__district=district)
    held = rows.order_by().values_list("academic_year", flat=True).distinct()
    return sorted({this_year(district, today), *held}, reverse=True)


def open_schools(district: Any) -> QuerySet[School]:
    rows: QuerySet[School] = School.objects.of_district(district).filter(status=School.Status.OPEN)
    return rows


def _by_kind(rows: Any) -> dict[int, dict[str, int]]:
    sums = KindCount.objects.filter(year__in=rows.order_by().values("pk")).order_by().values("kind")
    found: Any = sums.annotate(**{f"n_{name}": Coalesce(Sum(name), 0) for name in FIGURES})
    return {row["kind"]: {name: row[f"n_{name}"] for name in FIGURES} for row in found}


def office_year(user: Any, district: Any, academic_year: int, *, small: bool) -> OfficeYear:
    """Figures of the office; `small` says the reader may see counts under five. Six queries."""
    rows = InclusionYear.objects.visible_to(user).filter(school__district=district, academic_year=academic_year)
    sent = rows.filter(state__in=SENT)
    kinds = list(DisabilityKind.objects.of_district(district).order_by("position", "pk"))
    sums = _by_kind(sent)
    nothing = dict.fromkeys(FIGURES, 0)
    columns = {name: {kind.pk: sums.get(kind.pk, nothing)[name] for kind in kinds} for name in FIGURES}
    drawn = {name: shown(column, all_of_it=small) for name, column in columns.items()}
    people = sent.order_by().aggregate(
        trained=Coalesce(Sum("trained"), 0), aides=Coalesce(Sum("aides"), 0),
        accepted=Count("pk", filter=Q(state=InclusionYear.State.ACCEPTED)), n=Count("pk"),
    )  # fmt: skip
    return OfficeYear(
        academic_year=academic_year, schools=open_schools(district).count(), sent=people["n"],
        accepted=people["accepted"],
        lines=tuple(
            KindLine(kind.name, tuple(drawn[name][kind.pk] for name in FIGURES))
            for kind in kinds
            if kind.is_active or any(columns[name][kind.pk] for name in FIGURES)
        ),
        totals=tuple(total(columns[name], all_of_it=small) for name in FIGURES),
        helps=sent.order_by().aggregate(n=Count("helps"))["n"], trained=people["trained"], aides=people["aides"],
    )  # fmt: skip


def not_sent(user: Any, district: Any, academic_year: int) -> QuerySet[School]:
    """Open schools without a report that was sent, by name."""
    done = InclusionYear.objects.filter(school__district=district, academic_year=academic_year, state__in=SENT)
    rows = School.objects.visible_to(user).filter(pk__in=open_schools(district).values("pk"))
    return rows.exclude(pk__in=done.values("school")).order_by("name_sort", "pk")


def by_school(user: Any, district: Any, academic_year: int, *, small: bool) -> dict[int, str]:
    """Pupils of each school's sent report, by its key, as the reader may see them; one query."""
    rows = InclusionYear.objects.visible_to(user).filter(
        school__district=district, academic_year=academic_year, state__in=SENT
    )
    sums = rows.order_by("pk").annotate(n=Coalesce(Sum("counts__pupils"), 0)).values_list("pk", "n")
    return shown(dict(sums), all_of_it=small)


def trend(user: Any, district: Any) -> list[tuple[int, int, int]]:
    """(academic year, schools that sent, pupils) of the last five years with reports, oldest first; one query."""
    rows = InclusionYear.objects.visible_to(user).filter(school__district=district, state__in=SENT)
    sums = rows.order_by().values("academic_year").annotate(
        n=Count("pk", distinct=True), pupils=Coalesce(Sum("counts__pupils"), 0)
    )  # fmt: skip
    found = sorted((row["academic_year"], row["n"], row["pupils"]) for row in sums)
    return found[-5:]


def figures_of(year: InclusionYear, *, small: bool) -> tuple[list[KindLine], tuple[str, ...]]:
    """A school's own lines and sums, kinds with nothing left out; one query."""
    rows = list(year.counts.select_related("kind"))
    columns = {name: {row.kind_id: getattr(row, name) for row in rows} for name in FIGURES}
    drawn = {name: shown(column, all_of_it=small) for name, column in columns.items()}
    lines = [
        KindLine(row.kind.name, tuple(drawn[name][row.kind_id] for name in FIGURES))
        for row in rows
        if any(getattr(row, name) for name in FIGURES)
    ]
    return lines, tuple(total(columns[name], all_of_it=small) for name in FIGURES)


def totals_beside_others(year: InclusionYear) -> tuple[str, ...]:
    """A school's sums as one reads them who reads the other schools and the office's table too, but no small counts: a
    sum is kept back where the office's less the others' would tell a small one. What was not sent is not told; one
    query."""
    rows = InclusionYear.objects.filter(
        school__district=year.school.district_id, academic_year=year.academic_year, state__in=SENT
    )
    sums = list(rows.order_by("pk").annotate(**{f"n_{name}": Coalesce(Sum(f"counts__{name}"), 0) for name in FIGURES}))
    columns = [shown({row.pk: getattr(row, f"n_{name}") for row in sums}, all_of_it=False) for name in FIGURES]
    return tuple(column.get(year.pk, "–") for column in columns)


def visits_with_instrument(user: Any, school: School) -> list[Response]:
    """The latest sheets of the special education instrument about the school the reader may see, with their visit."""
    rows = Response.objects.visible_to(user).filter(
        school=school, version__instrument__code=INSTRUMENT, is_internal=False, visit_sheet__isnull=False
    )
    return list(rows.select_related("visit_sheet__visit", "band").order_by("-visit_sheet__visit__visited_on")[:5])


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Coordination by its words; counts are found through their school."""
    if district is None:
        return []
    rows = Coordination.objects.visible_to(user).of_district(district).filter(cancel_reason="")
    rows = rows.filter(Q(about__icontains=text) | Q(body__name__icontains=text) | Q(body_text__icontains=text))
    return [
        Hit(
            "การประสานงานการศึกษาพิเศษ", row.about, f"{reverse('inclusion:coordination')}#c-{row.pk}", (row.with_whom,),
            "phone",
        )
        for row in rows.select_related("body").order_by("-done_on", "-pk")[:limit]
    ]  # fmt: skip


def work_rows(district: Any, start: date, end: date) -> Iterator[WorkRow]:
    """Coordination of those days, for the desks of the groups, by whom it was with: what it was about stays on its own
    page, for a report of the task may be published. One query."""
    rows = Coordination.objects.of_district(district).filter(cancel_reason="", done_on__range=(start, end))
    for row in rows.select_related("body"):
        yield WorkRow(
            row.done_on, f"ประสานงานกับ {row.with_whom}", f"{reverse('inclusion:coordination')}#c-{row.pk}",
            group_key="group-7", task_key="task-7.4", key=row.made_by_id,
        )  # fmt: skip
