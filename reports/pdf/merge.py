"""Sections and papers → one PDF: links, bookmarks, page numbers, fonts stored once, the same bytes again."""

import hashlib
import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Stream, String

from core.errors import DomainError
from reports.pdf import textlayer
from reports.pdf.book import Book, Plan, PlannedSection, Section
from reports.pdf.fonts import thai_faces
from reports.pdf.numbers import CHUNK, HEIGHT_PT, REFERENCE_WIDTH_PT, WIDTH_PT, Style, number_sheet
from reports.pdf.section import Layout, Place

log = logging.getLogger(__name__)
_CM = 72 / 2.54


@dataclass(frozen=True, slots=True)
class Rendered:
    """One section as it came from the renderer or from the store: bytes, or a file when it may be large. Papers have no
    layout."""

    section: Section | PlannedSection
    pdf: bytes | Path
    layout: Layout | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A box on page `page` (from 0) in which the number of page `to` is printed; points from the lower left."""

    page: int
    right: float
    bottom: float
    to: int


class BrokenPaper(DomainError):
    """An uploaded PDF cannot be taken in; the message is a Thai sentence naming it."""


def merge(book: Book | Plan, parts: list[Rendered], target: Path | BinaryIO) -> int:
    """Write the book to `target` and return its number of pages."""
    with Pdf.new() as out:
        destinations: dict[str, Place] = {}
        starts: list[int] = []
        sources: list[Pdf] = []
        for part in parts:
            start = len(out.pages)
            starts.append(start)
            source = _open(part)
            sources.append(source)
            out.pages.extend(source.pages)
            destinations.update(_destinations(part, start))
        references: list[Reference] = []
        for start, part, end in zip(starts, parts, [*starts[1:], len(out.pages)], strict=True):
            references += _fix_links(out, part, start, end, destinations)
        _bookmarks(out, parts, starts)
        _print_references(out, references, book.digits)
        if book.numbering != "none":
            _stamp(out, book, book.numbering, _beginnings(parts, starts) if book.restart else set())
        _share_fonts(out)
        textlayer.mend(out, thai_faces())
        out.docinfo["/Title"] = String(book.title)
        out.Root.Lang = String("th")
        out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        out.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        for source in sources:
            source.close()
        return len(out.pages)


def _open(part: Rendered) -> Pdf:
    try:
        source = Pdf.open(io.BytesIO(part.pdf) if isinstance(part.pdf, bytes) else part.pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        title = part.section.paper.title if part.section.paper else ""
        raise BrokenPaper(f"เปิดไฟล์ PDF “{title}” ไม่ได้ ไฟล์อาจเสียหรือมีรหัสผ่าน") from error
    if part.section.paper and not source.pages:
        raise BrokenPaper(f"ไฟล์ PDF “{part.section.paper.title}” ไม่มีหน้า")
    return source


def _moved(place: Place, start: int) -> Place:
    return Place(place.page + start, place.x, place.y)


def _destinations(part: Rendered, start: int) -> dict[str, Place]:
    """Where `pack:KEY` leads: keys of blocks and papers, then ids of elements."""
    found: dict[str, Place] = {}
    if part.section.paper:
        if part.section.paper.key:
            found[part.section.paper.key] = Place(start, 0, 10_000)
        return found
    if part.layout is None:
        return found
    found |= {name: _moved(p, start) for name, p in part.layout.anchors.items() if not name.startswith("block-")}
    for number, block in enumerate(part.section.blocks):
        place = part.layout.anchors.get(f"block-{number}")
        if block.key and place:
            found[block.key] = _moved(place, start)
    return found


def _explicit(out: Pdf, place: Place) -> Array:
    return Array([out.pages[place.page].obj, Name.XYZ, place.x, place.y, None])


def _fix_links(out: Pdf, part: Rendered, start: int, end: int, destinations: dict[str, Place]) -> list[Reference]:
    """Named destinations get lost in a merge and `pack:` addresses mean nothing to a reader: make both explicit.

    Gives the boxes of `page:` addresses, whose page is known only now.
    """
    references: list[Reference] = []
    own = {name: _moved(p, start) for name, p in part.layout.anchors.items()} if part.layout else {}
    for number in range(start, end):
        page = out.pages[number]
        annotations = page.obj.get("/Annots")
        if annotations is None:
            continue
        kept = []
        for annotation in annotations:
            if annotation.get("/Subtype") != "/Link":
                kept.append(annotation)
                continue
            action = annotation.get("/A")
            uri = str(action.get("/URI", "")) if action is not None else ""
            named = annotation.get("/Dest")
            if named is None and action is not None and action.get("/S") == "/GoTo":
                named = action.get("/D")
            if uri.startswith(("pack:", "page:")) and not part.section.paper:
                place = destinations.get(uri[5:])
            elif isinstance(named, (String, Name)) and not part.section.paper:
                place = own.get(str(named))
            else:
                kept.append(annotation)
                continue
            if place is None:
                log.warning("no destination for %s", uri or named)
                continue
            for key in ("/A", "/Dest"):
                if key in annotation:
                    del annotation[key]
            annotation.Dest = _explicit(out, place)
            if uri.startswith("page:"):
                left, bottom, right, top = (float(value) for value in annotation.Rect)
                references.append(Reference(number, max(left, right), min(bottom, top), place.page))
            kept.append(annotation)
        page.obj.Annots = Array(kept)
    return references


Entry = tuple[tuple[str, ...], int, str, Place]


def _bookmarks(out: Pdf, parts: list[Rendered], starts: list[int]) -> None:
    entries: list[Entry] = []
    for part, start in zip(parts, starts, strict=True):
        if part.section.paper:
            if part.section.paper.title:
                entries.append(((), 1, part.section.paper.title, Place(start, 0, 10_000)))
        elif part.layout is not None:
            entries += _section_entries(part, part.layout, start)
    if not entries:
        return
    with out.open_outline() as outline:
        trail: list[tuple[int, str, OutlineItem]] = []

        def hang(level: int, label: str, place: Place) -> None:
            # The printed words carry joiners that keep a term on one line; a list of contents has no lines.
            item = OutlineItem(label.replace("\u2060", ""), place.page, "XYZ", left=0, top=place.y)
            while trail and trail[-1][0] >= level:
                trail.pop()
            (trail[-1][2].children if trail else outline.root).append(item)
            trail.append((level, label, item))

        for path, level, label, place in entries:
            known = [name for _, name, _ in trail[: len(path)]]
            for depth, name in enumerate(path):
                if known[: depth + 1] != list(path[: depth + 1]):
                    hang(depth + 1, name, place)
                    known = [name for _, name, _ in trail]
            hang(len(path) + level, label, place)
    out.Root.PageMode = Name.UseOutlines if len(entries) > 1 else Name.UseNone


def _section_entries(part: Rendered, layout: Layout, start: int) -> list[Entry]:
    """Bookmarks of one section in reading order: titles of its blocks and those their HTML makes, below them."""
    begun = [
        (_moved(layout.anchors[f"block-{number}"], start), block)
        for number, block in enumerate(part.section.blocks)
        if f"block-{number}" in layout.anchors
    ]
    entries: list[Entry] = [(block.path, 1, block.title, place) for place, block in begun if block.title]
    below = bool(entries)
    for level, label, point in layout.bookmarks:
        place = _moved(point, start)
        path = next((block.path for began, block in reversed(begun) if began.page <= place.page), ())
        entries.append((path, level + below, label, place))
    return sorted(entries, key=lambda entry: (entry[3].page, -entry[3].y, len(entry[0]) + entry[1]))


def _print_references(out: Pdf, references: list[Reference], digits: Literal["arabic", "thai"]) -> None:
    """The number of the page each box leads to, set to its right end."""
    with _labels(out, "reference", digits) as label_of:
        for number, boxes in groupby(references, lambda reference: reference.page):
            drawn = [(label_of(box.to), (1, 0, 0, 1, box.right - REFERENCE_WIDTH_PT, box.bottom)) for box in boxes]
            _draw(out, out.pages[number], "/NtReference", drawn)


def _beginnings(parts: list[Rendered], starts: list[int]) -> set[int]:
    """The pages (from 0) on which a block or a paper begins."""
    found = set(starts)
    for part, start in zip(parts, starts, strict=True):
        if part.layout is not None:
            places = (part.layout.anchors.get(f"block-{number}") for number in range(len(part.section.blocks)))
            found |= {start + place.page for place in places if place}
    return found


def _stamp(out: Pdf, book: Book | Plan, style: Style, beginnings: set[int]) -> None:
    """Numbers through all pages, papers included, from 1 again at each of `beginnings`; a section cannot know its first
    page."""
    with _labels(out, style, book.digits) as label_of:
        first = 0
        for index, page in enumerate(out.pages):
            first = index if index in beginnings else first
            if index > first or book.number_first:
                _draw(out, page, "/NtNumber", [(label_of(index - first), _number_place(page, style))])


@contextmanager
def _labels(out: Pdf, style: Style, digits: Literal["arabic", "thai"]) -> Iterator[Callable[[int], Any]]:
    """Gives the label of a page (from 0) as an object of `out`; a sheet of them is opened once."""
    sheets: dict[int, Pdf] = {}

    def label_of(index: int) -> Any:
        chunk = index // CHUNK
        if chunk not in sheets:
            sheets[chunk] = Pdf.open(io.BytesIO(number_sheet(chunk, style, digits)))
        return out.copy_foreign(sheets[chunk].pages[index % CHUNK].as_form_xobject())

    yield label_of
    for sheet in sheets.values():
        sheet.close()


Matrix = tuple[float, float, float, float, float, float]


def _number_place(page: Page, style: Style) -> Matrix:
    """Where the page's own number stands on the page as it is read."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    turn = int(page.obj.get("/Rotate", 0)) % 360
    wide, high = (top - bottom, right - left) if turn in (90, 270) else (right - left, top - bottom)
    # Lower left of the label.
    if style == "top":
        x, y = (wide - WIDTH_PT) / 2, high - 1.5 * _CM - HEIGHT_PT / 2
    else:
        x, y = wide - 2 * _CM - WIDTH_PT, 1.0 * _CM
    places: dict[int, Matrix] = {
        0: (1, 0, 0, 1, left + x, bottom + y),
        90: (0, 1, -1, 0, right - y, bottom + x),
        180: (-1, 0, 0, -1, right - x, top - y),
        270: (0, -1, 1, 0, left + y, top - x),
    }
    return places[turn]


