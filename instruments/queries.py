"""Read-only: a form ready to be filled in or scored, the working of a score, and figures over many sheets."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import Avg, Count, FloatField, Q, StdDev
from django.db.models.functions import Cast
from django.utils import timezone

from core.errors import DomainError
from core.thai.dates import BE_OFFSET
from core.thai.years import Term, academic_term
from instruments import scoring
from instruments.asked import asked_items, begun_on
from instruments.models import Answer, Band, BandSet, Instrument, InstrumentVersion, Item, ItemLevel, Response, Section
from schools.models import AcademicTerm


@dataclass(frozen=True)
class Form:
    """One version with its parts, read in four queries. `levels` are the values of each item; `rated` the keys of the
    items that carry a score."""

    version: InstrumentVersion
    sections: tuple[tuple[Section, tuple[Item, ...]], ...]
    items: dict[int, Item]
    levels: dict[int, dict[int, ItemLevel]]
    rated: tuple[int, ...]
    bands: tuple[Band, ...]

    @property
    def is_conditional(self) -> bool:
        """Whether anything in it is asked only under a condition."""
        return any(part.relevant or any(item.relevant for item in items) for part, items in self.sections)

    @property
    def basis(self) -> str:
        return self.version.band_set.basis if self.version.band_set else BandSet.Basis.PERCENT

    def rate(self, numbers: Mapping[int, Decimal]) -> list[scoring.Rated]:
        """Rated items of a sheet whose answers are `numbers` by item key."""
        return [
            scoring.Rated(numbers[key], Decimal(max(self.levels[key])), self.items[key].weight)
            for key in self.rated
            if key in numbers
        ]


def form_of(version_id: int) -> Form:
    version = InstrumentVersion.objects.select_related("instrument__district__settings", "band_set").get(pk=version_id)
    sections = list(Section.objects.filter(version=version).order_by("position"))
    items = list(Item.objects.filter(section__version=version).order_by("section__position", "position"))
    levels: dict[int, dict[int, ItemLevel]] = {item.pk: {} for item in items}
    for level in ItemLevel.objects.filter(item__section__version=version).order_by("-value"):
        levels[level.item_id][level.value] = level
    bands = tuple(version.band_set.bands.order_by("lower")) if version.band_set else ()
    return Form(
        version=version,
        sections=tuple((part, tuple(item for item in items if item.section_id == part.pk)) for part in sections),
        items={item.pk: item for item in items},
        levels=levels,
        rated=tuple(item.pk for item in items if item.kind == Item.Kind.RATING and levels[item.pk]),
        bands=bands,
    )


def usable_versions(
    district: Any, *, year: int | None = None, of_gatherings: bool = False, of_networks: bool = False
) -> Any:
    """Versions published for ปีการศึกษา `year` (this year unless told) of instruments in use, the newest of each: a
    queryset. A version without years serves every year. Forms of gatherings and of networks are apart: they are
    about no school, and `of_gatherings` or `of_networks` gives these and no others."""
    year = year or academic_term(timezone.localdate(), terms_of(district))[0]
    subject = Instrument.Subject
    if of_gatherings or of_networks:
        about = Q(instrument__subject=subject.GATHERING if of_gatherings else subject.NETWORK)
    else:
        about = ~Q(instrument__subject__in=subject.without_school())
    return (
        InstrumentVersion.objects.filter(
            about,
            Q(year_from=None) | Q(year_from__lte=year),
            Q(year_to=None) | Q(year_to__gte=year),
            instrument__district=district,
            instrument__is_active=True,
            state=InstrumentVersion.State.PUBLISHED,
        )
        .order_by("instrument__name", "instrument_id", "-number")
        .distinct("instrument__name", "instrument_id")
        .select_related("instrument")
    )


def check_serves(version: InstrumentVersion, day: date, *, chosen_before: bool = False) -> None:
    """DomainError unless the version is published for the academic year of `day`: the rule of `usable_versions`, for
    one version. `chosen_before` is for what was begun while it served (a phone made ready, a round opened, a lesson
    planned): there only years still to come are refused, not ones that have ended since."""
    first, last = version.year_from, None if chosen_before else version.year_to
    # An academic year begins within the calendar year it is named after, so an earlier one needs no look at terms.
    if last is None and (first is None or first < day.year + BE_OFFSET):
        return
    year = academic_term(day, terms_of(version.instrument.district_id))[0]
    if (first is not None and year < first) or (last is not None and year > last):
        years = f"{first or ''}–{last or ''}" if first != last else str(first)
        raise DomainError(f"เครื่องมือรุ่นนี้เผยแพร่สำหรับปีการศึกษา {years} เริ่มใช้ในปีการศึกษา {year} ไม่ได้", field="version")


def terms_of(district: Any) -> list[Term]:
    """Term boundaries the office has set; one query."""
    return [
        Term(row.academic_year, row.term, row.starts_on, row.ends_on)
        for row in AcademicTerm.objects.of_district(district)
    ]


@dataclass(frozen=True)
class WorkingLine:
    """One item in the working of a score; `value` None means it was not observed, not answered or not asked for. An
    answer to an item that is not asked (any more) is kept but does not count."""

    text: str
    value: Decimal | None
    highest: int
    weight: Decimal
    label: str
    note: str
    not_observed: bool
    asked: bool = True


@dataclass(frozen=True)
class BandLine:
    """A band as a sentence of bounds: from `lower`, below `upper` (None for the top one)."""

    label: str
    lower: Decimal
    upper: Decimal | None
    reached: bool


@dataclass(frozen=True)
class Working:
    """แสดงวิธีคิด: the answers, the rule and the version a score was worked out with."""

    response: Response
    form: Form
    score: scoring.Score
    lines: tuple[WorkingLine, ...]
    bands: tuple[BandLine, ...]

    @property
    def weights(self) -> Decimal:
        """Sum of the weights of what was scored: what the total is divided by for the mean."""
        return sum((line.weight for line in self.lines if line.value is not None), Decimal(0))

    @property
    def not_asked(self) -> int:
        return sum(1 for line in self.lines if not line.asked)

    @property
    def not_observed(self) -> int:
        return sum(1 for line in self.lines if line.not_observed)


def working(response: Response) -> Working:
    """The working of one response, from its answers, not from its cached columns."""
    form = form_of(response.version_id)
    answers = {answer.item_id: answer for answer in Answer.objects.filter(response=response)}
    asked = asked_items(form, answers, today=begun_on(response))
    numbers = {key: answer.number for key, answer in answers.items() if answer.number is not None and key in asked}
    sample = form.version.instrument.district.settings.sample_sd
    found = scoring.score(form.rate(numbers), bands=form.bands, basis=form.basis, sample=sample)
    lines = []
    for key in form.rated:
        item, answer = form.items[key], answers.get(key) if key in asked else None
        level = form.levels[key].get(int(answer.number)) if answer and answer.number is not None else None
        lines.append(
            WorkingLine(
                text=item.text,
                value=answer.number if answer else None,
                highest=max(form.levels[key]),
                weight=item.weight,
                label=level.label if level else "",
                note=answer.note if answer else "",
                not_observed=bool(answer and answer.not_observed),
                asked=key in asked,
            )
        )
    uppers = [*(band.lower for band in form.bands[1:]), None][: len(form.bands)]
    bands = tuple(
        BandLine(band.label, band.lower, upper, found.band is not None and found.band.pk == band.pk)
        for band, upper in zip(form.bands, uppers, strict=True)
    )
    return Working(response, form, found, tuple(lines), bands)


@dataclass(frozen=True)
class ItemFigures:
    """n, mean and S.D. of one item over many sheets; `percent` of the item's highest value."""

    item: Item
    n: int
    mean: float | None
    sd: float | None
    highest: int

    @property
    def percent(self) -> float | None:
        return self.mean * 100 / self.highest if self.mean is not None and self.highest else None


