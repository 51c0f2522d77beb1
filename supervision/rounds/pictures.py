"""Pictures as answers of a round's photo items: attachments of the sheet and the item."""

from collections.abc import Collection, Iterator
from typing import Any

from core import files
from core.models import Attachment
from core.pointers import Pointer
from instruments.models import Item
from instruments.queries import Form
from supervision.rounds.models import RoundSheet

KIND = "round_photo"
MOST = 5


def photo_pointer(sheet: RoundSheet, item: int) -> Pointer:
    return Pointer(KIND, f"{sheet.pk}-{item}", f"ภาพในแบบของ{sheet.entry.school.name}")


def pictures_of(sheet: RoundSheet, form: Form) -> dict[int, list[Attachment]]:
    """By key of every photo item that has some; one query, none for a form without such items."""
    keys = {f"{sheet.pk}-{key}": key for key, item in form.items.items() if item.kind == Item.Kind.PHOTO}
    found = files.attachments_of_many(KIND, list(keys)) if keys else {}
    return {keys[name]: rows for name, rows in found.items() if rows}


def pictured_items(sheets: Collection[RoundSheet]) -> dict[Any, set[int]]:
    """Photo items with a picture, by response; two queries at most."""
    found: dict[Any, set[int]] = {}
    for sheet, item, _ in _hanging(sheets):
        found.setdefault(sheet.response_id, set()).add(item.pk)
    return found


def pictures_in(sheets: Collection[RoundSheet]) -> dict[int, list[tuple[str, str]]]:
    """(code of the item, hash of the picture) by key of the sheet; two queries at most."""
    found: dict[int, list[tuple[str, str]]] = {}
    for sheet, item, rows in _hanging(sheets):
        found.setdefault(sheet.pk, []).extend((item.code, row.file.sha256) for row in rows)
    return found


def _hanging(sheets: Collection[RoundSheet]) -> Iterator[tuple[RoundSheet, Item, list[Attachment]]]:
    versions = {sheet.response.version_id for sheet in sheets}
    items = list(Item.objects.filter(section__version__in=versions, kind=Item.Kind.PHOTO).order_by("pk"))
    keys = {f"{sheet.pk}-{item.pk}": (sheet, item) for sheet in sheets for item in items}
    held = files.attachments_of_many(KIND, list(keys)) if keys else {}
    for name, (sheet, item) in keys.items():
        if held.get(name):
            yield sheet, item, held[name]
