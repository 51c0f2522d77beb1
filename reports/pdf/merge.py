"""Sections and papers → one PDF: links, bookmarks, page numbers, fonts stored once, the same bytes again."""

import hashlib
import io
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, Stream, String

from core.errors import DomainError
from reports.pdf import textlayer
from reports.pdf.book import Book, Plan, PlannedSection, Section
from reports.pdf.fonts import thai_faces
from reports.pdf.numbers import CHUNK, HEIGHT_PT, WIDTH_PT, number_sheet
from reports.pdf.section import Layout, Place

log = logging.getLogger(__name__)
_CM = 72 / 2.54


@dataclass(frozen=True, slots=True)
class Rendered:
    """One section as it came from the renderer or from the store; papers have no layout."""

    section: Section | PlannedSection
    pdf: bytes
    layout: Layout | None


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
        for start, part, end in zip(starts, parts, [*starts[1:], len(out.pages)], strict=True):
            _fix_links(out, part, start, end, destinations)
        _bookmarks(out, parts, starts)
        if book.numbering != "none":
            _stamp(out, book)
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
        source = Pdf.open(io.BytesIO(part.pdf))
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


def _fix_links(out: Pdf, part: Rendered, start: int, end: int, destinations: dict[str, Place]) -> None:
    """Named destinations get lost in a merge and `pack:` addresses mean nothing to a reader: make both explicit."""
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
            if uri.startswith("pack:"):
                place = destinations.get(uri.removeprefix("pack:"))
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
            kept.append(annotation)
        page.obj.Annots = Array(kept)


def _bookmarks(out: Pdf, parts: list[Rendered], starts: list[int]) -> None:
    entries: list[tuple[int, str, Place]] = []
    for part, start in zip(parts, starts, strict=True):
        if part.section.paper:
            if part.section.paper.title:
                entries.append((1, part.section.paper.title, Place(start, 0, 10_000)))
            continue
        if part.layout is None:
            continue
        titled = [
            (1, block.title, _moved(part.layout.anchors[f"block-{number}"], start))
            for number, block in enumerate(part.section.blocks)
            if block.title and f"block-{number}" in part.layout.anchors
        ]
        own = [(level + bool(titled), label, _moved(place, start)) for level, label, place in part.layout.bookmarks]
        entries += sorted([*titled, *own], key=lambda entry: (entry[2].page, -entry[2].y, entry[0]))
    if not entries:
        return
    with out.open_outline() as outline:
        path: list[tuple[int, OutlineItem]] = []
        for level, label, place in entries:
            item = OutlineItem(label, place.page, "XYZ", left=0, top=place.y)
            while path and path[-1][0] >= level:
                path.pop()
            (path[-1][1].children if path else outline.root).append(item)
            path.append((level, item))
    out.Root.PageMode = Name.UseOutlines if len(entries) > 1 else Name.UseNone


def _stamp(out: Pdf, book: Book | Plan) -> None:
    """Numbers through all pages, papers included; a section cannot know its first page."""
    sheets: dict[int, Pdf] = {}
    for index, page in enumerate(out.pages):
        if index == 0 and not book.number_first:
            continue
        chunk = index // CHUNK
        if chunk not in sheets:
            sheets[chunk] = Pdf.open(io.BytesIO(number_sheet(chunk, book.numbering, book.digits)))
        label: Any = out.copy_foreign(sheets[chunk].pages[index % CHUNK].as_form_xobject())
        _lay_over(out, page, label, book.numbering)
    for sheet in sheets.values():
        sheet.close()


def _lay_over(out: Pdf, page: Page, label: Stream, style: str) -> None:
    left, bottom, right, top = (float(value) for value in page.cropbox)
    turn = int(page.obj.get("/Rotate", 0)) % 360
    wide, high = (top - bottom, right - left) if turn in (90, 270) else (right - left, top - bottom)
    # Position on the page as it is read, lower left of the label.
    if style == "top":
        x, y = (wide - WIDTH_PT) / 2, high - 1.5 * _CM - HEIGHT_PT / 2
    else:
        x, y = wide - 2 * _CM - WIDTH_PT, 1.0 * _CM
    matrix = {
        0: (1, 0, 0, 1, left + x, bottom + y),
        90: (0, 1, -1, 0, right - y, bottom + x),
        180: (-1, 0, 0, -1, right - x, top - y),
        270: (0, -1, 1, 0, left + y, top - x),
    }[turn]
    # pikepdf's own types are wider than what a page can hold.
    resources: Any = Dictionary(page.obj.get("/Resources", Dictionary()))  # type: ignore[arg-type]
    objects: Any = Dictionary(resources.get("/XObject", Dictionary()))
    objects["/NtNumber"] = label
    resources.XObject = objects
    page.obj.Resources = resources
    numbers = " ".join(f"{value:.3f}" for value in matrix)
    page.contents_add(Stream(out, b"q\n"), prepend=True)
    page.contents_add(Stream(out, f"\nQ\nq {numbers} cm /NtNumber Do Q\n".encode()))


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