def item_figures(form: Form, responses: Any, *, sample: bool, internal: bool = False) -> list[ItemFigures]:
    """Figures of every rated item over the sheets of `responses` (a queryset or keys); one query, and two for a form
    with conditions, whose answers to items that are not asked do not count.

    Schools' own sheets never count, whatever `responses` holds; with `internal` only they do, for the school itself.
    """
    if form.is_conditional:
        kept = Response.objects.filter(pk__in=responses, is_internal=internal).values_list("pk", flat=True)
        return _conditional_figures(form, list(kept), sample=sample)
    rows = {
        row["item_id"]: row
        for row in Answer.objects.filter(
            response__in=responses, response__is_internal=internal, item__in=form.rated, number__isnull=False
        )
        .values("item_id")
        .annotate(n=Count("pk"), mean=Avg("number"), sd=StdDev(Cast("number", FloatField()), sample=sample))
    }
    figures = []
    for key in form.rated:
        row = rows.get(key, {"n": 0, "mean": None, "sd": None})
        mean = float(row["mean"]) if row["mean"] is not None else None
        figures.append(ItemFigures(form.items[key], row["n"], mean, row["sd"], max(form.levels[key])))
    return figures


def asked_answers(
    form: Form, responses: Any, *, numbers: bool = False
) -> Iterator[tuple[Any, dict[int, Answer], set[int]]]:  # fmt: skip
    """(response key, its answers to items that are asked there by item key, all items asked there) of every sheet with
    answers; with `numbers` the others are not read where no condition needs them."""
    sheets = Response.objects.filter(pk__in=responses).in_bulk()
    answers = Answer.objects.filter(response__in=responses)
    if numbers and not form.is_conditional:
        answers = answers.filter(item__in=form.rated, number__isnull=False)
    for key, rows in groupby(answers.order_by("response").iterator(chunk_size=2000), key=lambda row: row.response_id):
        given = {row.item_id: row for row in rows}
        asked = asked_items(form, given, today=begun_on(sheets[key]))
        yield key, {item: row for item, row in given.items() if item in asked}, asked


