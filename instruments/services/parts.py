"""Sections and items of a draft, one act at a time: add, change, move, duplicate, remove.

Whoever writes brings what they saw: of the part itself (`seen`, a fingerprint) for its words, of the whole draft
(`lock_version`) for its order. Words of different parts so never stand in each other's way.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction

from core.errors import DomainError, StaleRevision
from instruments.content import ItemContent, LevelContent
from instruments.logic import check
from instruments.models import InstrumentVersion, Item, ItemLevel, Section
from instruments.services.building import MOST_ITEMS, locked_draft, touch
from instruments.services.choice_codes import code_problems, follow, renames

CODE = re.compile(r"[A-Za-z_\u0E00-\u0E7F][\w\u0E00-\u0E7F.\-]{0,59}")
MOST_SECTIONS = 50
MOST_LEVELS = 60
WITH_LEVELS = (Item.Kind.RATING, Item.Kind.CHOICE, Item.Kind.CHOICES)
CHANGED = "มีผู้อื่นแก้ไขส่วนนี้หลังจากที่ท่านเปิดหน้า ข้อความของท่านยังอยู่ กรุณาเทียบแล้วบันทึกอีกครั้ง"
_ASIDE = 10_000
_COPY = " (สำเนา)"
Part = TypeVar("Part", Section, Item)


def fingerprint(part: Section | Item) -> str:
    """What a part says, in a few letters; equal as long as nobody changed a word of it."""
    if isinstance(part, Section):
        said: Any = (part.code, part.title, part.note, part.relevant)
    else:
        said = content_of_item(part)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def content_of_item(item: Item) -> ItemContent:
    """One item as plain values; one query for its levels."""
    return ItemContent(
        code=item.code, kind=str(item.kind), text=item.text, help_text=item.help_text, required=item.required,
        weight=Decimal(item.weight).normalize() + 0, relevant=item.relevant, constraint=item.constraint,
        constraint_message=item.constraint_message, whole=item.whole, choice_list=item.choice_list,
        levels=tuple(
            LevelContent(row.value, row.label, row.description, row.code)
            for row in item.levels.order_by("-value")
        ),
    )  # fmt: skip


def codes_of(version: InstrumentVersion) -> list[str]:
    """Codes of the items in the order of the form."""
    rows = Item.objects.filter(section__version=version).order_by("section__position", "position")
    return list(rows.values_list("code", flat=True))


def free_code(taken: Sequence[str], like: str = "q01") -> str:
    """The next code in the manner of `like` that nobody uses: q07 → q08, ก1 → ก2, name → name_2."""
    match = re.fullmatch(r"(.*?)(\d+)", like)
    stem, digits = (match[1], match[2]) if match else (f"{like[:55]}_", "1")
    used, number = set(taken), int(digits)
    while True:
        code = f"{stem}{number:0{len(digits)}}"
        if code not in used:
            return code
        number += 1


# Sections


def save_section(
    version: InstrumentVersion, *, actor: Any, section: Section | None = None, code: str = "", title: str,
    note: str = "", relevant: str = "", seen: str | None = None,
) -> Section:  # fmt: skip
    """A new section at the end (the same code pressed twice gives the same one), or the words of an old one."""
    title, relevant, code = " ".join(title.split()), relevant.strip(), code.strip()
    if not title:
        raise DomainError("กรุณาเขียนชื่อตอน", field="title")
    if code and not CODE.fullmatch(code):
        raise DomainError("รหัสตอนขึ้นต้นด้วยตัวอักษร ใช้ได้เฉพาะตัวอักษร ตัวเลข . _ และ -", field="code")
    with transaction.atomic():
        draft = locked_draft(version, actor=actor)
        others = list(draft.sections.order_by("position"))
        if section is not None:
            section = _mine(others, section)
            others.remove(section)
        twin = next((row for row in others if code and row.code == code), None)
        if twin is not None:
            if section is None and (twin.title, twin.note, twin.relevant) == (title, note.strip(), relevant):
                return twin
            raise DomainError(f"รหัสตอน “{code}” ใช้กับตอน “{twin.title}” แล้ว", field="code")
        if relevant:
            own = set(section.items.values_list("code", flat=True)) if section else set()
            _check_logic(relevant, codes=[one for one in codes_of(draft) if one not in own], field="relevant")
        if section is None:
            if len(others) >= MOST_SECTIONS:
                raise DomainError(f"เครื่องมือหนึ่งรุ่นมีได้ไม่เกิน {MOST_SECTIONS} ตอน")
            section = Section(version=draft, position=(others[-1].position if others else 0) + 1)
        elif seen is not None and seen != fingerprint(section):
            raise StaleRevision(CHANGED)
        section.code, section.title, section.note, section.relevant = code, title, note.strip(), relevant
        section.save()
        touch(draft, actor=actor, act="instrument.written", data={"section": title})
    return section


def move_section(
    version: InstrumentVersion, *, actor: Any, section: Section, up: bool, lock_version: int | None
) -> None:
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        rows = list(draft.sections.order_by("position"))
        if _shifted(rows, _mine(rows, section), up=up):
            _place(rows)
            touch(draft, actor=actor, act="instrument.written", data={"moved": section.title})


def duplicate_section(version: InstrumentVersion, *, actor: Any, section: Section, lock_version: int | None) -> Section:
    """A copy with new item codes right after it; its conditions on its own items point at the copies."""
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        rows = list(draft.sections.order_by("position"))
        old = _mine(rows, section)
        taken = codes_of(draft)
        items = [content_of_item(item) for item in old.items.order_by("position")]
        if len(taken) + len(items) > MOST_ITEMS or len(rows) >= MOST_SECTIONS:
            raise DomainError(f"เครื่องมือหนึ่งรุ่นมีได้ไม่เกิน {MOST_SECTIONS} ตอน และ {MOST_ITEMS} ข้อ")
        renamed: dict[str, str] = {}
        for item in items:
            renamed[item.code] = free_code([*taken, *renamed.values()], item.code)
        copy = Section.objects.create(
            version=draft, position=_ASIDE, title=old.title[: 200 - len(_COPY)] + _COPY, note=old.note,
            code=free_code([row.code for row in rows], old.code) if old.code else "",
            relevant=_renamed(old.relevant, renamed),
        )  # fmt: skip
        for position, item in enumerate(items, start=1):
            words = replace(
                item, code=renamed[item.code], relevant=_renamed(item.relevant, renamed),
                constraint=_renamed(item.constraint, renamed),
            )  # fmt: skip
            _write_item(Item(section=copy, position=position), words)
        rows.insert(rows.index(old) + 1, copy)
        _place(rows)
        touch(draft, actor=actor, act="instrument.written", data={"copied": old.title})
    return copy


def remove_section(version: InstrumentVersion, *, actor: Any, section: Section, lock_version: int | None) -> None:
    """With all its items."""
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        found = _mine(list(draft.sections.all()), section)
        title, count = found.title, found.items.count()
        found.delete()
        _place(list(draft.sections.order_by("position")))
        touch(draft, actor=actor, act="instrument.written", data={"removed": title, "items": count})


# Items


def save_item(
    version: InstrumentVersion, *, actor: Any, section: Section, words: ItemContent, item: Item | None = None,
    seen: str | None = None,
) -> Item:  # fmt: skip
    """A new item at the end of `section` (the same code and words twice give the same one), or an old one's words.

    A code that changes, of the item or of a choice, is changed in every condition that names it. DomainError at the
    field that is wrong, StaleRevision when the item was changed since `seen`; then nothing is written.
    """
    with transaction.atomic():
        draft = locked_draft(version, actor=actor)
        section = _mine(list(draft.sections.all()), section)
        words = _clean(words)
        codes = codes_of(draft)
        if item is not None:
            item = _items(draft).filter(pk=item.pk).first()
            if item is None:
                raise StaleRevision("ข้อนี้ถูกลบไปแล้วโดยผู้อื่น ข้อความของท่านยังอยู่ในหน้านี้")
        old, choices = (item.code, _choices(item, words)) if item else ("", {})
        if words.code != old and words.code in codes:
            twin = _items(draft).get(code=words.code)
            if item is None and content_of_item(twin) == words:
                return twin
            raise DomainError(f"รหัสข้อ “{words.code}” ใช้กับ “{twin.text}” แล้ว รหัสข้อใช้ได้ครั้งเดียวในหนึ่งรุ่น", field="code")
        if item is None:
            if len(codes) >= MOST_ITEMS:
                raise DomainError(f"เครื่องมือหนึ่งรุ่นมีได้ไม่เกิน {MOST_ITEMS} ข้อ")
            last = section.items.order_by("-position").values_list("position", flat=True).first() or 0
            item = Item(section=section, position=last + 1)
        elif seen is not None and seen != fingerprint(item):
            raise StaleRevision(CHANGED)
        others = [code for code in codes if code != old]
        if words.relevant:
            _check_logic(words.relevant, codes=others, field="relevant")
        if words.constraint:
            _check_logic(words.constraint, codes=[*others, words.code], field="constraint", this=True)
        _write_item(item, words)
        if choices or (old and old != words.code):
            _rename_in_logic(draft, old, words.code, choices)
        touch(draft, actor=actor, act="instrument.written", data={"item": words.code})
    return item


def move_item(version: InstrumentVersion, *, actor: Any, item: Item, up: bool, lock_version: int | None) -> None:
    """One place up or down; at the edge of its section into the next one."""
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        sections = list(draft.sections.order_by("position"))
        found = _mine(list(_items(draft)), item)
        here = list(found.section.items.order_by("position"))
        if _shifted(here, found, up=up):
            _place(here)
        else:
            at = sections.index(found.section) + (-1 if up else 1)
            if not 0 <= at < len(sections):
                return
            _into(found, sections[at], last=up)
        touch(draft, actor=actor, act="instrument.written", data={"moved": found.code})


def move_item_to(
    version: InstrumentVersion, *, actor: Any, item: Item, section: Section, lock_version: int | None
) -> None:
    """To the end of another section."""
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        target = _mine(list(draft.sections.all()), section)
        found = _mine(list(_items(draft)), item)
        if found.section_id != target.pk:
            _into(found, target, last=True)
            touch(draft, actor=actor, act="instrument.written", data={"moved": found.code})


def duplicate_item(version: InstrumentVersion, *, actor: Any, item: Item, lock_version: int | None) -> Item:
    """A copy with the next free code right after it."""
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        found = _mine(list(_items(draft)), item)
        codes = codes_of(draft)
        if len(codes) >= MOST_ITEMS:
            raise DomainError(f"เครื่องมือหนึ่งรุ่นมีได้ไม่เกิน {MOST_ITEMS} ข้อ")
        here = list(found.section.items.order_by("position"))
        copy = Item(section=found.section, position=_ASIDE)
        _write_item(copy, replace(content_of_item(found), code=free_code(codes, found.code)))
        here.insert(here.index(found) + 1, copy)
        _place(here)
        touch(draft, actor=actor, act="instrument.written", data={"copied": found.code})
    return copy


def remove_item(version: InstrumentVersion, *, actor: Any, item: Item, lock_version: int | None) -> None:
    with transaction.atomic():
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        found = _mine(list(_items(draft)), item)
        code, section = found.code, found.section
        found.delete()
        _place(list(section.items.order_by("position")))
        touch(draft, actor=actor, act="instrument.written", data={"removed": code})


def _items(draft: InstrumentVersion) -> Any:
    return Item.objects.filter(section__version=draft).select_related("section")


def _mine(rows: list[Part], part: Part) -> Part:
    found = next((row for row in rows if row.pk == part.pk), None)
    if found is None:
        raise StaleRevision("ส่วนนี้ถูกลบไปแล้วโดยผู้อื่น กรุณาเปิดหน้านี้ใหม่")
    return found


def _shifted(rows: list[Any], part: Any, *, up: bool) -> bool:
    """Swap the part with its neighbour in the list; False at the edge."""
    at = rows.index(part)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return False
    rows[at], rows[to] = rows[to], rows[at]
    return True


def _place(rows: Sequence[Any]) -> None:
    """Number the rows in their order; by way of high numbers, since no two may ever share a place."""
    for start in (_ASIDE + 1, 1):
        moved: list[Any] = []
        for position, row in enumerate(rows, start=start):
            if row.position != position:
                row.position = position
                moved.append(row)
        if moved:
            type(moved[0])._default_manager.bulk_update(moved, ["position"])


def _into(item: Item, section: Section, *, last: bool) -> None:
    old = item.section
    rows = list(section.items.order_by("position"))
    item.section, item.position = section, _ASIDE
    item.save(update_fields=["section", "position"])
    _place([*rows, item] if last else [item, *rows])
    _place(list(old.items.order_by("position")))


def _write_item(item: Item, words: ItemContent) -> None:
    item.code, item.kind, item.text, item.help_text = words.code, words.kind, words.text, words.help_text
    item.required, item.weight, item.relevant = words.required, words.weight, words.relevant
    item.constraint, item.constraint_message = words.constraint, words.constraint_message
    item.whole, item.choice_list = words.whole, words.choice_list
    item.save()
    item.levels.all().delete()
    ItemLevel.objects.bulk_create(
        ItemLevel(item=item, value=row.value, code=row.code, label=row.label, description=row.description)
        for row in words.levels
    )


def _clean(words: ItemContent) -> ItemContent:
    """Tidy words of an item; DomainError at the field that cannot stand."""
    code, text = words.code.strip(), " ".join(words.text.split())
    if not CODE.fullmatch(code):
        raise DomainError("รหัสข้อขึ้นต้นด้วยตัวอักษร ใช้ได้เฉพาะตัวอักษร ตัวเลข . _ และ - ห้ามเว้นวรรค เช่น q01", field="code")
    if not text:
        raise DomainError("กรุณาเขียนรายการ", field="text")
    if words.kind not in Item.Kind.values:
        raise DomainError("กรุณาเลือกชนิดของข้อ", field="kind")
    if not 0 <= words.weight < 1000:
        raise DomainError("น้ำหนักต้องไม่ติดลบและน้อยกว่า 1,000", field="weight")
    levels = _clean_levels(words.levels) if words.kind in WITH_LEVELS else ()
    return replace(
        words, code=code, text=text, help_text=words.help_text.strip(), relevant=words.relevant.strip(),
        constraint=words.constraint.strip(), constraint_message=words.constraint_message.strip(), levels=levels,
        required=words.required and words.kind != Item.Kind.NOTE,
        weight=words.weight.normalize() + 0 if words.kind == Item.Kind.RATING else Decimal(1),
        whole=words.whole and words.kind == Item.Kind.NUMBER,
        choice_list=words.choice_list if words.kind in WITH_LEVELS else "",
    )  # fmt: skip


def _clean_levels(levels: Sequence[LevelContent]) -> tuple[LevelContent, ...]:
    if len(levels) > MOST_LEVELS:
        raise DomainError(f"หนึ่งข้อมีได้ไม่เกิน {MOST_LEVELS} ระดับหรือตัวเลือก", field="levels")
    values: set[int] = set()
    for row in levels:
        if row.value in values:
            raise DomainError(f"คะแนนหรือลำดับ {row.value} ซ้ำ แต่ละระดับต้องมีเลขของตนเอง", field="levels")
        if not -1000 <= row.value <= 1000:
            raise DomainError(f"คะแนนหรือลำดับ {row.value} อยู่นอกช่วง −1000 ถึง 1000", field="levels")
        if not row.label.strip():
            raise DomainError(f"ระดับ {row.value} ยังไม่มีคำ", field="levels")
        values.add(row.value)
    for problem in code_problems(levels).values():
        raise DomainError(problem, field="levels")
    tidy = (
        LevelContent(row.value, " ".join(row.label.split()), row.description.strip(), row.code.strip())
        for row in levels
    )
    return tuple(sorted(tidy, key=lambda row: -row.value))


def _check_logic(text: str, *, codes: Sequence[str], field: str, this: bool = False) -> None:
    """LogicError with the field it belongs to."""
    try:
        check(text, codes=codes, this=this)
    except DomainError as error:
        raise DomainError(error.message, field=field) from None


def _renamed(text: str, names: dict[str, str]) -> str:
    """The expression with other codes; `${a}` and `${ a }` alike."""
    return re.sub(r"\$\{\s*([^{}]*?)\s*\}", lambda m: f"${{{names.get(m[1], m[1])}}}", text) if text else text


def _choices(item: Item, words: ItemContent) -> dict[str, str]:
    """Choices that go by another name from now on; a rating is compared by its number whatever its code."""
    by_name = (Item.Kind.CHOICE, Item.Kind.CHOICES)
    if item.kind not in by_name or words.kind not in by_name:
        return {}
    return renames(content_of_item(item).levels, words.levels)


def _rename_in_logic(draft: InstrumentVersion, old: str, code: str, choices: dict[str, str]) -> None:
    """Let every condition name an item by its new code, and its choices by theirs."""

    def rewritten(text: str) -> str:
        return _renamed(follow(text, old, choices), {old: code})

    for section in draft.sections.exclude(relevant=""):
        new = rewritten(section.relevant)
        if new != section.relevant:
            Section.objects.filter(pk=section.pk).update(relevant=new)
    for item in _items(draft):
        words = {name: rewritten(getattr(item, name)) for name in ("relevant", "constraint")}
        if any(getattr(item, name) != text for name, text in words.items()):
            Item.objects.filter(pk=item.pk).update(**words)
