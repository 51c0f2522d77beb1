"""What participants thought of a gathering: n, mean, S.D. and level of every item and of the whole, with the working.

Everything is worked out exactly from how often each value was given; only what is shown is rounded.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count

from instruments.models import Answer, Band, BandSet, Item, Response
from instruments.queries import Form, counted_answers, form_of
from instruments.results import ChoiceLine, Heap, choice_lines, heap_of, numbers_of
from instruments.scoring import band_of, decimal, deviation, sd_label
from meetings.models import Evaluation, EvaluationSheet

MOST_TEXTS = 300


@dataclass(frozen=True)
class Figures:
    """`counts` is (value, how often), highest first. Mean and S.D. are exact until they are shown."""

    counts: tuple[tuple[Decimal, int], ...]
    n: int
    total: Decimal
    mean: Fraction | None
    sd: Decimal | None
    word: str

    @property
    def mean_text(self) -> str:
        return "–" if self.mean is None else f"{decimal(self.mean, 2)}"

    @property
    def sd_text(self) -> str:
        return "–" if self.sd is None else f"{decimal(self.sd, 2)}"

    @property
    def sum_text(self) -> str:
        """5×12 + 4×8: what the mean is the mean of."""
        return " + ".join(f"{value.normalize():f}×{times}" for value, times in self.counts)


@dataclass(frozen=True)
class ItemResult:
    number: int
    item: Item
    section: str
    figures: Figures


@dataclass(frozen=True)
class SheetsResult:
    """Figures of sheets that name nobody. `whole` is over every answer to every rated item together; `rule` the bands
    in words."""

    form: Form
    n: int
    items: tuple[ItemResult, ...]
    sections: tuple[tuple[str, Figures], ...]
    whole: Figures
    choices: tuple[ChoiceLine, ...]
    texts: tuple[tuple[Item, tuple[str, ...]], ...]
    rule: tuple[str, ...]
    sd_label: str


@dataclass(frozen=True)
class EvaluationResult(SheetsResult):
    """`ways`: how the sheets came."""

    evaluation: Evaluation
    ways: tuple[tuple[str, int], ...]


def sheets_result(form: Form, sheets: Any) -> SheetsResult:
    """Figures of anonymous `sheets` (a queryset of Response) of the form's version; a fixed number of queries. They
    name nobody, so nothing is held back for being few."""
    sample = form.version.instrument.district.settings.sample_sd
    heap: Heap = heap_of(form, sheets, None, sample=sample)
    counts = _counts(form, heap)
    numbers, titles = numbers_of(form), {item.pk: part.title for part, items in form.sections for item in items}
    one = {key: _figures(form, counts[key], sample=sample, top=max(form.levels[key])) for key in form.rated}
    return SheetsResult(
        form=form,
        n=heap.summed.count(),
        items=tuple(ItemResult(numbers[key], form.items[key], titles[key], one[key]) for key in form.rated),
        sections=_sections(form, counts, sample=sample),
        whole=_together(form, form.rated, counts, sample=sample),
        choices=tuple(choice_lines(heap)),
        texts=_texts(form, heap),
        rule=_rule(form.bands),
        sd_label=sd_label(sample=sample),
    )


def result_of(evaluation: Evaluation, *, batch: Any = None) -> EvaluationResult:
    """Figures of one form of a gathering, of one รุ่น when given. Whoever may read the gathering's result reads all of
    it."""
    form = form_of(evaluation.version_id)
    rows = EvaluationSheet.objects.filter(evaluation=evaluation)
    if batch is not None:
        rows = rows.filter(batch=batch)
    found = sheets_result(form, Response.objects.filter(evaluation_sheet__in=rows.values("pk")))
    ways = dict(rows.order_by().values_list("way").annotate(n=Count("pk")))
    return EvaluationResult(
        **{field.name: getattr(found, field.name) for field in fields(SheetsResult)},
        evaluation=evaluation,
        ways=tuple((str(way.label), ways[way.value]) for way in EvaluationSheet.Way if way.value in ways),
    )


def _counts(form: Form, heap: Heap) -> dict[int, Counter[Decimal]]:
    """How often each value was given, by item key; answers to what was not asked do not count."""
    found: dict[int, Counter[Decimal]] = {key: Counter() for key in form.rated}
    if form.is_conditional:
        for _, numbers in counted_answers(form, list(heap.summed.values_list("pk", flat=True))):
            for key, number in numbers.items():
                found[key][number] += 1
        return found
    rows = Answer.objects.filter(
        response__in=heap.summed.order_by().values("pk"), item__in=form.rated, number__isnull=False
    )
    for key, number, n in (
        rows.order_by().values("item", "number").annotate(n=Count("pk")).values_list("item", "number", "n")
    ):
        found[key][number] = n
    return found


def _figures(form: Form, counts: Counter[Decimal], *, sample: bool, top: int) -> Figures:
    n = sum(counts.values())
    total = sum((value * times for value, times in counts.items()), Decimal(0))
    mean = Fraction(total) / n if n else None
    values = list(counts.elements())
    return Figures(
        counts=tuple(sorted(counts.items(), reverse=True)),
        n=n,
        total=total,
        mean=mean,
        sd=deviation(values, sample=sample),
        word=_word(form, mean, top),
    )


def _word(form: Form, mean: Fraction | None, top: int) -> str:
    """The level of a mean. Bands of means are read as they are, bands of percentages from the share of the highest
    value; bands of a whole sheet's total say nothing about one item."""
    if mean is None or not form.bands or form.version.band_set is None:
        return ""
    basis = form.basis
    if basis == BandSet.Basis.TOTAL or (basis == BandSet.Basis.MEAN and top != form.version.band_set.highest):
        return ""
    value = mean * 100 / top if basis == BandSet.Basis.PERCENT else mean
    found = band_of(value, form.bands)
    return str(found.label) if found else ""


