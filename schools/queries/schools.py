"""Schools as lists and pages show them: latest counts, size bands, people, who supervises, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from core.search import Hit
from schools.models import Appointment, District, Person, School, SchoolChange, SchoolYearCount, SizeBand
from schools.queries.responsibility import Responsible, supervisors_of


@dataclass(frozen=True)
class Band:
    """From `at_least` pupils up to `below`, that one excluded; None is without end."""

    pk: int
    label: str
    at_least: int
    below: int | None

    @property
    def span(self) -> str:
        if self.below is None:
            return f"{self.at_least:,} คนขึ้นไป"
        if self.below - 1 <= self.at_least:
            return f"{self.at_least:,} คน"
        return f"{self.at_least:,}–{self.below - 1:,} คน"

    def holds(self, pupils: int) -> bool:
        return pupils >= self.at_least and (self.below is None or pupils < self.below)


def bands_of(district: District) -> list[Band]:
    """The bands of the office's chosen scheme, smallest first; none where no scheme is chosen."""
    settings = getattr(district, "settings", None)
    if settings is None or settings.size_scheme_id is None:
        return []
    rows = list(SizeBand.objects.filter(scheme=settings.size_scheme_id).order_by("at_least"))
    ends: list[int | None] = [*(row.at_least for row in rows[1:]), None]
    return [Band(row.pk, row.label, row.at_least, end) for row, end in zip(rows, ends, strict=True)]


def band_of(pupils: int | None, bands: Sequence[Band]) -> Band | None:
    """None where there is no count: unknown is not zero."""
    return None if pupils is None else next((band for band in bands if band.holds(pupils)), None)


def with_latest_counts(schools: QuerySet[School]) -> QuerySet[School]:
    """Adds `pupils`, `teachers` and `count_year` of each school's latest academic year; None without a count."""
    latest = SchoolYearCount.objects.filter(school=OuterRef("pk")).order_by("-academic_year")
    pupils = F("pre_primary") + F("primary") + F("lower_secondary") + F("upper_secondary")
    return schools.annotate(
        pupils=Subquery(latest.annotate(all_pupils=pupils).values("all_pupils")[:1]),
        teachers=Subquery(latest.values("teachers")[:1]),
        count_year=Subquery(latest.values("academic_year")[:1]),
    )


def named(schools: QuerySet[School], text: str) -> QuerySet[School]:
    """Schools whose name, or a name they once had, holds `text`, or whose code begins with it."""
    once = SchoolChange.objects.filter(old_name__icontains=text).values("school")
    return schools.filter(
        Q(name__icontains=text) | Q(code10__startswith=text) | Q(smis8__startswith=text) | Q(pk__in=once)
    )


def search(user: Any, district: District, text: str, limit: int) -> list[Hit]:
    """Schools for the search over everything; an old name tells the new one."""
    found = named(School.objects.visible_to(user).of_district(district), text)
    hits = []
    for school in found.select_related("cluster", "amphoe").order_by("name_sort")[:limit]:
        facts = [str(part) for part in (school.cluster, school.amphoe and f"อ.{school.amphoe}", school.code10) if part]
        if school.status != School.Status.OPEN:
            facts.append(school.get_status_display())
        hits.append(Hit("โรงเรียน", school.name, reverse("schools:school", args=[school.pk]), facts, "school"))
    return hits


@dataclass(frozen=True)
class YearCount:
    count: SchoolYearCount
    band: Band | None


@dataclass(frozen=True)
class Staff:
    """A person of the school with the role they hold there now, if any."""

    person: Person
    post: str

    @property
    def other_position(self) -> str:
        """The position, unless the post says it already."""
        return "" if self.person.position == self.post else self.person.position


@dataclass(frozen=True)
class SchoolPage:
    """Everything the school page shows of this app; upper apps fill its slots."""

    school: School
    years: list[YearCount]
    supervisors: list[Responsible]
    staff: list[Staff]
    changes: list[SchoolChange]
    old_names: list[str]

    @property
    def latest(self) -> YearCount | None:
        return self.years[0] if self.years else None

    @property
    def smis(self) -> str:
        return f"SMIS {self.school.smis8}" if self.school.smis8 else ""

    @property
    def amphoe(self) -> str:
        return f"อ.{self.school.amphoe}" if self.school.amphoe else ""

    @property
    def levels(self) -> str:
        return self.school.levels

    @property
    def pupils_per_teacher(self) -> int | None:
        """Rounded to a whole pupil; None without teachers."""
        if self.latest is None or not self.latest.count.teachers:
            return None
        return round(self.latest.count.pupils / self.latest.count.teachers)


def school_page(school: School, on: date) -> SchoolPage:
    """A fixed number of queries whatever the school holds. The caller has fetched the school by `visible_to`."""
    bands = bands_of(school.district)
    posts: dict[int, str] = {}
    held = Appointment.objects.in_force(on).filter(school=school).order_by("starts_on")
    for row in held:
        acting = f" ({row.get_acting_display()})" if row.acting else ""
        posts[row.person_id] = f"{row.get_role_display()}{acting}"
    people = Person.objects.working().filter(school=school).order_by("name_sort", "pk")
    staff = [Staff(person, posts.get(person.pk, "")) for person in people]
    changes = list(school.changes.select_related("other", "made_by"))
    return SchoolPage(
        school=school,
        years=[YearCount(row, band_of(row.pupils, bands)) for row in school.year_counts.all()],
        supervisors=supervisors_of(school, on),
        staff=sorted(staff, key=lambda one: not one.post),
        changes=changes,
        old_names=[change.old_name for change in changes if change.old_name and change.old_name != school.name],
    )
