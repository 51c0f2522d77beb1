"""Results of a form over the office's schools in one academic year: the same tables as for the schools' own levels.

Every handed form counts once, a school's latest; schools without one are named. Levels are the band of the unrounded
mean, of the whole form and of each of its eight elements.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from instruments import scoring
from instruments.models import Answer, Item, Response
from instruments.permissions import readable
from instruments.queries import Form, form_of
from qa.followup.models import FollowUp
from qa.levels.queries.groups import groups_of
from qa.levels.queries.scope import Years, was_open
from qa.levels.queries.tables import Held, LevelTable, Line, Word, line, split
from schools.models import District, School, SchoolYearCount


@dataclass(frozen=True)
class Told:
    """What was written in words in one school's form: the item and the text."""

    school: School
    item: Item
    text: str


class Results:
    """Figures of one form in one academic year (พ.ศ.), or of the forms of it that were done `between` two days; `user`
    None is the machine. A fixed number of queries."""

    def __init__(
        self, district: District, *, year: int, form: str, user: Any, between: tuple[date, date] | None = None
    ) -> None:
        self.district, self.year, self.form_code, self.user = district, year, form, user
        self.form_label = FollowUp.Form(form).label
        rows = School.objects.of_district(district).select_related("cluster", "amphoe").order_by("name_sort", "pk")
        span = Years(district).span(year)
        self.schools = [school for school in rows if was_open(school, span)]
        inside = {school.pk for school in self.schools}
        found = FollowUp.objects.handed().filter(school__in=inside, academic_year=year, form=form)
        if between is not None:
            found = found.filter(done_on__range=between)
        if user is not None:
            found = found.filter(response__in=Response.objects.filter(readable(user)).values("pk"))
        found = found.select_related("school", "assessor", "response__band", "version")
        self.forms: dict[int, FollowUp] = {}
        for row in found.order_by("done_on", "round_no", "pk"):
            self.forms[row.school_id] = row
        versions = {row.version_id for row in self.forms.values()}
        self.version = max(versions) if versions else None

    @property
    def has_results(self) -> bool:
        return bool(self.forms)

    @cached_property
    def form(self) -> Form | None:
        """The form as it is now, whose sections and bands name lines and columns."""
        return form_of(self.version) if self.version else None

    @cached_property
    def scale(self) -> tuple[Word, ...]:
        bands = sorted(self.form.bands, key=lambda band: band.lower, reverse=True) if self.form else []
        return tuple(Word(band.pk, band.label, band.level) for band in bands)

    @cached_property
    def held(self) -> Held:
        known = {word.pk for word in self.scale}
        return {
            school: row.response.band_id if row.response and row.response.band_id in known else None
            for school, row in self.forms.items()
        }

    @cached_property
    def total(self) -> Line:
        return line("รวม", self.schools, self.held, self.scale)

    @cached_property
    def element_table(self) -> LevelTable:
        """A line for each part of the form that carries a score, by its number, so that versions count together."""
        form = self.form
        if form is None:
            return LevelTable("element", "รายองค์ประกอบ", "องค์ประกอบ", [])
        titles = {
            section.code: section.title for section, items in form.sections if any(i.kind == "rating" for i in items)
        }
        responses = {row.response_id: school for school, row in self.forms.items()}
        answers = Answer.objects.filter(
            response__in=list(responses), item__kind=Item.Kind.RATING, number__isnull=False, not_observed=False
        )
        rated: dict[str, dict[int, list[scoring.Rated]]] = {code: {} for code in titles}
        for response, code, number, weight in answers.order_by("pk").values_list(
            "response", "item__section__code", "number", "item__weight"
        ):
            if code in rated:
                rated[code].setdefault(responses[response], []).append(scoring.Rated(number, number, weight))
        lines = [line(titles[code], self.schools, self._levels(found), self.scale) for code, found in rated.items()]
        return LevelTable("element", "รายองค์ประกอบ", "องค์ประกอบ", lines)

    def _levels(self, rated: Mapping[int, list[scoring.Rated]]) -> Held:
        """The band of the mean of each school's items; a form whose part was not observed has no level of it."""
        bands = self.form.bands if self.form else ()
        held: dict[int, int | None] = dict.fromkeys(self.forms)
        for school, items in rated.items():
            band = scoring.band_of(scoring.score(items).mean, bands)
            held[school] = band.pk if band else None
        return held

    @cached_property
    def group_tables(self) -> list[LevelTable]:
        counts = SchoolYearCount.objects.filter(school__in=[school.pk for school in self.schools])
        pupils = {row.school_id: row.pupils for row in counts.filter(academic_year=self.year)}
        return [
            LevelTable(
                group.key, f"จำแนกตาม{group.title}", group.title, split(group, self.schools, self.held, self.scale)
            )
            for group in groups_of(self.district, pupils)
        ]  # fmt: skip

    @cached_property
    def missing(self) -> list[School]:
        return [school for school in self.schools if school.pk not in self.forms]

    @cached_property
    def exemplary(self) -> list[FollowUp]:
        """Schools others may learn from, by name."""
        named = {school.pk: at for at, school in enumerate(self.schools)}
        return sorted((row for row in self.forms.values() if row.exemplary), key=lambda row: named[row.school_id])

    @cached_property
    def told(self) -> list[tuple[str, list[Told]]]:
        """What assessors wrote, by item in the order of the form, each with its school."""
        responses = {row.response_id: row.school for row in self.forms.values()}
        rows = Answer.objects.filter(response__in=list(responses), item__kind=Item.Kind.TEXT).exclude(text="")
        heaps: dict[str, list[Told]] = {}
        for row in rows.select_related("item").order_by(
            "item__section__position", "item__position", "response__school__name_sort"
        ):
            heaps.setdefault(row.item.text, []).append(Told(responses[row.response_id], row.item, row.text))
        return list(heaps.items())


def years_of(district: District) -> list[int]:
    """Academic years with a form that was handed over, newest first."""
    rows = FollowUp.objects.handed().of_district(district).order_by().values_list("academic_year", flat=True)
    return sorted(set(rows), reverse=True)


def forms_between(district: District, first: date, last: date) -> list[tuple[str, int]]:
    """(form, academic year) of the forms handed over that were done in the span, in order; one query."""
    rows = FollowUp.objects.handed().of_district(district).filter(done_on__range=(first, last))
    return sorted(set(rows.order_by().values_list("form", "academic_year")))
