"""Figures over many answer sheets as one reader may see them: items, choices, levels, groups, two rounds side by side.

The same for sheets of visits and of collection rounds, on pages and in documents. Sheets about named people the reader
may not open are summed up only where there are enough that nobody's score can be told from the sum (product §4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from instruments.models import Answer, BandSet, Item, Response
from instruments.permissions import readable
from instruments.queries import Form, ItemFigures, asked_answers, item_figures
from instruments.scoring import band_of, decimal, together

# Sheets of fewer people than this are never summed up for a reader who may not see the single sheets: with two or three
# the mean tells the score. Our assumption, no source states a number.
FEWEST_PEOPLE = 5


@dataclass(frozen=True)
class Heap:
    """Sheets of one version: `summed` are counted, `shown` may be seen one by one; `told` says which these are."""

    form: Form
    summed: QuerySet[Response]
    shown: QuerySet[Response]
    told: str
    sample: bool

    @property
    def tellable(self) -> QuerySet[Response]:
        """Sheets that may be told group by group: about no person, or seen one by one. The others are in the whole
        only; in a group they could be told apart by their school."""
        return self.summed.filter(Q(person__isnull=True) | Q(pk__in=self.shown.order_by().values("pk")))


def heap_of(form: Form, sheets: QuerySet[Response], user: Any, *, sample: bool) -> Heap:
    """The sheets of the form's version that `user` may count (None is the machine, which reads all); two queries."""
    sheets = sheets.of_office().filter(version=form.version)  # type: ignore[attr-defined]  # the manager of Response; the plugin loses its own class here
    shown = sheets if user is None else sheets.filter(readable(user))
    hidden = sheets.exclude(pk__in=shown.order_by().values("pk"))
    people = hidden.order_by().values("person").distinct().count()
    if people == 0:
        return Heap(form, sheets, shown, f"คำนวณจากทุกฉบับ {sheets.count()} ฉบับ", sample)
    if people < FEWEST_PEOPLE:
        told = f"คำนวณจาก {shown.count()} ฉบับที่ท่านมีสิทธิ์เห็น (ไม่รวมผลรายบุคคลของผู้อื่น)"
        return Heap(form, shown, shown, told, sample)
    told = f"คำนวณจากทุกฉบับ {sheets.count()} ฉบับ แสดงรายฉบับเฉพาะที่ท่านมีสิทธิ์เห็น"
    return Heap(form, sheets, shown, told, sample)


@dataclass(frozen=True)
class ItemLine:
    """A rated item: its number in the form, its section, its figures, the level of its percentage."""

    number: int
    section: str
    figures: ItemFigures
    word: str


def item_lines(heap: Heap) -> list[ItemLine]:
    """Every rated item in the order of the form; one query, two for a form with conditions."""
    form = heap.form
    titles, numbers = _titles(form), numbers_of(form)
    found = item_figures(form, heap.summed.order_by().values("pk"), sample=heap.sample)
    return [
        ItemLine(numbers[row.item.pk], titles[row.item.pk], row, percent_word(form, row.percent)) for row in found
    ]  # fmt: skip


def numbers_of(form: Form) -> dict[int, int]:
    """The number each item is shown with, by item key; notes carry none."""
    shown = [key for key, item in form.items.items() if item.kind != Item.Kind.NOTE]
    return {key: number for number, key in enumerate(shown, start=1)}


def percent_word(form: Form, value: float | Fraction | None) -> str:
    """The level of a percentage; bands over another basis can only be read for a whole sheet."""
    if value is None or form.basis != BandSet.Basis.PERCENT:
        return ""
    found = band_of(Decimal(repr(value)) if isinstance(value, float) else value, form.bands)
    return found.label if found else ""


def _titles(form: Form) -> dict[int, str]:
    return {item.pk: section.title for section, items in form.sections for item in items}


@dataclass(frozen=True)
class ChoiceLine:
    """An item that carries no score: how often each answer was given among `n`, or the range and sum of a number."""

    number: int
    section: str
    item: Item
    n: int
    counts: tuple[tuple[str, int], ...] = ()
    lowest: Decimal | None = None
    highest: Decimal | None = None
    total: Decimal | None = None


_COUNTED = (Item.Kind.YES_NO, Item.Kind.CHOICE, Item.Kind.CHOICES, Item.Kind.NUMBER)