def _together(form: Form, keys: Sequence[int], counts: dict[int, Counter[Decimal]], *, sample: bool) -> Figures:
    """All answers of these items as one heap; a level only where they share a scale."""
    heap: Counter[Decimal] = sum((counts[key] for key in keys), Counter())
    tops = {max(form.levels[key]) for key in keys}
    return (
        _figures(form, heap, sample=sample, top=tops.pop() if len(tops) == 1 else 0)
        if tops
        else _figures(form, Counter(), sample=sample, top=0)
    )


def _sections(form: Form, counts: dict[int, Counter[Decimal]], *, sample: bool) -> tuple[tuple[str, Figures], ...]:
    rated = set(form.rated)
    found = []
    for part, items in form.sections:
        keys = [item.pk for item in items if item.pk in rated]
        if keys:
            found.append((part.title, _together(form, keys, counts, sample=sample)))
    return tuple(found)


def _texts(form: Form, heap: Heap) -> tuple[tuple[Item, tuple[str, ...]], ...]:
    """What was written, by item, in no order that would tell who wrote it: alphabetical."""
    wanted = [key for key, item in form.items.items() if item.kind == Item.Kind.TEXT]
    if not wanted:
        return ()
    given: dict[int, list[str]] = defaultdict(list)
    rows = Answer.objects.filter(response__in=heap.summed.order_by().values("pk"), item__in=wanted).exclude(text="")
    for key, text in rows.order_by("item", "text").values_list("item", "text")[:MOST_TEXTS]:
        given[key].append(text)
    return tuple((form.items[key], tuple(given[key])) for key in wanted if given[key])


def _rule(bands: Sequence[Band]) -> tuple[str, ...]:
    """ตั้งแต่ 4.51 มากที่สุด, highest first."""
    return tuple(f"ตั้งแต่ {band.lower.normalize():f} {band.label}" for band in reversed(bands))