def _draw(out: Pdf, page: Page, name: str, labels: Sequence[tuple[Stream, Matrix]]) -> None:
    """Lay labels over a page, each at its matrix."""
    # pikepdf's own types are wider than what a page can hold.
    resources: Any = Dictionary(page.obj.get("/Resources", Dictionary()))  # type: ignore[arg-type]  # see above
    objects: Any = Dictionary(resources.get("/XObject", Dictionary()))
    drawn = ""
    for count, (label, matrix) in enumerate(labels):
        objects[f"{name}{count}"] = label
        drawn += f"q {' '.join(f'{value:.3f}' for value in matrix)} cm {name}{count} Do Q\n"
    resources.XObject = objects
    page.obj.Resources = resources
    page.contents_add(Stream(out, b"q\n"), prepend=True)
    page.contents_add(Stream(out, f"\nQ\n{drawn}".encode()))


def _share_fonts(out: Pdf) -> None:
    """Each section embeds its own copy of the same font file; point all at the first."""
    first: dict[str, pikepdf.Object] = {}
    for item in out.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != "/FontDescriptor":
            continue
        for key in ("/FontFile2", "/FontFile3", "/FontFile"):
            if key in item:
                digest = hashlib.sha256(item[key].read_raw_bytes()).hexdigest()
                item[key] = first.setdefault(digest, item[key])