def choice_lines(heap: Heap) -> list[ChoiceLine]:
    """Items of yes and no, of choices and of numbers, in the order of the form; at most three queries, one more for a
    form with conditions."""
    form = heap.form
    wanted = {key: item for key, item in form.items.items() if item.kind in _COUNTED}
    if not wanted:
        return []
    rows = Answer.objects.filter(response__in=heap.summed.order_by().values("pk"), item__in=wanted)
    if form.is_conditional:
        kept = asked_answers(form, heap.summed.order_by().values("pk"))
        rows = rows.filter(pk__in=[answer.pk for _, given, _ in kept for answer in given.values()])
    given: dict[int, dict[int, int]] = {key: {} for key in wanted}
    singles = rows.filter(number__isnull=False).exclude(item__kind=Item.Kind.NUMBER).values("item", "number")
    for key, number, n in singles.annotate(n=Count("pk")).values_list("item", "number", "n"):
        given[key][int(number or 0)] = n
    answered: dict[int, int] = {key: sum(counts.values()) for key, counts in given.items()}
    for key, values in rows.filter(item__kind=Item.Kind.CHOICES, values__isnull=False).values_list("item", "values"):
        answered[key] += 1
        for value in values or ():
            given[key][int(value)] = given[key].get(int(value), 0) + 1
    spans: dict[int, dict[str, Any]] = {
        row["item"]: dict(row)
        for row in rows.filter(item__kind=Item.Kind.NUMBER, number__isnull=False)
        .values("item")
        .annotate(n=Count("pk"), lowest=Min("number"), highest=Max("number"), total=Sum("number"))
    }
    titles, numbers = _titles(form), numbers_of(form)
    found = []
    for key, item in wanted.items():
        if item.kind == Item.Kind.NUMBER:
            span = spans.get(key, {"n": 0})
            low, high, total = (span.get(name) for name in ("lowest", "highest", "total"))
            found.append(ChoiceLine(numbers[key], titles[key], item, span["n"], (), low, high, total))
            continue
        words = [(1, "มี"), (0, "ไม่มี")] if item.kind == Item.Kind.YES_NO else [
            (value, level.label) for value, level in form.levels[key].items()
        ]  # fmt: skip
        counts = tuple((word, given[key].get(value, 0)) for value, word in words)
        found.append(ChoiceLine(numbers[key], titles[key], item, answered[key], counts))
    return found


@dataclass(frozen=True)
class Group:
    """Sheets of one cluster or school: all their points over all possible points, and the band of that percentage."""

    key: Any
    name: str
    n: int
    people: int
    percent: Decimal | None
    word: str


_ORDERS = {
    "school": ("school__name_sort",),
    "school__cluster": ("school__cluster__position", "school__cluster__name_sort"),
}


def groups(heap: Heap, path: str, *, empty: str = "") -> list[Group]:
    """Scored sheets by `path`, "school" or "school__cluster", in the order of their lists; one query. Only of sheets
    that may be told group by group."""
    rows: Sequence[dict[str, Any]] = list(
        heap.tellable.filter(percent__isnull=False)
        .order_by()
        .values(path, name=F(f"{path}__name"))
        .annotate(n=Count("pk"), people=Count("person", distinct=True), points=Sum("total"), top=Sum("highest"))
        .order_by(*_ORDERS[path], path)
    )
    found = []
    for row in rows:
        exact = together([(row["points"], row["top"])])
        word = percent_word(heap.form, exact)
        found.append(Group(row[path], row["name"] or empty, row["n"], row["people"], decimal(exact, 2), word))
    return found


@dataclass(frozen=True)
class Change:
    """The same item in two heaps; percentages of its highest value, `change` in percentage points."""

    text: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


def changes(before: Sequence[ItemLine], after: Sequence[ItemLine]) -> list[Change]:
    """Items by their code, which is stable across versions; only those both forms have."""
    held = {row.figures.item.code: row.figures.percent for row in before}
    lines = [row.figures for row in after if row.figures.item.code in held]
    return [Change(row.item.text, held[row.item.code], row.percent) for row in lines]


__all__ = [
    "FEWEST_PEOPLE", "Change", "ChoiceLine", "Group", "Heap", "ItemLine", "changes", "choice_lines", "groups",
    "heap_of", "item_lines", "numbers_of", "percent_word",
]  # fmt: skip
