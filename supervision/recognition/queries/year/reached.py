"""How many schools, directors, teachers and pupils a programme reached of all there are: a population, no sample."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.charts import percent
from schools.models import Appointment, SchoolYearCount
from supervision.agreements.models import Agreement
from supervision.improvement.models import Programme
from supervision.improvement.queries.mentoring import visits_of
from supervision.progress.models import ProgressReport


@dataclass(frozen=True, slots=True)
class Count:
    """People at some of the schools, with the share of all in words ("–" where there is nobody at all)."""

    n: int
    of: int

    @property
    def share(self) -> str:
        return percent(self.n, self.of) if self.of else "–"


@dataclass(frozen=True, slots=True)
class Depth:
    """One way of being reached: in the programme, signed, reported, visited, judged."""

    label: str
    schools: Count
    directors: Count
    teachers: Count
    pupils: Count


@dataclass(frozen=True, slots=True)
class Reached:
    """`total` is everybody; `depths` from the widest to the deepest. `uncounted` names schools without pupils and
    teachers of the academic year, `without_director` counts schools nobody directs on the programme's day."""

    academic_year: int
    total: Depth
    depths: tuple[Depth, ...]
    uncounted: tuple[str, ...]
    without_director: int

    @property
    def widest(self) -> Depth:
        return self.depths[0]


def reached_of(
    programme: Programme, *, day: date, judged: Collection[int] | None, pages: Collection[str]
) -> Reached:  # fmt: skip
    """Every school of the programme's list, in or out, is the whole; a way of being reached counts where its working
    page stands at a step (`pages`). `judged` are schools with a complete result, None where the reader may not see any.
    At most seven queries."""
    rows = list(programme.participations.select_related("school"))
    schools = {row.school_id: row.school for row in rows}
    counts = {
        row.school_id: row
        for row in SchoolYearCount.objects.filter(school__in=schools, academic_year=programme.academic_year)
    }
    directors: dict[int, set[int]] = {}
    held = Appointment.objects.in_force(day).filter(role="principal", school__in=schools, person__is_active=True)
    for school, person in held.values_list("school", "person"):
        directors.setdefault(school, set()).add(person)

    def people(keys: Iterable[int]) -> tuple[int, int, int, int]:
        chosen = list(keys)
        persons = set().union(*(directors.get(key, set()) for key in chosen))
        found = [counts[key] for key in chosen if key in counts]
        return len(chosen), len(persons), sum(row.teachers for row in found), sum(row.pupils for row in found)

    whole = people(schools)

    def depth(label: str, keys: Iterable[int]) -> Depth:
        return Depth(label, *(Count(n, of) for n, of in zip(people(keys), whole, strict=True)))

    inside = {row.school_id for row in rows if row.is_in}
    depths = [depth("อยู่ในการขับเคลื่อน", inside)]
    depths += [depth(label, inside & found) for label, found in _deeper(programme, judged, pages)]
    uncounted = sorted((schools[key] for key in schools if key not in counts), key=lambda school: school.name_sort)
    return Reached(
        programme.academic_year, depth("ทั้งหมดในสังกัด", schools), tuple(depths),
        tuple(school.name for school in uncounted), sum(key not in directors for key in schools),
    )  # fmt: skip


def _deeper(
    programme: Programme, judged: Collection[int] | None, pages: Collection[str]
) -> Iterable[tuple[str, set[int]]]:  # fmt: skip
    signed = Agreement.objects.filter(participation__programme=programme, state=Agreement.State.SIGNED)
    told = ProgressReport.objects.standing().filter(participation__programme=programme)
    if "agreements" in pages:
        yield "ลงนามบันทึกข้อตกลงครบทั้งสองฝ่าย", _keys(signed, "participation__school")
    if "progress-reports" in pages:
        yield "รายงานความก้าวหน้าอย่างน้อยหนึ่งครั้ง", _keys(told, "participation__school")
    if "mentoring" in pages:
        yield "ได้รับการลงพื้นที่ให้คำปรึกษา", _keys(visits_of(programme), "school")
    if judged is not None and {"evaluation", "ranking"} & set(pages):
        yield "ประเมินผลครบทุกตัวชี้วัด", set(judged)


def _keys(rows: Any, field: str) -> set[int]:
    return set(rows.order_by().values_list(field, flat=True))
