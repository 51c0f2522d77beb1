"""Lists: declared columns, filters, sorting and paging, all in the URL; rows are drawn by one template of the app.

    class VisitTable(Table):
        row_template = "field/_visit_row.html"    # <tr role="row"><td {{ c.date }}>{{ row.date|thai_short }}</td>…</tr>
        empty = "ยังไม่มีบันทึกการนิเทศในช่วงนี้"
        default_sort = "-date"
        columns = (
            Column("date", "วันที่", sort="visit_date"),
            Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
            Column("count", "นักเรียน", numeric=True),
            Column("act", "", phone=ACT),
        )
        filters = (
            TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
            ChoiceFilter("state", "สถานะ", State.choices),
        )

    table = VisitTable(request, Visit.objects.visible_to(user).select_related(…), title="การนิเทศ")
    return render(request, "field/list.html", {"table": table})        # {% include "components/table.html" %}

A page costs two queries (rows, capped count) whatever the number of rows. Pages follow by key, not by offset: the
address carries the sort value and primary key of the row it continues from. `table.filtered` is the same list
unpaged, for exports.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.filters import BoundFilter, Filter

TITLE, PAIR, WIDE, HIDDEN, ACT = "title", "pair", "wide", "hidden", "act"
COUNT_CAP = 1000
PAGE_SIZE = 50
_CURSOR_KEYS = ("after", "before")
# Which filter's choices this answer carries (core.filters.BoundFilter.asked); never part of a list's own address.
OPEN_KEY = "choices"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. sort: model path it sorts by (None = not sortable). phone: what it is on a card: TITLE, PAIR
    (label and value), WIDE (a line of its own), HIDDEN, ACT (a button over the full width). bare: no label before
    the value on the card."""

    name: str
    header: str
    sort: str | None = None
    numeric: bool = False
    phone: str = PAIR
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A column head as drawn: `url` sorts by it, `direction` is "", "ascending" or "descending"."""

    column: Column
    url: str
    direction: str


class Table:
    """See the module. Subclasses declare; instances belong to one request."""

    columns: ClassVar[Sequence[Column]] = ()
    filters: ClassVar[Sequence[Filter]] = ()
    row_template: ClassVar[str]
    default_sort: ClassVar[str] = ""
    page_size: ClassVar[int] = PAGE_SIZE
    empty: ClassVar[str] = "ไม่มีรายการ"
    empty_filtered: ClassVar[str] = "ไม่มีรายการตามตัวกรองนี้"
    unit: ClassVar[str] = "รายการ"

    def __init__(self, request: HttpRequest, queryset: QuerySet[Any], *, title: str = "", **options: Any) -> None:
        self.request, self.base, self.title, self.options = request, queryset, title, options
        self.query: QueryDict = request.GET
        self.bound_filters: list[BoundFilter] = [f.bind(self) for f in self.get_filters()]

    def get_filters(self) -> Sequence[Filter]:
        """Filters of this request; a subclass narrows choices to what the person may see here."""
        return self.filters

    @cached_property
    def filtered(self) -> QuerySet[Any]:
        """What the filters leave, sorted, not paged: exactly what an export of this page holds."""
        queryset = self.base
        for bound in self.bound_filters:
            queryset = bound.apply(queryset)
        return queryset.order_by(*self._ordering(reverse=False))

    @cached_property
    def sort(self) -> str:
        """The sort in force, "-" before the column's name when descending."""
        wanted = self.query.get("sort", "")
        return wanted if self._column(wanted) else self.default_sort

    @cached_property
    def is_filtered(self) -> bool:
        return any(bound.active for bound in self.bound_filters)

    @cached_property
    def active_filters(self) -> list[BoundFilter]:
        return [bound for bound in self.bound_filters if bound.active]

    @cached_property
    def search(self) -> BoundFilter | None:
        """The first text filter; it stands as the search box before the filter buttons."""
        return next((bound for bound in self.bound_filters if bound.kind == "text"), None)

    @cached_property
    def buttons(self) -> list[BoundFilter]:
        return [bound for bound in self.bound_filters if bound is not self.search]

    @cached_property
    def count(self) -> int:
        """How many rows, counted up to COUNT_CAP + 1."""
        return self.filtered.order_by()[: COUNT_CAP + 1].count()

    @property
    def count_text(self) -> str:
        if self.count > COUNT_CAP:
            return f"มากกว่า {COUNT_CAP:,}"
        return f"{self.count:,}"

    @property
    def is_capped(self) -> bool:
        return self.count > COUNT_CAP

    @cached_property
    def rows(self) -> list[Any]:
        return self._page[0]

    @property
    def first(self) -> int:
        """Place of the page's first row in the whole list, counted from 1."""
        return self._page[1] + 1

    @property
    def last(self) -> int:
        return self._page[1] + len(self.rows)

    @property
    def span_text(self) -> str:
        """What the foot says of the page: places in the list; a register may say its own numbers."""
        return f"{self.first}–{self.last}"

    @property
    def next_url(self) -> str:
        return self.url(after=self._cursor(self.rows[-1], self.last)) if self.rows and self._page[3] else ""

    @property
    def previous_url(self) -> str:
        if not self.rows or not self._page[2]:
            return ""
        if self._page[1] <= self.page_size:
            return self.url()
        return self.url(before=self._cursor(self.rows[0], self._page[1]))

    @property
    def first_url(self) -> str:
        return self.url() if self._page[2] else ""

    @cached_property
    def headers(self) -> list[Header]:
        heads = []
        for column in self.columns:
            url = direction = ""
            if column.sort:
                down = self.sort == f"-{column.name}"
                direction = "descending" if down else "ascending" if self.sort == column.name else ""
                url = self.url(sort=column.name if down or not direction else f"-{column.name}")
            heads.append(Header(column, url, direction))
        return heads

    @cached_property
    def cells(self) -> dict[str, SafeString]:
        """Attributes of each column's cell: role, label for the card, alignment. Made once, written by the row
        template."""
        made = {}
        for column in self.columns:
            css = f"nt-c-{column.phone}" + (" nt-num" if column.numeric else "")
            label = column.header if column.phone in (PAIR, WIDE) and not column.bare else ""
            made[column.name] = (
                format_html('role="cell" class="{}" data-label="{}"', css, label)
                if label
                else format_html('role="cell" class="{}"', css)
            )
        return made

    def url(self, **changes: Any) -> str:
        """This list with changes, from its first page."""
        query = self.query.copy()
        for key in (*_CURSOR_KEYS, OPEN_KEY, *changes):
            query.pop(key, None)
        for key, value in changes.items():
            if value not in (None, ""):
                query[key] = str(value)
        return f"?{query.urlencode()}"

    @property
    def clear_url(self) -> str:
        return self.url(**{name: None for bound in self.bound_filters for name in bound.names})

    @property
    def query_string(self) -> str:
        """Filters and sort without the page, for the address of an export."""
        return self.url().removeprefix("?")

    def hidden_inputs(self, *but: str) -> list[tuple[str, str]]:
        """(name, value) pairs a GET form carries along so that the rest of the address stays."""
        return [(k, v) for k, values in self.query.lists() if k not in (*but, *_CURSOR_KEYS, OPEN_KEY) for v in values]

    def _column(self, sort: str) -> Column | None:
        name = sort.removeprefix("-")
        return next((c for c in self.columns if c.name == name and c.sort), None)

    def _ordering(self, *, reverse: bool) -> list[str]:
        column, down = self._column(self.sort), self.sort.startswith("-")
        sign = "-" if down != reverse else ""
        return [f"{sign}{column.sort}", f"{sign}pk"] if column and column.sort else [f"{sign}pk"]

    @cached_property
    def _page(self) -> tuple[list[Any], int, bool, bool]:
        """(rows, rows before them, is there a page before, is there one after)."""
        for key in _CURSOR_KEYS:
            place = _read_cursor(self.query.get(key, ""))
            if place is None:
                continue
            value, pk, number = place
            backwards = key == "before"
            try:
                queryset = self.filtered.filter(self._beyond(value, pk, backwards=backwards))
                rows = list(queryset.order_by(*self._ordering(reverse=backwards))[: self.page_size + 1])
            except (ValueError, TypeError, ValidationError, DataError):
                break  # an address somebody edited: show the first page
            more = len(rows) > self.page_size
            rows = rows[: self.page_size]
            if backwards:
                return rows[::-1], max(0, number - len(rows)), more, True
            return rows, number, True, more
        rows = list(self.filtered[: self.page_size + 1])
        return rows[: self.page_size], 0, False, len(rows) > self.page_size

    def _beyond(self, value: Any, pk: Any, *, backwards: bool) -> Q:
        """Rows after (or before) a row in the sort. PostgreSQL holds NULL for the greatest value, so ascending ends
        with it."""
        column = self._column(self.sort)
        up = self.sort.startswith("-") == backwards
        beyond_pk = Q(pk__gt=pk) if up else Q(pk__lt=pk)
        if column is None or column.sort is None:
            return beyond_pk
        path = column.sort
        if value is None:
            same = Q(**{f"{path}__isnull": True}) & beyond_pk
            return same if up else same | Q(**{f"{path}__isnull": False})
        compare = "gt" if up else "lt"
        # value >= x AND (value > x OR pk > y): the first half lets an index on the sort column bound the scan.
        condition = Q(**{f"{path}__{compare}e": value}) & (Q(**{f"{path}__{compare}": value}) | beyond_pk)
        return condition | Q(**{f"{path}__isnull": True}) if up and self._may_be_null(path) else condition

    def _may_be_null(self, path: str) -> bool:
        model: type[Model] = self.base.model
        for part in path.split("__"):
            try:
                field = model._meta.get_field(part)
            except FieldDoesNotExist:
                return True  # an annotation: assume the worse
            if getattr(field, "null", True):
                return True
            if field.related_model:
                model = field.related_model
        return False

    def _cursor(self, row: Any, number: int) -> str:
        column = self._column(self.sort)
        value: Any = row
        if column is None or column.sort is None:
            value = None
        else:
            for part in column.sort.split("__"):
                value = getattr(value, part, None)
        if isinstance(value, Model):
            value = value.pk
        text = json.dumps([value, row.pk, number], cls=DjangoJSONEncoder, ensure_ascii=False)
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[Any, Any, int] | None:
    if not text:
        return None
    try:
        value, pk, number = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, binascii.Error):
        return None
    if isinstance(value, (list, dict)) or isinstance(pk, (list, dict)) or not isinstance(number, int):
        return None
    return value, pk, max(0, number)
