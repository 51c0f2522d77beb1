"""Uploaded papers: what looking into a file tells, and whether a record has pages for the meeting's pack."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from core.pointers import Provider
from reports.pdf import upright

KIND = "meeting_paper"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """`pages` is None when the file could not be opened; `problem` says in Thai why it is left out of the pack."""

    pages: int | None
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
