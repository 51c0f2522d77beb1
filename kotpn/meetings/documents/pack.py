"""`meeting-pack` ชุดเอกสารประชุม: cover, agenda, and every paper behind its tab, in one file.

Each paper of ours is a section with its tab, so that one changed paper is the only one laid out again; tabs of uploaded
files stand at the end of the section before them. Page numbers of the agenda are printed at the merge.
"""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from kotpn.committee.models import Member
from kotpn.committee.queries import members_on
from kotpn.meetings.documents.agenda import agenda_block
from kotpn.meetings.documents.base import MeetingDocument, MeetingForm, head_of
from kotpn.meetings.documents.lines import ItemLine, PaperLine, agenda_of
from kotpn.meetings.documents.printed import behind, files_of
from kotpn.meetings.models import Meeting
from reports.base import Block, Book, BuildContext
from reports.pdf import book
from reports.taken import Taken

# Tabs stand one below the other along the edge and begin again at the top.
TAB_PLACES = 10


class PackForm(MeetingForm):
    """`member` puts a name on the cover; it changes nothing else."""

    member = forms.ModelChoiceField(Member.objects.none(), label="ชื่อบนปก", required=False, empty_label="ไม่ใส่ชื่อ")
    field_order: ClassVar[Any] = ("meeting", "member", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["member"]
        rows = self.reader.visible(Member.objects).filter(tenure__committee__district=self.district)
        field.queryset = rows.select_related("tenure__committee").order_by("tenure", "position", "pk")
        field.label_from_instance = lambda member: f"{member} · {member.tenure.committee}"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        meeting, member = cleaned.get("meeting"), cleaned.get("member")
        if meeting and member and member not in members_on(meeting.committee, meeting.held_on):
            self.add_error("member", "ผู้นี้ไม่ได้เป็นกรรมการในวันประชุม")
        return cleaned


class MeetingPack(MeetingDocument):
    key = "meeting-pack"
    title = "ชุดเอกสารประชุม"
    description = "ปก ระเบียบวาระพร้อมเลขหน้า และเอกสารทุกฉบับเรียงตามระเบียบวาระ รวมไฟล์ที่แนบ เป็น PDF เล่มเดียว"
    form_class = PackForm

    def pdf(self, context: BuildContext) -> Book:
        meeting = self.meeting(context)
        sections = agenda_of(meeting)
        items = [item for section in sections for item in section.items]
        cover = context.block(
            "documents/kotpn/pack_cover.html",
            {**head_of(meeting), "member": context.params.get("member")},
            title="ปก",
        )
        agenda = agenda_block(context, meeting, sections, pack=True, title="ระเบียบวาระการประชุม")
        parts: list[Block | book.Paper] = [cover, agenda, *self._papers(context, meeting, items)]
        return Book(f"{self.title} {meeting}", tuple(parts), digits=self.digits(context), number_first=False)

    def _papers(self, context: BuildContext, meeting: Meeting, items: list[ItemLine]) -> list[Block | book.Paper]:
        uploaded = files_of([line for item in items for line in item.papers])
        now = timezone.now()
        parts: list[Block | book.Paper] = []
        place = 0
        for item in items:
            for line in item.papers:
                found = behind(
                    line, uploaded.get(line.paper.pk), path=(item.title, line.paper.title),
                    district_code=context.district_code, now=now,
                )  # fmt: skip
                tab = self._tab(context, item, line, found, place % TAB_PLACES)
                ours = bool(found.parts) and isinstance(found.parts[0], Block)
                parts += [replace(tab, apart=True) if ours else tab, *found.parts]
                place += 1
        return parts

    def _tab(self, context: BuildContext, item: ItemLine, line: PaperLine, found: Taken, place: int) -> Block:
        block = context.block(
            "documents/kotpn/pack_tab.html",
            {"item": item, "line": line, "problem": found.problem, "place": place},
            title=line.paper.title,
            key=line.key,
        )
        return replace(block, path=(item.title,))