def counted_answers(form: Form, responses: Any) -> Iterator[tuple[Any, dict[int, Decimal]]]:
    """(response key, numbers of the rated items that are asked there, by item key), sheet by sheet."""
    for key, given, _ in asked_answers(form, responses, numbers=True):
        rated = ((item, given[item].number) for item in form.rated if item in given)
        yield key, {item: number for item, number in rated if number is not None}


def _conditional_figures(form: Form, responses: Any, *, sample: bool) -> list[ItemFigures]:
    given: dict[int, list[Fraction]] = {key: [] for key in form.rated}
    for _, numbers in counted_answers(form, responses):
        for key, number in numbers.items():
            given[key].append(Fraction(number))
    figures = []
    for key, values in given.items():
        sd = scoring.deviation(values, sample=sample)
        figures.append(
            ItemFigures(
                form.items[key],
                len(values),
                float(sum(values, Fraction(0)) / len(values)) if values else None,
                float(sd) if sd is not None else None,
                max(form.levels[key]),
            )
        )
    return figures


def level_counts(responses: Any, *, internal: bool = False) -> list[tuple[str, int, int]]:
    """(label, level, number of sheets) by band, highest first; one query. Schools' own sheets as in `item_figures`."""
    rows = (
        responses.filter(band__isnull=False, is_internal=internal)
        .order_by()
        .values("band__label", "band__level")
        .annotate(n=Count("pk"))
        .order_by("-band__level", "band__label")
    )
    return [(row["band__label"], row["band__level"], row["n"]) for row in rows]


def overall(responses: Iterable[Response]) -> Decimal | None:
    """Percent of several sheets together, rounded for show (see scoring.together)."""
    return scoring.decimal(scoring.together((row.total, row.highest) for row in responses), 2)


def answered_keys(response_ids: Collection[Any]) -> dict[Any, int]:
    """Number of items answered or marked not observed, by response; one query."""
    rows = (
        Answer.objects.filter(response__in=list(response_ids))
        .values("response_id")
        .annotate(n=Count("pk"))
        .values_list("response_id", "n")
    )
    return dict(rows)
