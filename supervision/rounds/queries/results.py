"""Results of answer sheets, the same for a round and for visits: items, levels, clusters, schools, answers in numbers.

Sheets about named people a reader may not open are summed up only where there are enough of them that nobody's score
can be told from the sum; `told` says in words what the figures are made of.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, FloatField, Max, Min, Q, StdDev, Sum
from django.db.models.functions import Cast

from instruments.models import Answer, Band, Item, Response
from instruments.permissions import readable
from instruments.queries import Form, ItemFigures, item_figures, level_counts
from instruments.scoring import band_of, decimal, sd_label, together
from reports.charts import Chart, bars, percent
from schools.models import Cluster, School
from supervision.field.documents.forms import FEWEST_PEOPLE
from supervision.rounds.models import CollectionRound, RoundSchool
from supervision.rounds.models.round import ANSWERED


@dataclass(frozen=True)
class ItemLine:
    """One rated item: number in the form, its section, figures, the level of its percentage (bands over percent)."""

    number: int
    section: str
    figures: ItemFigures
    band: str


@dataclass(frozen=True)
class ChoiceLine:
    """One item that carries no score: what was answered how often, or the range of a number."""

    number: int
    section: str
    item: Item
    n: int
    counts: tuple[tuple[str, int, str], ...]
    lowest: Decimal | None = None
    highest: Decimal | None = None
    total: Decimal | None = None


@dataclass(frozen=True)
class Group:
    """A cluster or school. `hidden` True: too few named people to show a figure."""

    key: int | None
    name: str
    sheets: int
    schools: int
    mean: float | None
    sd: float | None
    percent: Decimal | None
    band: str
    hidden: bool = False


@dataclass(frozen=True)
class Results:
    form: Form
    sheets: int
    schools: int
    told: str
    sd_label: str
    total: Group
    items: tuple[ItemLine, ...]
    choices: tuple[ChoiceLine, ...]
    levels: tuple[tuple[str, int, str], ...]
    unscored: int
    clusters: tuple[Group, ...]
    per_school: tuple[Group, ...]

    @property
    def items_chart(self) -> Chart | None:
        """Percent of every item, lowest first; None where nothing carries a score."""
        rows = [(row.number, row.figures.percent) for row in self.items if row.figures.percent is not None]
        if not rows:
            return None
        rows.sort(key=lambda row: row[1])
        return bars(
            [(f"ข้อ {number}", round(value)) for number, value in rows], title="ร้อยละรายข้อ น้อยไปมาก", unit="%", whole=0
        )

    @property
    def levels_chart(self) -> Chart | None:
        if not any(n for _, n, _ in self.levels):
            return None
        return bars([(label, n) for label, n, _ in self.levels], title="จำนวนตามระดับ", unit="ฉบับ")


def sheets_of_round(round_: CollectionRound) -> Any:
    """Sheets of schools whose answer stands: sent or accepted; those returned or excused do not count."""
    return Response.objects.of_office().filter(
        round_sheet__entry__in=RoundSchool.objects.filter(round=round_, state__in=ANSWERED).values("pk")
    )


def summable(sheets: Any, user: Any) -> tuple[Any, str, bool]:
    """(sheets the figures are made of, a sentence that says which, whether some of them are closed to the reader).

    `user` None is the machine, which reads all. Sheets of fewer than FEWEST_PEOPLE people the reader may not open are
    left out.
    """
    count = sheets.count()
    if user is None:
        return sheets, f"คำนวณจากทุกฉบับ {count} ฉบับ", False
    shown = sheets.filter(readable(user))
    hidden = sheets.exclude(pk__in=shown.order_by().values("pk"))
    people = hidden.order_by().values("person").distinct().count()
    if people == 0:
        return sheets, f"คำนวณจากทุกฉบับ {count} ฉบับ", False
    if people < FEWEST_PEOPLE:
        return shown, f"คำนวณจาก {shown.count()} ฉบับที่ท่านมีสิทธิ์เห็น (ไม่รวมผลรายบุคคลของผู้อื่น)", False
    return sheets, f"คำนวณจากทุกฉบับ {count} ฉบับ แสดงรายฉบับเฉพาะที่ท่านมีสิทธิ์เห็น", True


def results(form: Form, sheets: Any, user: Any, *, sample: bool) -> Results:
    """Everything a page or document of results shows; a fixed number of queries."""
    own, told, closed = summable(sheets.filter(version=form.version), user)
    readable_keys = own.filter(readable(user)) if closed else None
    counted = level_counts(own)
    scored = sum(n for _, _, n in counted)
    totals = own.order_by().aggregate(
        n=Count("pk"), schools=Count("school", distinct=True), total=Sum("total"), highest=Sum("highest"),
        mean=Avg("mean"), sd=StdDev(Cast("percent", FloatField()), sample=sample), scored=Count("percent"),
    )  # fmt: skip
    return Results(
        form=form,
        sheets=totals["n"],
        schools=totals["schools"],
        told=told,
        sd_label=sd_label(sample=sample),
        total=_group(form, None, "รวม", totals),
        items=tuple(_items(form, own, sample=sample)),
        choices=tuple(_choices(form, own)),
        levels=_levels(form, counted, scored),
        unscored=totals["n"] - scored,
        clusters=_groups(form, own, "school__cluster", "school__cluster__name", sample, readable_keys),
        per_school=_groups(form, own, "school", "school__name", sample, readable_keys),
    )


def _levels(form: Form, counted: Sequence[tuple[str, int, int]], scored: int) -> tuple[tuple[str, int, str], ...]:
    """Every band, highest first, those nobody reached with 0; labels only where the form has no bands any more."""
    found = {label: n for label, _, n in counted}
    labels = [band.label for band in reversed(form.bands)] or [label for label, _, _ in counted]
    return tuple((label, found.get(label, 0), percent(found.get(label, 0), scored)) for label in labels)


def _sections(form: Form) -> dict[int, str]:
    return {item.pk: section.title for section, items in form.sections for item in items}


def numbers_of(form: Form) -> dict[int, int]:
    """The number each item is shown with, notes left out."""
    shown = [key for key, item in form.items.items() if item.kind != Item.Kind.NOTE]
    return {key: number for number, key in enumerate(shown, start=1)}


def _items(form: Form, own: Any, *, sample: bool) -> list[ItemLine]:
    titles, numbers = _sections(form), numbers_of(form)
    return [
        ItemLine(numbers[row.item.pk], titles[row.item.pk], row, _word(form, row.percent))
        for row in item_figures(form, own.order_by().values("pk"), sample=sample)
    ]


def _word(form: Form, value: float | Decimal | None) -> str:
    """The level of a percentage; only bands over percentages can be read for anything but a whole sheet."""
    if value is None or form.basis != "percent":
        return ""
    found: Band | None = band_of(Decimal(repr(value)) if isinstance(value, float) else value, form.bands)
    return found.label if found else ""


def _choices(form: Form, own: Any) -> list[ChoiceLine]:
    """Items without a score; three queries for all of them."""
    kinds = Item.Kind
    wanted = {
        key: item
        for key, item in form.items.items()
        if item.kind in (kinds.YES_NO, kinds.CHOICE, kinds.CHOICES, kinds.NUMBER)
    }
    if not wanted:
        return []
    rows = Answer.objects.filter(response__in=own.order_by().values("pk"), item__in=wanted)
    one: dict[int, dict[int, int]] = {}
    for item, number, n in (
        rows.filter(number__isnull=False)
        .exclude(item__kind=kinds.NUMBER)
        .values("item", "number")
        .annotate(n=Count("pk"))
        .values_list("item", "number", "n")
    ):
        one.setdefault(item, {})[int(number)] = n
    many: dict[int, dict[str, int]] = {}
    answered: dict[int, int] = {}
    for item, values in rows.filter(item__kind=kinds.CHOICES).values_list("item", "values"):
        answered[item] = answered.get(item, 0) + 1
        for value in values if isinstance(values, list) else []:
            held = many.setdefault(item, {})
            held[str(value)] = held.get(str(value), 0) + 1
    spans = {
        row["item"]: row
        for row in rows.filter(item__kind=kinds.NUMBER, number__isnull=False)
        .values("item")
        .annotate(n=Count("pk"), lowest=Min("number"), highest=Max("number"), total=Sum("number"))
    }
    titles, numbers = _sections(form), numbers_of(form)
    found = []
    for key, item in wanted.items():
        place = {"number": numbers[key], "section": titles[key], "item": item}
        if item.kind == kinds.NUMBER:
            span = spans.get(key, {"n": 0, "lowest": None, "highest": None, "total": None})
            found.append(ChoiceLine(**place, n=span["n"], counts=(), lowest=span["lowest"], highest=span["highest"],
                                    total=span["total"]))  # fmt: skip
            continue
        if item.kind == kinds.CHOICES:
            n = answered.get(key, 0)
            told = many.get(key, {})
            pairs = [(lv.label, told.get(str(lv.value), 0) + (told.get(lv.code, 0) if lv.code else 0))
                     for lv in form.levels[key].values()]  # fmt: skip
        else:
            held_one = one.get(key, {})
            n = sum(held_one.values())
            words = [(1, "มี"), (0, "ไม่มี")] if item.kind == kinds.YES_NO else [
                (value, level.label) for value, level in form.levels[key].items()
            ]  # fmt: skip
            pairs = [(word, held_one.get(value, 0)) for value, word in words]
        found.append(ChoiceLine(**place, n=n, counts=tuple((word, k, percent(k, n)) for word, k in pairs)))
    return found


def _groups(
    form: Form, own: Any, path: str, name: str, sample: bool, open_sheets: Any | None
) -> tuple[Group, ...]:  # fmt: skip
    """Groups in order of name. Where some sheets are closed to the reader, groups of few named people show no figure,
    and never just one group: it could be told from the total."""
    rows = list(
        own.order_by()
        .values(path, name)
        .annotate(
            n=Count("pk"), schools=Count("school", distinct=True), total=Sum("total"), highest=Sum("highest"),
            mean=Avg("mean"), sd=StdDev(Cast("percent", FloatField()), sample=sample),
            people=Count("person", distinct=True),
        )
    )  # fmt: skip
    hidden: set[Any] = set()
    if open_sheets is not None:
        unseen = own.exclude(pk__in=open_sheets.order_by().values("pk"))
        closed = dict(
            unseen.order_by().values(path).annotate(k=Count("person", distinct=True)).values_list(path, "k")
        )
        hidden = {key for key, people in closed.items() if 0 < people < FEWEST_PEOPLE}
        if len(hidden) == 1 and len(closed) > 1:
            hidden.add(min((key for key in closed if key not in hidden), key=lambda key: closed[key]))
    order = {key: place for place, key in enumerate(_order(path, [row[path] for row in rows]))}
    rows.sort(key=lambda row: order.get(row[path], len(order)))
    return tuple(_group(form, row[path], row[name] or "ไม่ได้อยู่ในกลุ่ม", row, hidden=row[path] in hidden) for row in rows)


def _order(path: str, keys: Collection[Any]) -> list[Any]:
    """Schools in Thai order; clusters in the office's own."""
    if path == "school":
        return list(School.objects.filter(pk__in=keys).order_by("name_sort", "pk").values_list("pk", flat=True))
    return list(Cluster.objects.filter(pk__in=[key for key in keys if key]).values_list("pk", flat=True))


