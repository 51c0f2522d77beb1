"""The agenda as it is printed: sections by number, items as section.item, papers in order, read in four queries."""

from dataclasses import dataclass, field

from kotpn.meetings.models import AgendaItem, AgendaSection, Meeting, Paper, SectionKind

# What an empty section says; the others stay open for what comes up at the meeting.
NOTHING = {
    SectionKind.ADOPT: "ไม่มีรายงานการประชุมที่ต้องรับรอง",
    SectionKind.ARISING: "ไม่มีเรื่องสืบเนื่อง",
    SectionKind.INFORM: "ไม่มีเรื่องเสนอเพื่อทราบ",
    SectionKind.CONSIDER: "ไม่มีเรื่องเสนอเพื่อพิจารณา",
}


@dataclass(frozen=True)
class PaperLine:
    """`key` is where the pack's agenda leads; `tab` the words on the paper's divider."""

    paper: Paper
    key: str
    tab: str


@dataclass(frozen=True)
class ItemLine:
    number: str
    item: AgendaItem
    papers: list[PaperLine] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Bookmark of the item."""
        return f"ระเบียบวาระที่ {self.number} {self.item.title}"


@dataclass(frozen=True)
class SectionLine:
    number: int
    section: AgendaSection
    items: list[ItemLine]

    @property
    def nothing(self) -> str:
        return "" if self.items else NOTHING.get(SectionKind(self.section.kind), "")


def agenda_of(meeting: Meeting) -> list[SectionLine]:
    """Sections in order with their items and papers."""
    rows = meeting.sections.prefetch_related("items__presenter", "items__papers__added_by").order_by("position", "pk")
    return [
        SectionLine(
            number, section, [_item(f"{number}.{place}", item) for place, item in enumerate(section.items.all(), 1)]
        )
        for number, section in enumerate(rows, 1)
    ]


def _item(number: str, item: AgendaItem) -> ItemLine:
    papers = list(item.papers.all())
    tab = f"เอกสารประกอบระเบียบวาระที่ {number}"
    many = len(papers) > 1
    return ItemLine(
        number,
        item,
        [
            PaperLine(paper, f"paper-{paper.pk}", f"{tab} ลำดับที่ {place}" if many else tab)
            for place, paper in enumerate(papers, 1)
        ],
    )
