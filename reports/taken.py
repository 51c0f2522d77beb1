"""What other things give to a book: the pages of an uploaded file, of a record of ours, the blocks of another document.

Whoever collects papers into one file (a meeting's pack, a folder of evidence) puts its own divider before them. A
problem of one paper is never one of the book: it comes back as words to print instead.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from core import files, pointers
from core.errors import DomainError
from core.files import pictures
from core.models import Attachment, StoredFile
from reports import registry
from reports.base import Block, Reader
from reports.papers import ready_paper
from reports.pdf import book, upright
from reports.produce import order

PDF = "application/pdf"
GONE = "งานนี้ไม่อยู่ในระบบแล้ว หรือผู้แนบไม่มีสิทธิ์ดูแล้ว"
UNPRINTED = "งานนี้ไม่มีแบบพิมพ์ ดูได้ในระบบ"


@dataclass(frozen=True)
class Taken:
    """Parts of the book in order; none of them with a `problem` (Thai). `pages` are those of a file or picture."""

    parts: Sequence[Block | book.Paper] = ()
    problem: str = ""
    pages: int = 0


@dataclass(frozen=True)
class Place:
    """Where in the book the parts go: `scope` begins their addresses (unique in the book), `path` are the bookmarks
    they stand under, `reader` is by whose rights they are read."""

    scope: str
    path: tuple[str, ...]
    reader: Reader
    district_code: str


def of_attachment(attachment: Attachment, *, now: datetime) -> Taken:
    """The file's pages upright on A4, made once for a content; a picture is one page, an Office file stays outside."""
    kept: StoredFile = attachment.file
    if kept.is_locked:
        return Taken(problem="ไฟล์ยังไม่ผ่านการตรวจไวรัส")
    if kept.content_type == PDF:
        make = partial(_pdf_pages, kept)
    elif kept.content_type.startswith("image/"):
        make = partial(_picture_pages, attachment)
    else:
        return Taken(problem=f"อยู่ในไฟล์แยก ({attachment.name})")
    try:
        paper, pages = ready_paper(kept.sha256, make, now)
    except upright.Unusable as refusal:
        return Taken(problem=str(refusal))
    return Taken((paper,), pages=pages)


def of_record(kind: str, key: str, place: Place, *, now: datetime) -> Taken:
    """What prints a record (core.pointers): a document of ours, else its finished file."""
    reader = place.reader.user
    if kind not in pointers.kinds() or (reader is not None and not pointers.may_view(reader, kind, key)):
        return Taken(problem=GONE)
    owner = pointers.provider(kind)
    try:
        printed = owner.printed(key)
        if printed is not None:
            return of_document(*printed, place)
        finished = owner.as_pdf(key)
        if finished is None and owner.file is not None:
            kept = owner.file(key)
            finished = kept.read() if kept is not None else None
    except ObjectDoesNotExist:
        return Taken(problem=GONE)
    except DomainError as refusal:
        return Taken(problem=refusal.message)
    return Taken(problem=UNPRINTED) if finished is None else of_pdf(finished, now=now)


def of_pdf(content: bytes, *, now: datetime) -> Taken:
    """A finished PDF that lies nowhere as a file."""
    try:
        made, pages = ready_paper(hashlib.sha256(content).hexdigest(), partial(_upright, content), now)
    except upright.Unusable as refusal:
        return Taken(problem=str(refusal))
    return Taken((made,), pages=pages)


def of_document(key: str, given: dict[str, Any], place: Place) -> Taken:
    """Blocks of one of our documents. The book's own digits hold for all of it. DomainError as the document says."""
    known = registry.get(key)
    fields = known.form(place.reader, place.district_code).fields
    given = {name: value for name, value in given.items() if name in fields and name != "digits"}
    request = order(known, format="pdf", district_code=place.district_code, given=given, reader=place.reader)
    inner = known.pdf(request.context)
    return Taken(tuple(_inside(part, place) for part in inner.parts))


def _inside(part: Block | book.Paper, place: Place) -> Block | book.Paper:
    """A part of another book with addresses of its own and bookmarks below its place."""
    key = f"{place.scope}-{part.key}" if part.key else ""
    if isinstance(part, book.Paper):
        return replace(part, key=key, title="")
    html = part.html
    for address in ("pack:", "page:"):
        html = html.replace(f'href="{address}', f'href="{address}{place.scope}-')
    return replace(part, html=html, key=key, path=(*place.path, *part.path), apart=False)


def _upright(content: bytes, target: Path) -> int:
    return upright.upright(BytesIO(content), target)


def _pdf_pages(kept: StoredFile, target: Path) -> int:
    with kept.original.open("rb") as source:
        return upright.upright(source.file, target)


def _picture_pages(attachment: Attachment, target: Path) -> int:
    shown = files.display_bytes(attachment)
    if shown is None:
        # Its own job has not come to it yet; the book does not wait.
        try:
            with attachment.file.original.open("rb") as source:
                shown, _, _ = pictures.for_display(source.file)
        except (OSError, ValueError, SyntaxError):
            raise upright.Unusable("เปิดภาพไม่ได้ ไฟล์อาจเสียหาย") from None
    return upright.picture_page(shown, target)
