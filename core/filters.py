"""Filters of a list (core.tables): what is declared once a class, and what it is on one request. All of it lives in
the URL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.errors import DomainError
from core.search import MAX_LENGTH, MIN_LENGTH
from core.thai import dates, years

if TYPE_CHECKING:
    from core.tables import Table

# Above this many choices a list of links is longer than a screen: a select with a button instead.
LINKS_MAX = 14


class Filter:
    """A named filter. `path` is the model path, by default the name; `apply` may be replaced by a function
    (queryset, value)."""

    kind = ""

    def __init__(
        self, name: str, label: str, *, path: str = "", apply: Callable[[QuerySet, Any], QuerySet] | None = None
    ) -> None:
        self.name, self.label, self.path, self.function = name, label, path or name, apply

    @property
    def names(self) -> tuple[str, ...]:
        """The URL keys it reads."""
        return (self.name,)

    def bind(self, table: Table) -> BoundFilter:
        return BoundFilter(self, table)

    def clean(self, table: Table) -> Any:
        """The value asked for, None when absent; raises DomainError for what cannot be used."""
        return table.query.get(self.name) or None

    def narrow(self, queryset: QuerySet, value: Any) -> QuerySet:
        return self.function(queryset, value) if self.function else queryset.filter(**{self.path: value})

    def value_text(self, value: Any, table: Table) -> str:
        return str(value)


class ChoiceFilter(Filter):
    """One of some choices: pairs (value, label), or a function of the table giving them. `any_label`: what no
    choice is called."""

    kind = "choice"

    def __init__(
        self,
        name: str,
        label: str,
        choices: Iterable[tuple[Any, Any]] | Callable[[Table], Iterable[tuple[Any, Any]]],
        *,
        any_label: str = "",
        **options: Any,
    ) -> None:
        super().__init__(name, label, **options)
        self.choices, self.any_label = choices, any_label or f"ทุก{label}"
        self.fetched = callable(choices)

    def pairs(self, table: Table) -> list[tuple[str, str]]:
        choices = self.choices(table) if callable(self.choices) else self.choices
        return [(str(value), str(label)) for value, label in choices if value not in (None, "")]

    def clean(self, table: Table) -> str | None:
        wanted = table.query.get(self.name, "")
        if not wanted:
            return None
        if wanted not in dict(self.bound_pairs(table)):
            raise DomainError(f"ไม่มีตัวเลือก “{wanted[:40]}” ใน{self.label}", field=self.name)
        return wanted

    def bound_pairs(self, table: Table) -> list[tuple[str, str]]:
        """Choices read once a request."""
        held = table.options.setdefault("_pairs", {})
        if self.name not in held:
            held[self.name] = self.pairs(table)
        return held[self.name]

    def value_text(self, value: Any, table: Table) -> str:
        return dict(self.bound_pairs(table)).get(value, value)


class TextFilter(Filter):
    """Text of three to a hundred characters, found anywhere in any of `fields` (trigram indexes serve it)."""

    kind = "text"

    def __init__(
        self,
        name: str,
        label: str,
        *,
        fields: Sequence[str],
        lookup: str = "contains",
        min_length: int = MIN_LENGTH,
        apply: Callable[[QuerySet, Any], QuerySet] | None = None,
    ) -> None:
        super().__init__(name, label, apply=apply)
        self.fields, self.lookup, self.min_length = fields, lookup, min_length

    def clean(self, table: Table) -> str | None:
        text = " ".join(table.query.get(self.name, "").replace("\x00", "").split())
        if not text:
            return None
        if len(text) < self.min_length:
            raise DomainError(f"โปรดพิมพ์คำค้นอย่างน้อย {self.min_length} ตัวอักษร", field=self.name)
        if len(text) > MAX_LENGTH:
            raise DomainError(f"คำค้นยาวเกิน {MAX_LENGTH} ตัวอักษร โปรดพิมพ์ให้สั้นลง", field=self.name)
        return text

    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        if self.function:
            return self.function(queryset, value)
        for word in value.split(" "):
            found = Q()
            for field in self.fields:
                found |= Q(**{f"{field}__{self.lookup}": word})
            queryset = queryset.filter(found)
        return queryset


class DateFilter(Filter):
    """Between two days typed in พ.ศ., both optional: keys NAME-from and NAME-to."""

    kind = "dates"

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}-from", f"{self.name}-to")

    def clean(self, table: Table) -> tuple[date | None, date | None] | None:
        first, last = (
            dates.parse_date(str(table.query[key]), field=key) if table.query.get(key) else None for key in self.names
        )
        if first is None and last is None:
            return None
        if first and last and last < first:
            raise DomainError("วันสุดท้ายอยู่ก่อนวันแรก", field=self.names[1])
        return first, last

    def narrow(self, queryset: QuerySet, value: tuple[date | None, date | None]) -> QuerySet:
        if self.function:
            return self.function(queryset, value)
        first, last = value
        if first:
            queryset = queryset.filter(**{f"{self.path}__gte": first})
        return queryset.filter(**{f"{self.path}__lte": last}) if last else queryset

    def value_text(self, value: tuple[date | None, date | None], table: Table) -> str:
        first, last = value
        if first and last:
            return dates.date_range(first, last)
        return f"ตั้งแต่ {dates.thai_date(first, 'short')}" if first else f"ถึง {dates.thai_date(last, 'short')}"


class YearFilter(ChoiceFilter):
    """ปีงบประมาณ of a date column (`system="fiscal"`) or ปีการศึกษา ("academic"); years: พ.ศ. list or a function of
    the table."""

    def __init__(
        self,
        name: str,
        label: str = "ปีงบประมาณ",
        *,
        years: Iterable[int] | Callable[[Table], Iterable[int]],
        system: str = "fiscal",
        **options: Any,
    ) -> None:
        self.years, self.system = years, system
        super().__init__(name, label, self._choices, **options)
        self.fetched = False

    def _choices(self, table: Table) -> list[tuple[str, str]]:
        numbers = self.years(table) if callable(self.years) else self.years
        label = years.fiscal_label if self.system == "fiscal" else years.academic_label
        return [(str(year), label(year)) for year in numbers]

    def narrow(self, queryset: QuerySet, value: str) -> QuerySet:
        if self.function:
            return self.function(queryset, int(value))
        span = years.fiscal_range if self.system == "fiscal" else years.academic_year_range
        return queryset.filter(**{f"{self.path}__range": span(int(value))})


class BoundFilter:
    """A filter with what this request asks of it. `error` is a Thai sentence; a filter in error narrows nothing."""

    def __init__(self, declared: Filter, table: Table) -> None:
        self.declared, self.table = declared, table
        self.name, self.label, self.kind, self.names = declared.name, declared.label, declared.kind, declared.names
        self.value: Any = None
        self.error = ""
        try:
            self.value = declared.clean(table)
        except DomainError as problem:
            self.error = problem.message

    @property
    def active(self) -> bool:
        return self.value is not None

    @property
    def typed(self) -> list[tuple[str, str]]:
        """(key, text) as it stands in the address, for the boxes of a form."""
        return [(name, self.table.query.get(name, "")) for name in self.names]

    @property
    def text(self) -> str:
        """What its button says: the value, or what it is called without one."""
        if self.value is not None:
            return self.declared.value_text(self.value, self.table)
        return getattr(self.declared, "any_label", self.label)

    @property
    def clear_url(self) -> str:
        return self.table.url(**dict.fromkeys(self.names))

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return self.table.hidden_inputs(*self.names)

    @property
    def asked(self) -> bool:
        """The person opened this one (?choices=name): without script the page comes with it open."""
        return bool(self.table.query.get("choices") == self.name)

    @property
    def lazy(self) -> bool:
        """Choices that come from the database are fetched when somebody opens them, not read for every page of the
        list: they cost more than its fifty rows."""
        return isinstance(self.declared, ChoiceFilter) and self.declared.fetched and not self.active and not self.asked

    @property
    def open_url(self) -> str:
        """This list with the choices of this filter in it."""
        bare = self.table.url()
        return f"{bare}{'&' if bare != '?' else ''}choices={self.name}"

    @property
    def as_links(self) -> bool:
        return self.kind == "choice" and len(self.pairs) <= LINKS_MAX

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return self.declared.bound_pairs(self.table) if isinstance(self.declared, ChoiceFilter) else []

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Links of a choice filter, the first for none."""
        first = {"label": self.text if not self.active else getattr(self.declared, "any_label", ""), "value": ""}
        rows = [first, *({"label": label, "value": value} for value, label in self.pairs)]
        bare = self.table.url(**{self.name: None})
        start = f"{bare}&" if bare != "?" else bare
        for row in rows:
            row["url"] = f"{start}{urlencode({self.name: row['value']})}" if row["value"] else bare
            row["current"] = row["value"] == (self.value or "")
        return rows

    @property
    def links_html(self) -> SafeString:
        """The links in one piece: a template loop over every choice of every filter costs more than the rows."""
        return format_html_join(
            "",
            '<a class="nt-filter-choice" href="{}"{}>{}</a>',
            (
                (row["url"], mark_safe(' aria-current="true"') if row["current"] else "", row["label"])
                for row in self.choices
            ),
        )

    @property
    def options_html(self) -> SafeString:
        """The options of a select, in one piece likewise."""
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((value, mark_safe(" selected") if value == self.value else "", label) for value, label in self.pairs),
        )

    def apply(self, queryset: QuerySet) -> QuerySet:
        return self.declared.narrow(queryset, self.value) if self.value is not None else queryset
