"""One version of an instrument as plain values: what the builder edits, an XLSForm carries and a copy is made from.

No database keys in it, so the same content compares equal wherever it came from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from instruments.models import InstrumentVersion, Item, ItemLevel, Section


@dataclass(frozen=True, slots=True)
class LevelContent:
    """A level of a rating item or a choice. `value` is the score or rank, `code` the choice's name in an XLSForm."""

    value: int
    label: str
    description: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One line of the form. `kind` is a value of Item.Kind; `relevant` and `constraint` are expressions of
    `instruments.logic`; `levels` stand highest value first."""

    code: str
    kind: str
    text: str
    help_text: str = ""
    required: bool = False
    weight: Decimal = Decimal(1)
    relevant: str = ""
    constraint: str = ""
    constraint_message: str = ""
    whole: bool = False
    choice_list: str = ""
    levels: tuple[LevelContent, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionContent:
    code: str
    title: str
    note: str = ""
    relevant: str = ""
    items: tuple[ItemContent, ...] = ()


@dataclass(frozen=True, slots=True)
class FormContent:
    """Everything a person fills in, with the words around it; bands and years belong to the version."""

    instructions: str = ""
    source: str = ""
    sections: tuple[SectionContent, ...] = ()

    def items(self) -> Iterator[ItemContent]:
        """All items in the order of the form."""
        for section in self.sections:
            yield from section.items


def content_of(version: InstrumentVersion) -> FormContent:
    """The content of a version as it stands; three queries."""
    levels: dict[int, list[LevelContent]] = {}
    for level in ItemLevel.objects.filter(item__section__version=version).order_by("-value"):
        levels.setdefault(level.item_id, []).append(
            LevelContent(level.value, level.label, level.description, level.code)
        )
    items: dict[int, list[ItemContent]] = {}
    for item in Item.objects.filter(section__version=version).order_by("position"):
        items.setdefault(item.section_id, []).append(
            ItemContent(
                code=item.code,
                kind=item.kind,
                text=item.text,
                help_text=item.help_text,
                required=item.required,
                weight=item.weight.normalize() + 0,
                relevant=item.relevant,
                constraint=item.constraint,
                constraint_message=item.constraint_message,
                whole=item.whole,
                choice_list=item.choice_list,
                levels=tuple(levels.get(item.pk, ())),
            )
        )
    sections = tuple(
        SectionContent(section.code, section.title, section.note, section.relevant, tuple(items.get(section.pk, ())))
        for section in Section.objects.filter(version=version).order_by("position")
    )
    return FormContent(version.instructions, version.source, sections)
