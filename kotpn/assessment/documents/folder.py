"""`office-standard-evidence` แฟ้มหลักฐาน: index, a numbered divider for each proof, the proofs themselves behind them.

Of a line found in the work so many records are printed whole as the set says (`in_full`); the newest stand in its list.
What has no pages (an Office file, a link, a video) stands as a page with name, day, hash and address. What was brought
to A4 or laid out once is kept by content: a run that was broken off goes on from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from core.thai.years import fiscal_year
from evidence import links
from evidence.models import EvidenceItem
from evidence.proofs import Record
from kotpn.assessment.documents.base import AssessmentDocument
from kotpn.assessment.documents.read import absolute, paper_of
from kotpn.assessment.documents.shapes import AssessmentPaper, IssuePaper, Proof
from kotpn.assessment.queries.lists import address
from reports import taken
from reports.base import Block, Book, BuildContext
from reports.pdf import book
from reports.taken import Place, Taken

# Tabs stand one below the other along the edge and begin again at the top.
TAB_PLACES = 10
ROWS_A_PAGE = 26
# A longer list is read on the screen: a year's visits alone would fill ninety pages, once for each line they prove.
MOST_ROWS = 260


@dataclass(frozen=True)
class Entry:
    """A record of a list: `key` is where its pages begin ("" when it has none here), `problem` why it has none although
    it should, `year` its fiscal year when that is another one."""

    label: str
    url: str
    on: Any = None
    year: int | None = None
    key: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Leaf:
    """One proof in the folder: its divider, what follows, and how the index names it."""

    number: str
    proof: Proof
    key: str
    kind: str
    parts: Sequence[Block | book.Paper] = ()


class EvidenceFolder(AssessmentDocument):
    key = "office-standard-evidence"
    title = "แฟ้มหลักฐานมาตรฐานสำนักงาน"
    description = "สารบัญ ใบคั่นตามเลขหลักฐาน และหลักฐานทุกรายการรวมเป็น PDF เล่มเดียว เลขหน้าต่อเนื่องทั้งเล่ม"

    def pdf(self, context: BuildContext) -> Book:
        asked = self.asked(context)
        papers = [paper_of(one) for one in asked.assessments]
        filing = _Filing(context, papers)
        parts: list[Block | book.Paper] = []
        index: list[dict[str, Any]] = []
        for paper in papers:
            issues, inner = filing.assessment(paper)
            index.append({"paper": paper, "issues": issues})
            parts += inner
        draft = any(paper.draft for paper in papers)
        data = {
            "papers": papers, "index": index, "district": self.district(context), "whole": asked.whole,
            "year": asked.year, "title": self.title,
        }  # fmt: skip
        proofs = sum(len(issue.proofs) for paper in papers for issue in paper.issues)
        cover = context.block("documents/kotpn/evidence_cover.html", data, title="ปก", mark="draft" if draft else "")
        contents = context.block(
            "documents/kotpn/evidence_index.html", data, title="สารบัญหลักฐาน", pages=1 + proofs // 20
        )
        return Book(
            f"{self.title} {asked.name}", (cover, contents, *parts), digits=self.digits(context), number_first=False
        )


@dataclass(frozen=True)
class _Spot:
    """Where a proof stands: its number, its address in the book, the bookmarks above it, what its divider prints."""

    number: str
    key: str
    path: tuple[str, ...]
    data: dict[str, Any]
    proof: Proof

    @property
    def title(self) -> str:
        return f"{self.number} {self.proof.title}"


class _Filing:
    """Puts the proofs behind their dividers, and tells the run of each that was taken in."""

    def __init__(self, context: BuildContext, papers: Sequence[AssessmentPaper]) -> None:
        self.context = context
        self.now: datetime = timezone.now()
        self.done = 0
        self.total = sum(len(wanted(proof)) for paper in papers for issue in paper.issues for proof in issue.proofs)
        context.tell(0, self.total)

    def assessment(
        self, paper: AssessmentPaper
    ) -> tuple[list[tuple[IssuePaper, list[Leaf]]], list[Block | book.Paper]]:
        """The issues with their proofs for the index, and the parts of the book."""
        name = str(paper.assessment.indicator)
        issues: list[tuple[IssuePaper, list[Leaf]]] = []
        parts: list[Block | book.Paper] = []
        place = 0
        for issue in paper.issues:
            title, key = f"ประเด็นที่ {issue.number}", f"a{paper.assessment.pk}i{issue.number}"
            leaves = []
            for proof in issue.proofs:
                number = f"{issue.number}.{proof.number}"
                data = {"number": number, "issue": issue, "proof": proof, "place": place % TAB_PLACES}
                leaves.append(self._leaf(_Spot(number, f"{key}p{proof.number}", (name, title), data, proof)))
                place += 1
            shown = {"issue": issue, "leaves": leaves, "indicator": name}
            divider = self.context.block("documents/kotpn/evidence_issue.html", shown, title=title, key=key)
            parts.append(replace(divider, path=(name,), apart=True))
            parts += [part for leaf in leaves for part in leaf.parts]
            issues.append((issue, leaves))
        return issues, parts

    def _leaf(self, spot: _Spot) -> Leaf:
        return self._of_line(spot) if spot.proof.item is None else self._of_item(spot)

    def _of_item(self, spot: _Spot) -> Leaf:
        """A page that names it, and its own pages where it has some: none for a link, a video or an Office file."""
        item: Any = spot.proof.item
        kind = kind_of(spot.proof)
        found = Taken()
        if item.kind == EvidenceItem.Kind.RECORD:
            found = taken.of_record(item.record_kind, item.record_key, self._place(f"{spot.key}r1", spot), now=self.now)
        elif item.kind == EvidenceItem.Kind.FILE and spot.proof.attachment is None:
            found = Taken(problem="ไม่พบไฟล์ของหลักฐานนี้")
        elif kind in (PDF_FILE, PICTURE):
            found = taken.of_attachment(spot.proof.attachment, now=self.now)
        self._step()
        data = {**spot.data, "item": item, "kind": kind, "problem": found.problem, "file": spot.proof.attachment}
        tab = self.context.block("documents/kotpn/evidence_page.html", data, title=spot.title, key=spot.key)
        said = f"{kind} ฉบับเต็ม" if found.parts else f"ใบแทน{kind}"
        return Leaf(spot.number, spot.proof, spot.key, said, _behind(tab, found.parts, spot))

    def _of_line(self, spot: _Spot) -> Leaf:
        """The divider with the list of its records, then those that are printed whole."""
        proof = spot.proof
        whole = len(wanted(proof))
        entries: list[Entry] = []
        parts: list[Block | book.Paper] = []
        for count, record in enumerate(proof.records[: max(MOST_ROWS, whole)], start=1):
            found, key = Taken(), ""
            if count <= whole:
                found = taken.of_record(record.kind, record.key, self._place(f"{spot.key}r{count}", spot), now=self.now)
                self._step()
            if found.parts:
                key = found.parts[0].key or f"{spot.key}r{count}"
                parts += [_begin(found.parts[0], key, record.label), *found.parts[1:]]
            year = fiscal_year(record.date) if record.date and (record.kind, record.key) in proof.off_year else None
            entries.append(
                Entry(record.label, absolute(address(record.kind, record.key)), record.date, year, key, found.problem)
            )
        printed = sum(bool(entry.key) for entry in entries)
        total = len(proof.records)
        said = f"ฉบับเต็ม {printed} จาก {total} รายการ" if printed else f"บัญชี {total} รายการ"
        return Leaf(spot.number, proof, spot.key, said, _behind(self._list(spot, entries, printed), parts, spot))

    def _list(self, spot: _Spot, entries: list[Entry], printed: int) -> Block:
        shown = {**spot.data, "entries": entries, "total": len(spot.proof.records), "printed": printed}
        return self.context.block(
            "documents/kotpn/evidence_tab.html", shown, title=spot.title, key=spot.key,
            pages=1 + len(entries) // ROWS_A_PAGE,
        )  # fmt: skip

    def _place(self, scope: str, spot: _Spot) -> Place:
        return Place(scope, (*spot.path, spot.title), self.context.reader, self.context.district_code)

    def _step(self) -> None:
        self.done += 1
        self.context.tell(self.done, self.total)


def wanted(proof: Proof) -> Sequence[Record | EvidenceItem]:
    """What of a proof is to stand whole in the folder."""
    if proof.item is not None:
        return [proof.item]
    return proof.records[: proof.line.in_full if proof.line else 0]


def _begin(part: Block | book.Paper, key: str, label: str) -> Block | book.Paper:
    """The first page of a record, with an address and a bookmark."""
    return replace(part, key=key, title=part.title or label) if isinstance(part, Block) else replace(part, key=key)


def _behind(tab: Block, parts: Sequence[Block | book.Paper], spot: _Spot) -> list[Block | book.Paper]:
    """The divider and what follows; before pages of ours it begins a section, so that they are laid out once."""
    ours = bool(parts) and isinstance(parts[0], Block)
    return [replace(tab, path=spot.path, apart=ours), *parts]


PDF_FILE, PICTURE, VIDEO = "ไฟล์ PDF", "ภาพ", "วิดีโอ"


def kind_of(proof: Proof) -> str:
    """What kind of thing the evidence is, in the words of its page and of the index."""
    item: Any = proof.item
    if item.kind == EvidenceItem.Kind.LINK:
        return VIDEO if links.is_video(item.url) else "ลิงก์"
    if item.kind == EvidenceItem.Kind.RECORD:
        return "รายการในระบบ"
    held = proof.attachment.file.content_type if proof.attachment else ""
    if held == taken.PDF:
        return PDF_FILE
    if held.startswith("image/"):
        return PICTURE
    return VIDEO if held.startswith(("video/", "audio/")) else "ไฟล์ Office"
