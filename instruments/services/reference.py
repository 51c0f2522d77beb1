"""The instruments every office starts with. An instrument or band set the office already has, edited or not, is left
alone.

`reference/bands/families.yaml` holds the band sets, every other file of `reference/` one instrument; docs/developing.md
says how to add one.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from instruments.content import FormContent, ItemContent, LevelContent, SectionContent
from instruments.models import Band, BandSet, Instrument, InstrumentVersion, Item, ItemLevel, Section

FOLDER = Path(__file__).resolve().parent.parent / "reference"


@cache
def shipped() -> tuple[dict[str, Any], ...]:
    """The instruments of `reference/`, by file name."""
    return tuple(yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yaml")))


@cache
def shipped_bands() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load((FOLDER / "bands" / "families.yaml").read_text()))


@cache
def content(code: str) -> FormContent:
    """The content of a shipped instrument."""
    form = next(form for form in shipped() if form["code"] == code)
    number = 0
    sections = []
    for part in form["sections"]:
        items = []
        for line in part["items"]:
            number += 1
            items.append(_item(line, form, f"q{number:02}"))
        sections.append(
            SectionContent(
                code=part.get("code", ""),
                title=part["title"],
                note=part.get("note", ""),
                relevant=part.get("relevant", ""),
                items=tuple(items),
            )
        )
    return FormContent(form["instructions"], form["source"], tuple(sections))


def _item(line: dict[str, Any], form: dict[str, Any], code: str) -> ItemContent:
    kind = line.get("kind", Item.Kind.RATING)
    levels: tuple[LevelContent, ...] = ()
    if kind == Item.Kind.RATING:
        words, told = form["words"], line.get("levels", {})
        levels = tuple(LevelContent(value, words[value], told.get(value, "")) for value in sorted(words, reverse=True))
    elif "choices" in line:
        count = len(line["choices"])
        levels = tuple(
            LevelContent(count - at, label, "", choice) for at, (choice, label) in enumerate(line["choices"])
        )
    return ItemContent(
        code=line.get("code", code),
        kind=str(kind),
        text=line["text"],
        help_text=line.get("help", ""),
        required=line.get("required", kind == Item.Kind.RATING),
        weight=Decimal(str(line.get("weight", 1))),
        relevant=line.get("relevant", ""),
        constraint=line.get("constraint", ""),
        constraint_message=line.get("message", ""),
        whole=line.get("whole", False),
        levels=levels,
    )


@transaction.atomic
def load_instruments(district: Any) -> int:
    """Add what the office lacks of the shipped instruments and band sets; returns the number of rows added."""
    held = set(Instrument.objects.of_district(district).values_list("code", flat=True))
    wanted = [form for form in shipped() if form["code"] not in held]
    return _load_bands(district) + (_load(district, wanted) if wanted else 0)


def _load_bands(district: Any) -> int:
    held = set(BandSet.objects.filter(district=district).values_list("name", flat=True))
    wanted = [one for one in shipped_bands() if one["name"] not in held]
    made = BandSet.objects.bulk_create(
        BandSet(
            district=district,
            name=one["name"],
            basis=one["basis"],
            lowest=Decimal(one["lowest"]),
            highest=Decimal(one["highest"]),
            source=one["source"],
            note=one.get("note", ""),
        )
        for one in wanted
    )
    bands = Band.objects.bulk_create(
        Band(band_set=bands, lower=Decimal(lower), label=label, level=level)
        for bands, one in zip(made, wanted, strict=True)
        for level, (lower, label) in enumerate(one["bands"], start=1)
    )
    return len(made) + len(bands)


def _load(district: Any, forms: list[dict[str, Any]]) -> int:
    """All the forms in five inserts: every test with an instrument stands on this."""
    bands = {row.name: row for row in BandSet.objects.filter(district=district)}
    now = timezone.now()
    instruments = Instrument.objects.bulk_create(
        Instrument(
            district=district,
            code=form["code"],
            name=form["name"],
            subject=form["subject"],
            note=form["note"],
            is_example=form.get("is_example", False),
        )
        for form in forms
    )
    contents = [content(form["code"]) for form in forms]
    versions = InstrumentVersion.objects.bulk_create(
        InstrumentVersion(
            instrument=instrument,
            number=1,
            state=InstrumentVersion.State.PUBLISHED,
            band_set=bands[form["bands"]] if "bands" in form else None,
            instructions=whole.instructions,
            source=whole.source,
            published_at=now,
        )
        for instrument, form, whole in zip(instruments, forms, contents, strict=True)
    )
    parts = [
        (version, place, part)
        for version, whole in zip(versions, contents, strict=True)
        for place, part in enumerate(whole.sections, start=1)
    ]
    sections = Section.objects.bulk_create(
        Section(
            version=version, position=place, code=part.code, title=part.title, note=part.note, relevant=part.relevant
        )
        for version, place, part in parts
    )
    lines = [
        (section, place, line)
        for section, (_, _, part) in zip(sections, parts, strict=True)
        for place, line in enumerate(part.items, start=1)
    ]
    items = Item.objects.bulk_create(
        Item(
            section=section, position=place, code=line.code, kind=line.kind, text=line.text, help_text=line.help_text,
            required=line.required, weight=line.weight, relevant=line.relevant, constraint=line.constraint,
            constraint_message=line.constraint_message, whole=line.whole,
        )
        for section, place, line in lines
    )  # fmt: skip
    levels = ItemLevel.objects.bulk_create(
        ItemLevel(item=item, value=level.value, code=level.code, label=level.label, description=level.description)
        for item, (_, _, line) in zip(items, lines, strict=True)
        for level in line.levels
    )
    return len(instruments) + len(versions) + len(sections) + len(items) + len(levels)