def _group(form: Form, key: Any, name: str, row: dict[str, Any], *, hidden: bool = False) -> Group:
    if hidden:
        return Group(key, name, row["n"], row["schools"], None, None, None, "", hidden=True)
    exact = together([(row["total"], row["highest"])])
    mean = float(row["mean"]) if row["mean"] is not None else None
    band: Band | None = band_of(exact, form.bands) if form.basis == "percent" else None
    return Group(
        key, name, row["n"], row["schools"], mean, row["sd"], decimal(exact, 2), band.label if band else ""
    )


@dataclass(frozen=True)
class Compared:
    """The same item in two rounds; `change` in percentage points."""

    text: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


def compare(first: Results, second: Results) -> list[Compared]:
    """Items by their code, which is stable across versions; only those both forms have."""
    held = {row.figures.item.code: row.figures.percent for row in first.items}
    return [
        Compared(row.figures.item.text, held[row.figures.item.code], row.figures.percent)
        for row in second.items
        if row.figures.item.code in held
    ]


def others_with(round_: CollectionRound) -> list[CollectionRound]:
    """Rounds of the same instrument with results, newest first."""
    return list(
        CollectionRound.objects.with_results()
        .filter(district=round_.district_id, version__instrument=round_.version.instrument_id)
        .filter(~Q(pk=round_.pk))
        .order_by("-due_on", "-pk")[:20]
    )
