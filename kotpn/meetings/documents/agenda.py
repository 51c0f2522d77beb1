"""`meeting-agenda` ระเบียบวาระการประชุม."""

from kotpn.meetings.documents.base import MeetingDocument, head_of
from kotpn.meetings.documents.lines import SectionLine, agenda_of
from kotpn.meetings.models import Meeting
from reports.base import Block, Book, BuildContext

LINES_A_PAGE = 30


def agenda_block(
    context: BuildContext, meeting: Meeting, sections: list[SectionLine], *, pack: bool = False, title: str = ""
) -> Block:
    """The agenda as one block; in a pack each paper's line leads to it and carries its page."""
    lines = sum(2 + sum(2 + len(item.papers) for item in section.items) for section in sections)
    return context.block(
        "documents/kotpn/agenda.html",
        {**head_of(meeting), "sections": sections, "pack": pack},
        title=title,
        key="agenda" if pack else "",
        pages=1 + lines // LINES_A_PAGE,
    )


class MeetingAgenda(MeetingDocument):
    key = "meeting-agenda"
    title = "ระเบียบวาระการประชุม"
    description = "หัวการประชุม ระเบียบวาระตามลำดับ ผู้เสนอและเวลาของแต่ละเรื่อง"

    def pdf(self, context: BuildContext) -> Book:
        meeting = self.meeting(context)
        block = agenda_block(context, meeting, agenda_of(meeting), title=self.title)
        return Book(f"{self.title} {meeting}", (block,), digits=self.digits(context))
