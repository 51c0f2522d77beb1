"""What stands behind a paper's tab: pages of an uploaded file, or blocks of a document of ours, or why nothing does."""

from datetime import datetime

from core import files
from core.errors import DomainError
from core.models import Attachment
from kotpn.meetings.documents.lines import PaperLine
from kotpn.meetings.models import Paper
from kotpn.meetings.papers import KIND
from reports import taken
from reports.base import Reader
from reports.taken import Place, Taken


def files_of(lines: list[PaperLine]) -> dict[int, Attachment]:
    """The uploaded file of each paper, by its key, in one query."""
    keys = [str(line.paper.pk) for line in lines if line.paper.kind == Paper.Kind.UPLOAD]
    found = files.attachments_of_many(KIND, keys)
    return {int(key): rows[-1] for key, rows in found.items() if rows}


def behind(
    line: PaperLine, attachment: Attachment | None, *, path: tuple[str, ...], district_code: str, now: datetime
) -> Taken:
    """What follows the tab of a paper, by the rights of who put it on the agenda: that was the act of sending it, and
    every member must find the same pages under the same numbers."""
    paper = line.paper
    place = Place(line.key, path, Reader(paper.added_by), district_code)
    try:
        if paper.kind == Paper.Kind.UPLOAD:
            if attachment is None:
                return Taken(problem=paper.problem or "ไม่มีไฟล์แนบ")
            return taken.of_attachment(attachment, now=now)
        if paper.kind == Paper.Kind.RECORD:
            return taken.of_record(paper.record_kind, paper.record_key, place, now=now)
        if paper.document_key.startswith("meeting-pack"):
            return Taken(problem="เล่มเอกสารประชุมซ้อนในเล่มเอกสารประชุมไม่ได้")
        return taken.of_document(paper.document_key, paper.params, place)
    except DomainError as refusal:
        return Taken(problem=refusal.message)
