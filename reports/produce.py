"""From definition and parameters to a stored file, in this process: the command line, workbooks, and the last step of
every job. Tells its progress to an observer, which may raise `Stopped`."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.utils import timezone, translation

from core.errors import DomainError
from reports.base import BuildContext, Document, Reader
from reports.files import PDF, find_file, keep_file, keep_section, load_paper, load_section, section_row
from reports.models import ReportFile, ReportSection
from reports.pdf.book import Book, Plan, Section
from reports.pdf.merge import Rendered, merge
from reports.pdf.section import render_section
from reports.xlsx import CONTENT_TYPE as XLSX
from reports.xlsx import write


class Stopped(Exception):
    """The run was cancelled or taken over; whoever works on it puts the tools down."""


class Observer(Protocol):
    def tell(self, done: int, total: int | None = None) -> None:
        """Units (pages, rows) done; may raise Stopped."""


class Silent:
    """An observer that does not listen."""

    def tell(self, done: int, total: int | None = None) -> None:
        return


@contextmanager
def thai_worker() -> Iterator[None]:
    """Workers answer nobody's browser: say the language and the clock the document is written in."""
    with translation.override("th"), timezone.override("Asia/Bangkok"):
        yield


@dataclass(frozen=True, slots=True)
class Order:
    """A checked request: the definition, its context and the raw parameters it can be repeated from."""

    document: Document
    context: BuildContext
    raw: dict[str, Any]

    @property
    def file_name(self) -> str:
        name = " ".join(self.document.file_name(self.context).split()).replace("/", "-")
        return f"{name[:150]}.{self.context.format}"


def order(document: Document, *, format: str, district_code: str, given: dict[str, Any], reader: Reader) -> Order:
    """Check rights, format and parameters; DomainError with a Thai sentence for each that does not hold."""
    document.check_format(format)
    if reader.user is not None and not (reader.user.is_active and document.may_run(reader.user, district_code)):
        raise DomainError(f"ท่านไม่มีสิทธิ์ออกเอกสาร “{document.title}” ของสำนักงานนี้")
    raw, cleaned = document.clean(reader, district_code, given)
    return Order(document, BuildContext(district_code, cleaned, format, reader), raw)


def pdf_key(request: Order, book: Book | Plan) -> str:
    return _key(request.document.key, "pdf", book.name, request.file_name)


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


def produce(request: Order, observer: Observer | None = None, *, now: datetime | None = None) -> ReportFile:
    """The stored file of a request, all its sections rendered in turn by this process."""
    observer = observer or Silent()
    now = now or timezone.now()
    if request.context.format == "xlsx":
        return produce_workbook(request, observer, now=now)
    book = request.document.pdf(request.context)
    found = find_file(pdf_key(request, book), now)
    if found:
        return found
    total = sum(section.estimate for section in book.sections)
    done = 0
    for section in book.sections:
        if section.paper is None:
            done += render_into(section_row(section, now), lambda page, done=done: observer.tell(done + page, total))
    return produce_merged(book, pdf_key(request, book), request.file_name, now=now)


def render_into(row: ReportSection, on_page: Any = None) -> int:
    """Render one section unless it is stored already; returns its pages."""
    if not row.file:
        pdf, layout = render_section(row.html, on_page)
        keep_section(row, pdf, layout)
    return row.pages


def produce_merged(book: Book | Plan, key: str, name: str, *, now: datetime) -> ReportFile:
    """Merge stored sections and papers; every section must have been rendered."""
    wanted = [section.name for section in book.sections if section.paper is None]
    rows = {row.content_hash: row for row in ReportSection.objects.rendered().filter(content_hash__in=wanted)}
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "book.pdf"
        pages = merge(book, [_rendered(section, rows, Path(folder)) for section in book.sections], target)
        return keep_file(key, target, name=name, content_type=PDF, pages=pages, now=now)


def _rendered(section: Section | Any, rows: dict[str, ReportSection], folder: Path) -> Rendered:
    if section.paper is not None:
        return load_paper(section, section.paper, folder)
    return load_section(section, rows[section.name])


def produce_workbook(request: Order, observer: Observer, *, now: datetime) -> ReportFile:
    """Write the rows, then look whether the same rows were written before: that file is the answer then."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "book.xlsx"
        content = write(target, request.document.xlsx(request.context), observer.tell)
        key = _key(request.document.key, "xlsx", content, request.file_name)
        return keep_file(key, target, name=request.file_name, content_type=XLSX, pages=None, now=now)
