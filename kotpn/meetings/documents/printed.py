"""What stands behind a paper's tab: pages of an uploaded file, or blocks of a document of ours, or why nothing does."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from core import files, pointers
from core.errors import DomainError
from core.models import Attachment
from kotpn.meetings.documents.lines import PaperLine
from kotpn.meetings.models import Paper
from kotpn.meetings.papers import KIND, normalised
from reports import registry
from reports.base import Block, Reader
from reports.papers import ready_paper
from reports.pdf import book, upright
from reports.produce import order

_GONE = "งานนี้ไม่อยู่ในระบบแล้ว หรือผู้แนบไม่มีสิทธิ์ดูแล้ว"


@dataclass(frozen=True)
class Behind:
    """Parts of the book that follow the tab; none of them with a `problem`."""

    parts: Sequence[Block | book.Paper] = ()
    problem: str = ""


def files_of(lines: list[PaperLine]) -> dict[int, Attachment]:
    """The uploaded file of each paper, by its key, in one query."""
    keys = [str(line.paper.pk) for line in lines if line.paper.kind == Paper.Kind.UPLOAD]
    found = files.attachments_of_many(KIND, keys)
    return {int(key): rows[-1] for key, rows in found.items() if rows}


def behind(
    line: PaperLine, attachment: Attachment | None, *, path: tuple[str, ...], district_code: str, now: datetime
) -> Behind:
    """What follows the tab of a paper. A problem of one paper is never one of the pack."""
    paper = line.paper
    try:
        if paper.kind == Paper.Kind.UPLOAD:
            return _file(paper, attachment, now)
        if paper.kind == Paper.Kind.RECORD:
            return _record(line, path, district_code, now)
        return _document(line, paper.document_key, paper.params, path, district_code)
    except DomainError as refusal:
        return Behind(problem=refusal.message)


def _file(paper: Paper, attachment: Attachment | None, now: datetime) -> Behind:
    if attachment is None:
        return Behind(problem=paper.problem or "ไม่มีไฟล์แนบ")
    ready = normalised(attachment, now=now)
    return Behind((ready.paper,) if ready.paper else (), ready.problem)


def _record(line: PaperLine, path: tuple[str, ...], district_code: str, now: datetime) -> Behind:
    paper = line.paper
    if not pointers.may_view(paper.added_by, paper.record_kind, paper.record_key):
        return Behind(problem=_GONE)
    owner = pointers.provider(paper.record_kind)
    printed = owner.printed(paper.record_key)
    if printed is not None:
        return _document(line, *printed, path, district_code)
    finished = owner.as_pdf(paper.record_key)
    if finished is None and owner.file is not None:
        kept = owner.file(paper.record_key)
        finished = kept.read() if kept is not None else None
    if finished is None:
        return Behind(problem="งานนี้ไม่มีแบบพิมพ์ ดูได้ในระบบ")
    try:
        made, _ = ready_paper(hashlib.sha256(finished).hexdigest(), partial(_upright, finished), now)
    except upright.Unusable as refusal:
        return Behind(problem=str(refusal))
    return Behind((made,))


def _upright(content: bytes, target: Path) -> int:
    return upright.upright(BytesIO(content), target)


def _document(line: PaperLine, key: str, given: dict[str, Any], path: tuple[str, ...], district_code: str) -> Behind:
    """Blocks of one of our documents, by the rights of who put it on the agenda: that was the act of sending it, and
    every member must find the same pages under the same numbers."""
    if key.startswith("meeting-pack"):
        return Behind(problem="เล่มเอกสารประชุมซ้อนในเล่มเอกสารประชุมไม่ได้")
    known = registry.get(key)
    fields = known.form(Reader(line.paper.added_by), district_code).fields
    given = {name: value for name, value in given.items() if name in fields and name != "digits"}
    request = order(known, format="pdf", district_code=district_code, given=given, reader=Reader(line.paper.added_by))
    inner = known.pdf(request.context)
    return Behind(tuple(_inside(part, line.key, path) for part in inner.parts))


def _inside(part: Block | book.Paper, scope: str, path: tuple[str, ...]) -> Block | book.Paper:
    """A part of another book with addresses of its own and bookmarks below the paper's."""
    key = f"{scope}-{part.key}" if part.key else ""
    if isinstance(part, book.Paper):
        return replace(part, key=key, title="")
    html = part.html
    for address in ("pack:", "page:"):
        html = html.replace(f'href="{address}', f'href="{address}{scope}-')
    return replace(part, html=html, key=key, path=(*path, *part.path), apart=False)
