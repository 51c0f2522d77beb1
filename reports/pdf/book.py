"""What a PDF definition hands over: blocks of HTML and uploaded papers, and how they are cut into sections."""

import hashlib
import re
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Literal

from django.template.loader import render_to_string

from core.thai.breaks import wrap_terms
from core.thai.markup import VERBATIM, map_text
from core.thai.numerals import to_thai
from reports.pdf.fonts import engine_id

Mark = Literal["", "draft", "changed"]
Numbering = Literal["none", "top", "bottom"]
# One WeasyPrint call holds about 1.8 MB a page; 30 pages stay near 115 MB, and two warm workers share a job from 20 on.
MAX_PAGES = 30
SPLIT_FROM = 20
# Numbers of the foot that are words of their own (2, 2/2569, 2569–2573). The code beside them, whole or as
# core's `short_hash` shows it, is typed into a search, so it stays as it is, a group of all digits of it too.
_FOOT_CODE = r"[0-9a-f]{4}(?: [0-9a-f]{4}){2} … [0-9a-f]{4}|[0-9a-f]{12,}"
_FOOT_NUMBER = re.compile(rf"(?P<code>{_FOOT_CODE})|(?<!\S)\d{{1,4}}(?:[/–]\d{{1,4}})?(?!\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """HTML that begins on a page of its own.

    `foot` stands in the bottom margin of its pages (revision and hash), `mark` is the watermark, `wide` turns the
    paper, `pages` is an estimate, `title` makes a bookmark, `key` is where `<a href="pack:KEY">` of any block leads;
    `<a href="page:KEY">` leads there too and gets the number of that page printed in its box at the merge.
    `path` names the bookmarks its own stand under. `apart` begins a section: what stands before it may change then
    without laying this out again.
    """

    html: str
    title: str = ""
    key: str = ""
    foot: str = ""
    mark: Mark = ""
    wide: bool = False
    pages: int = 1
    path: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF somebody uploaded, taken in whole: `path` in the default storage, `sha256` of its bytes."""

    path: str
    sha256: str
    title: str = ""
    key: str = ""


@dataclass(frozen=True)
class Section:
    """Blocks laid out by one WeasyPrint call, or one uploaded paper; `name` is the content hash it is stored under."""

    blocks: tuple[Block, ...] = ()
    paper: Paper | None = None
    html: str = ""

    @cached_property
    def name(self) -> str:
        if self.paper:
            return self.paper.sha256
        return hashlib.sha256(f"{engine_id()}|{self.html}".encode()).hexdigest()

    @property
    def estimate(self) -> int:
        return sum(block.pages for block in self.blocks) or 1


@dataclass(frozen=True)
class Book:
    """One PDF to be: its parts in order and how its pages are numbered (stamped at the merge, over papers as well).

    With `restart` every part begins with page 1: many papers of their own in one file."""

    title: str
    parts: tuple[Block | Paper, ...]
    digits: Literal["arabic", "thai"] = "arabic"
    numbering: Numbering = "bottom"
    number_first: bool = True
    restart: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", tuple(self.parts))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The parts cut up, their HTML written; not before somebody asks: the parts may go into another book."""
        return tuple(_cut(self))

    @cached_property
    def name(self) -> str:
        """Hash of everything that shapes the file; the stored file of this name is the answer to the same request."""
        parts = [engine_id(), self.title, self.digits, self.numbering, str(self.number_first)]
        if self.restart:
            parts.append("restart")
        for section in self.sections:
            parts.append(section.name)
            parts += ["\x1f".join((part.title, part.key, *part.path)) for part in section.blocks]
            if section.paper:
                parts.append(f"{section.paper.title}\x1f{section.paper.key}")
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()

    def plan(self) -> dict[str, Any]:
        """What the merge needs, as JSON: everything but the HTML, which lies with the sections."""
        return {
            "title": self.title,
            "digits": self.digits,
            "numbering": self.numbering,
            "number_first": self.number_first,
            "restart": self.restart,
            "name": self.name,
            "sections": [
                {
                    "name": section.name,
                    "blocks": [[block.title, block.key, *block.path] for block in section.blocks],
                    "paper": asdict(section.paper) if section.paper else None,
                }
                for section in self.sections
            ],
        }


@dataclass(frozen=True)
class PlannedSection:
    """A section as the merge sees it again, its HTML gone."""

    name: str
    blocks: tuple[Block, ...]
    paper: Paper | None


@dataclass(frozen=True)
class Plan:
    """A Book as the merge sees it again."""

    title: str
    digits: Literal["arabic", "thai"]
    numbering: Numbering
    number_first: bool
    name: str
    sections: tuple[PlannedSection, ...]
    restart: bool = False

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Plan":
        sections = tuple(
            PlannedSection(
                name=item["name"],
                blocks=tuple(Block("", title=title, key=key, path=tuple(path)) for title, key, *path in item["blocks"]),
                paper=Paper(**item["paper"]) if item["paper"] else None,
            )
            for item in data["sections"]
        )
        return cls(**{**data, "sections": sections})


def _cut(book: Book) -> list[Section]:
    """Runs of blocks between papers or up to one `apart`, cut evenly into sections of at most MAX_PAGES pages."""
    sections: list[Section] = []
    run: list[Block] = []
    for part in book.parts:
        if isinstance(part, Paper) or part.apart:
            sections += _cut_run(book, run)
            run = []
        if isinstance(part, Paper):
            sections.append(Section(paper=part))
        else:
            run.append(part)
    return sections + _cut_run(book, run)


def _cut_run(book: Book, run: list[Block]) -> list[Section]:
    total = sum(block.pages for block in run)
    if not run:
        return []
    count = max(-(-total // MAX_PAGES), 2 if total >= SPLIT_FROM and len(run) > 1 else 1)
    groups: list[list[Block]] = [[]]
    pages = 0
    for block in run:
        full = pages + block.pages > MAX_PAGES
        due = len(groups) < count and sum(b.pages for g in groups for b in g) >= total * len(groups) / count
        if groups[-1] and (full or due):
            groups.append([])
            pages = 0
        groups[-1].append(block)
        pages += block.pages
    return [Section(blocks=tuple(group), html=_section_html(book, group)) for group in groups]


def _thai_number(found: re.Match[str]) -> str:
    return found[0] if found["code"] else to_thai(found[0])


def _section_html(book: Book, blocks: list[Block]) -> str:
    if book.digits == "thai":
        blocks = [replace(block, foot=_FOOT_NUMBER.sub(_thai_number, block.foot)) for block in blocks]
    html: str = render_to_string("base_print.html", {"title": book.title, "blocks": blocks})
    html = map_text(html, wrap_terms, verbatim=VERBATIM | {"svg"})
    return map_text(html, to_thai) if book.digits == "thai" else html
