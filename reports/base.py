"""What a document is: one object with key, title, formats, parameters, who may run it and how it is built.

An app puts its own into `<app>/documents.py`; nothing else in the product names a document's type.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from django.db.models import Model, QuerySet
from django.template.loader import render_to_string

from core.errors import DomainError
from reports.forms import DocumentForm
from reports.pdf.book import Block, Book, Mark, Numbering, Paper
from reports.xlsx import Sheet

Format = Literal["pdf", "xlsx"]
FORMAT_NAMES: dict[str, str] = {"pdf": "PDF", "xlsx": "Excel"}


@dataclass(frozen=True, slots=True)
class Reader:
    """On whose behalf rows are read. `user` None is the machine's administrator at the command line, who sees all;
    it is only ever made there, by name: `Reader.machine()`."""

    user: Any

    @classmethod
    def machine(cls) -> "Reader":
        return cls(user=None)

    def visible(self, rows: Any) -> Any:
        """The rows (of a manager or a queryset) this reader may see, with the named filters of their own queryset;
        every query of a document begins here."""
        return rows.all() if self.user is None else rows.visible_to(self.user)


def _told_nobody(done: int, total: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What `build` gets: the office's code, the cleaned parameters, the format and the reader.

    A document that takes many files in says `tell(files done, of how many)`; it raises when the run was cancelled.
    """

    district_code: str
    params: dict[str, Any]
    format: str
    reader: Reader
    tell: Callable[[int, int], None] = _told_nobody

    def visible(self, rows: Any) -> Any:
        return self.reader.visible(rows)

    def block(
        self,
        template: str,
        data: dict[str, Any],
        *,
        title: str = "",
        key: str = "",
        foot: str = "",
        mark: Mark = "",
        wide: bool = False,
        pages: int = 1,
    ) -> Block:
        """A rendered template of `templates/documents/` as a block of the PDF."""
        return Block(render_to_string(template, data), title, key, foot, mark, wide, pages)


class Document:
    """Base of every definition. A subclass sets the class attributes and writes `may_run` and `pdf` or `xlsx`.

    Never print "now" on a document: the same request on the same data must give the same file. Print the day the data
    speak of instead.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str] = ""
    formats: ClassVar[tuple[Format, ...]] = ("pdf",)
    form_class: ClassVar[type[DocumentForm]] = DocumentForm

    def may_run(self, user: Any, district_code: str) -> bool:
        """Whether `user` may have this document of this office now; asked at click, in the worker, at download."""
        raise NotImplementedError

    def form(self, reader: Reader, district_code: str, data: dict[str, Any] | None = None) -> DocumentForm:
        return self.form_class(data=data, reader=reader, district_code=district_code)

    def file_name(self, context: BuildContext) -> str:
        """Name of the download without extension."""
        return self.title

    def pdf(self, context: BuildContext) -> Book:
        raise NotImplementedError

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        raise NotImplementedError

    def check_format(self, wanted: str) -> str:
        if wanted not in self.formats:
            offered = ", ".join(self.formats)
            raise DomainError(f"เอกสาร {self.key} ไม่มีรูปแบบ {wanted} (มี: {offered})", field="format")
        return wanted

    def clean(self, reader: Reader, district_code: str, given: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """(raw, cleaned) parameters: `given` over the defaults; DomainError for unknown names and bad values."""
        form = self.form(reader, district_code)
        unknown = sorted(set(given) - set(form.fields))
        if unknown:
            known = ", ".join(form.fields) or "ไม่มี"
            raise DomainError(f"เอกสาร {self.key} ไม่มีพารามิเตอร์ {', '.join(unknown)} (มี: {known})")
        raw = {**form.default_data(), **{name: _raw(value) for name, value in given.items()}}
        bound = self.form(reader, district_code, raw)
        if not bound.is_valid():
            name, errors = next(iter(bound.errors.items()))
            label = bound.fields[name].label or name if name in bound.fields else ""
            raise DomainError(f"{label}: {errors[0]}" if label else str(errors[0]), field=name)
        return raw, bound.cleaned_data


def _raw(value: Any) -> Any:
    """A parameter as a form would post it, so a run can be stored, repeated and compared."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, (list, tuple, set, QuerySet)):
        return [_raw(item) for item in value]
    return "" if value is None else str(value)


__all__ = ["Block", "Book", "BuildContext", "Document", "Format", "Mark", "Numbering", "Paper", "Reader", "Sheet"]
