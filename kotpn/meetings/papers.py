"""Uploaded papers: what looking into a file tells, and its pages as the meeting's pack takes them in."""

import io
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from core import files
from core.files import pictures
from core.models import Attachment, StoredFile
from core.pointers import Provider
from reports.papers import ready_paper
from reports.pdf import book, upright

KIND = "meeting_paper"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """`pages` is None when the file could not be opened; `problem` says in Thai why it is left out of the pack."""

    pages: int | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper to be merged, or the reason why it is not."""

    paper: book.Paper | None
    pages: int = 0
    problem: str = ""


def examine_pdf(source: bytes | BinaryIO) -> PaperFacts:
    """Pages of a PDF and what keeps it out of the pack, if anything; never raises for a bad file."""
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with upright.open_upload(stream) as pdf:
            return PaperFacts(len(pdf.pages))
    except upright.Unusable as refusal:
        return PaperFacts(refusal.pages, str(refusal))
    finally:
        stream.seek(0)


def prints(owner: Provider, key: str) -> bool:
    """Whether a record has pages to put into a pack: a document that prints it, or a finished file."""
    return owner.printed(key) is not None or owner.file is not None or owner.as_pdf is not Provider.as_pdf


def normalised(attachment: Attachment, *, now: datetime) -> Ready:
    """The file's pages upright on A4, made once for a content; a picture is one page, an Office file stays outside."""
    kept: StoredFile = attachment.file
    if kept.is_locked:
        return Ready(None, problem="ไฟล์ยังไม่ผ่านการตรวจไวรัส")
    if kept.content_type == PDF:
        make = partial(_pdf_pages, kept)
    elif kept.content_type.startswith("image/"):
        make = partial(_picture_pages, attachment)
    else:
        return Ready(None, problem=f"อยู่ในไฟล์แยก ({attachment.name})")
    try:
        paper, pages = ready_paper(kept.sha256, make, now)
    except upright.Unusable as refusal:
        return Ready(None, problem=str(refusal))
    return Ready(paper, pages)


def _pdf_pages(kept: StoredFile, target: Path) -> int:
    with kept.original.open("rb") as source:
        return upright.upright(source.file, target)


def _picture_pages(attachment: Attachment, target: Path) -> int:
    shown = files.display_bytes(attachment)
    if shown is None:
        # Its own job has not come to it yet; the pack does not wait.
        try:
            with attachment.file.original.open("rb") as source:
                shown, _, _ = pictures.for_display(source.file)
        except (OSError, ValueError, SyntaxError):
            raise upright.Unusable("เปิดภาพไม่ได้ ไฟล์อาจเสียหาย") from None
    return upright.picture_page(shown, target)
