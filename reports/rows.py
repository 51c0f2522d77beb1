"""A parameter that is a row of a register: chosen by what it is called, among those the reader may see, never by its
number in the database, which no page shows."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import ModelChoiceIterator

from core.filters import TextFilter
from core.search import MAX_LENGTH

# So many are offered at once, the newest; a search finds the others.
MOST = 20


def words_in(*fields: str) -> Callable[[Any, str], Any]:
    """A `find` that asks each typed word of any of these columns, as the search of a list does."""
    return TextFilter("q", "", fields=fields).narrow


class _Offered(ModelChoiceIterator):
    """The rows one page offers, never all there are."""

    field: "RowField"

    def __iter__(self) -> Iterator[Any]:
        if self.field.begins_empty:
            yield ("", self.field.empty_label)
        for row in self.field.offered:
            yield self.choice(row)

    def __len__(self) -> int:
        return len(self.field.offered) + self.field.begins_empty

    def __bool__(self) -> bool:
        return True


class RowField(forms.ModelChoiceField):
    """One row of `queryset`, which the form sets: what the reader may see, newest first, with what `named` reads.

    `find` narrows the rows by typed words, `asks` says what may be typed. `page` is the key of the navigation's
    item the rows live on (`link` for this person), `gone` the sentence for a row that is not among them,
    `newest` False says that the rows are not in the order of time.
    """

    is_row = True
    iterator = _Offered
    link: Any = None

    def __init__(
        self,
        *,
        label: str,
        queryset: QuerySet[Any],
        named: Callable[[Any], str] = str,
        find: Callable[[Any, str], Any],
        asks: str,
        page: str = "",
        gone: str,
        newest: bool = True,
        empty_label: str = "โปรดเลือก",
        **options: Any,
    ) -> None:
        self.named, self.find, self.asks, self.page = named, find, asks, page
        self.these = f"{MOST} รายการ{'ล่าสุด' if newest else 'แรก'}"
        self.offered: list[Any] = []
        self.text, self.matched, self.more, self.unknown = "", False, False, False
        said = {"invalid_choice": gone, "required": f"โปรดเลือก{label}"}
        super().__init__(queryset, label=label, empty_label=empty_label, error_messages=said, **options)

    def label_from_instance(self, obj: Any) -> str:
        return self.named(obj)

    def to_python(self, value: Any) -> Any:
        """The row of a key. `first`, not `get`: who may see a row in two ways still sees one."""
        if value in self.empty_values:
            return None
        found = self.row_of(value)
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return found

    def row_of(self, value: Any) -> Any:
        """The row of a key as it was posted, typed or stored; None for one that is none or not the reader's."""
        rows: Any = self.queryset
        try:
            return rows.filter(pk=value.pk if isinstance(value, Model) else value).first()
        except (TypeError, ValueError, ValidationError):
            return None

    def offer(self, chosen: Any, text: str = "") -> None:
        """Read what a page offers: what the typed words find, else the newest with what is `chosen` among them. Two
        queries, however many rows there are, and one more for a chosen row that is not among them."""
        self.text = " ".join(text.split())[:MAX_LENGTH]
        rows: Any = self.queryset
        found = list(self.find(rows, self.text)[: MOST + 1]) if self.text else []
        self.matched = bool(found)
        found = found or list(rows[: MOST + 1])
        self.more, self.offered = len(found) > MOST, found[:MOST]
        if not self.matched and chosen not in self.empty_values:
            self._keep(chosen)
        self.help_text = self._told()

    def _told(self) -> str:
        """What the list holds where it is not all, and that the address asked for a row that is not there."""
        if self.unknown:
            return f"{self.error_messages['invalid_choice']} โปรดเลือกรายการอื่น"
        if not self.text:
            return f"แสดง {self.these}" if self.more else ""
        if not self.matched:
            return f"ไม่พบรายการที่ตรงกับ “{self.text}” รายการเดิมยังเลือกได้"
        return f"พบมากกว่า {MOST} รายการ แสดง {self.these}" if self.more else f"พบ {len(self.offered)} รายการ"

    def _keep(self, chosen: Any) -> None:
        if any(str(row.pk) == str(chosen) for row in self.offered):
            return
        row = self.row_of(chosen)
        self.unknown = row is None
        if row is not None:
            self.offered.insert(0, row)

    @property
    def begins_empty(self) -> bool:
        """Whether choosing none is offered: where none may be asked for, and where the address asked for a row that is
        not there, so that no other one is printed in its place."""
        return not self.required or self.unknown or not self.offered

    @property
    def may_search(self) -> bool:
        """A list that is offered whole needs no search."""
        return self.more or bool(self.text)

    @property
    def has_none(self) -> bool:
        """Nothing to print yet."""
        return self.required and not self.offered
