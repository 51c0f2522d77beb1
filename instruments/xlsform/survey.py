"""The sheet `survey`: groups as sections, questions as items; what cannot be taken is collected by row and name."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from instruments.content import ItemContent, SectionContent
from instruments.logic import LogicError, check, cycle, parse
from instruments.models import Item, Section
from instruments.xlsform.choices import Choices, number, whole
from instruments.xlsform.names import (
    AUTOMATIC,
    BEGIN_GROUP,
    DRAWN,
    END_GROUP,
    KINDS,
    NO,
    OWN,
    REFUSED,
    REFUSED_COLUMNS,
    SELECTS,
    YES,
)
from instruments.xlsform.workbook import Page, Refusal, Row

CODE = re.compile(r"[\w\u0E00-\u0E7F][\w\u0E00-\u0E7F.\-]{0,59}")
_TITLE = Section._meta.get_field("title").max_length or 200
_TEXT = Item._meta.get_field("text").max_length or 500
_MESSAGE = Item._meta.get_field("constraint_message").max_length or 300
_CODE = Item._meta.get_field("choice_list").max_length or 60
_ONE_OF = {"one": (Item.Kind.RATING, Item.Kind.CHOICE, Item.Kind.YES_NO), "many": (Item.Kind.CHOICES,)}


@dataclass(frozen=True)
class _Group:
    row: Row
    code: str
    title: str
    note: str
    relevant: str


@dataclass
class _Part:
    """A section being filled; `groups` are the ones it lies in, outermost first."""

    groups: tuple[_Group, ...]
    code: str
    title: str
    note: str
    relevant: str
    items: list[tuple[Row, ItemContent]] = field(default_factory=list)


@dataclass
class Survey:
    """Reads the rows in order. `words` gives a row's text in the chosen language, `exact` keeps texts to the letter."""

    page: Page
    words: Callable[[Row, str], str]
    choices: Choices
    refusals: list[Refusal]
    notices: list[str]
    title: str
    exact: bool
    parts: list[_Part] = field(default_factory=list)
    stack: list[_Group] = field(default_factory=list)
    looks: dict[str, list[int]] = field(default_factory=dict)
    automatic: list[str] = field(default_factory=list)
    # Names of refused rows: who asks about one of them is not told a second time that it is missing.
    dropped: set[str] = field(default_factory=set)

    def read(self) -> tuple[SectionContent, ...]:
        for row in self.page.rows:
            if any(row.get(name).strip() for name in ("type", "name")) or self.words(row, "label"):
                self._row(row)
        for group in self.stack:
            self._refuse(group.row, "begin_group", "ไม่มี end_group ของกลุ่มนี้")
        self._tell()
        self._check_logic()
        kept = [part for part in self.parts if part.items or self.exact]
        return tuple(
            SectionContent(part.code, part.title, part.note, part.relevant, tuple(item for _, item in part.items))
            for part in kept
        )

    def _refuse(self, row: Row, kind: str, reason: str) -> None:
        self.dropped.add(row.get("name").strip())
        self.refusals.append(Refusal("survey", row.number, kind, reason))

    def _tell(self) -> None:
        if self.automatic:
            told = ", ".join(dict.fromkeys(self.automatic))
            self.notices.append(f"ข้อมูลที่เครื่องบันทึกเอง ({told}) ไม่ได้นำเข้า ระบบบันทึกเวลาและผู้กรอกอยู่แล้ว")
        for look, rows in self.looks.items():
            at = ", ".join(str(row) for row in rows[:10])
            self.notices.append(f"ลักษณะการแสดงผล (appearance) {look[:60]} ไม่ได้ใช้ (ชีต survey แถว {at})")

    # Rows

    def _row(self, row: Row) -> None:
        typed = " ".join(row.get("type").split())
        low = typed.lower()
        first = low.split(" ")[0]
        if row.get("disabled").strip().lower() in YES - {""}:
            self.notices.append(f"ชีต survey แถว {row.number} ถูกปิดไว้ (disabled) จึงไม่ได้นำเข้า")
        elif not typed:
            self._refuse(row, "type", "ไม่มีชนิดของคำถาม (ถ้าผสานเซลล์ไว้ ให้ยกเลิกการผสาน)")
        elif low.startswith("#"):
            return
        elif low in BEGIN_GROUP:
            self._begin(row)
        elif low in END_GROUP:
            if self.stack:
                self.stack.pop()
            else:
                self._refuse(row, typed, "ไม่มี begin_group ของกลุ่มนี้")
        elif low in AUTOMATIC or first == "audit":
            self.automatic.append(typed)
        elif low in REFUSED or first in REFUSED:
            # The end of what was refused at its beginning is the same thing.
            if not first.startswith("end"):
                self._refuse(row, typed, f"ไม่รองรับชนิดนี้ ({REFUSED.get(low) or REFUSED[first]})")
        elif low in KINDS:
            kind, is_whole = KINDS[low]
            self._item(row, typed, kind, whole=is_whole)
        else:
            self._select(row, typed, low)

    def _select(self, row: Row, typed: str, low: str) -> None:
        prefix = next((word for word in sorted(SELECTS, key=len, reverse=True) if low.startswith(word)), None)
        name = typed[len(prefix) :].strip() if prefix else ""
        if prefix is None or (name and typed[len(prefix)] != " "):
            self._refuse(row, typed[:60], "ไม่รู้จักชนิดนี้")
        elif not name:
            self._refuse(row, typed, "ไม่ได้ระบุชื่อชุดตัวเลือก")
        elif name.lower().endswith(" or_other") or " or specify other" in low:
            self._refuse(row, "or_other", "ไม่รองรับ or_other ให้เพิ่มตัวเลือก “อื่น ๆ” และข้อความที่ถามเมื่อเลือก")
        elif name.startswith("${"):
            self._refuse(row, typed[:60], "ไม่รองรับตัวเลือกที่มาจากคำตอบของกลุ่มที่ถามซ้ำ")
        elif name.lower().endswith((".csv", ".xml", ".geojson")):
            self._refuse(row, typed[:60], "ไม่รองรับตัวเลือกจากแฟ้มภายนอก")
        elif name not in self.choices.lists:
            self._refuse(row, typed[:60], f"ไม่มีชุดตัวเลือก {name} ในชีต choices")
        else:
            self._choose(row, typed, SELECTS[prefix], name)

    def _choose(self, row: Row, typed: str, many: str, name: str) -> None:
        kind = row.get(f"{OWN}kind").strip()
        looks = row.get("appearance").lower().split()
        if not kind:
            codes = [choice.name for choice in self.choices.lists[name]]
            kind = Item.Kind.CHOICES if many == "many" else Item.Kind.CHOICE
            if many == "one" and "likert" in looks:
                if all(whole(code) is not None for code in codes):
                    kind = Item.Kind.RATING
                else:
                    self.notices.append(
                        f"ชีต survey แถว {row.number} เป็น likert แต่รหัสตัวเลือกไม่เป็นตัวเลข จึงนำเข้าเป็นเลือกหนึ่ง ไม่มีคะแนน"
                    )
        if kind not in _ONE_OF[many]:
            self._refuse(row, f"{OWN}kind", f"{kind[:30]} ใช้กับ {typed[:60]} ไม่ได้")
            return
        levels = self.choices.levels(name, kind)
        if levels is None:
            self.dropped.add(row.get("name").strip())
            return
        if len(name) > _CODE:
            self._refuse(row, typed[:60], f"ชื่อชุดตัวเลือกยาวเกิน {_CODE} ตัวอักษร")
        own = row.get(f"{OWN}list").strip()
        if kind == Item.Kind.YES_NO:
            levels = ()  # its two words are the product's own
        self._item(row, typed, kind, levels=levels, choice_list=("" if own == "-" else own) or ("" if own else name))

    # Groups

    def _begin(self, row: Row) -> None:
        title = self.words(row, "label")
        if len(title) > _TITLE:
            self._refuse(row, "begin_group", f"ชื่อกลุ่มยาวเกิน {_TITLE} ตัวอักษร")
            title = ""
        own = row.get(f"{OWN}code").strip()
        code = "" if own == "-" else own or row.get("name").strip()
        relevant = self._expression(row, "relevant")
        group = _Group(row, code[:60], title, row.get(f"{OWN}note") or self.words(row, "hint"), relevant)
        if self.stack:
            self.notices.append(f"ชีต survey แถว {row.number} กลุ่มซ้อนในกลุ่ม นำเข้าเป็นตอนที่อยู่ต่อกัน ลำดับและเงื่อนไขคงเดิม")
        self.stack.append(group)
        self._open()

    def _open(self) -> _Part:
        """The section of the groups we are in: an inner group becomes one of its own, its conditions joined."""
        groups = tuple(self.stack)
        again = any(part.groups == groups and part.items for part in self.parts)
        inner = groups[-1] if groups else None
        titles = [group.title for group in groups if group.title]
        title = " › ".join(titles)
        if len(title) > _TITLE:
            title = titles[-1]
        if not title and not (self.exact and inner):
            title = self.title[:_TITLE] or f"ตอนที่ {len(self.parts) + 1}"
        if again:
            title = f"{title[: _TITLE - 6]} (ต่อ)"
        conditions = [group.relevant for group in groups if group.relevant]
        relevant = conditions[0] if len(conditions) == 1 else " and ".join(f"({one})" for one in conditions)
        code = inner.code if inner and not again else ""
        part = _Part(groups, code, title, inner.note if inner and not again else "", relevant)
        self.parts.append(part)
        return part

    # Items

    def _item(self, row: Row, typed: str, kind: str, **more: object) -> None:
        code = row.get("name").strip()
        if not code and kind == Item.Kind.NOTE:
            code = f"note_{row.number}"  # the other tools name them too: nothing is kept under it
        if not CODE.fullmatch(code):
            self._refuse(row, "name", f"รหัสข้อ “{code[:60]}” ใช้ไม่ได้ (ตัวอักษร ตัวเลข _ - . ไม่เกิน 60 ตัว ไม่มีช่องว่าง)")
            return
        for column, words in REFUSED_COLUMNS.items():
            if any(cell.name == column and text.strip() for cell, text in row.cells.items()):
                self._refuse(row, column, f"ไม่รองรับ{words}")
        if row.get("read_only").strip().lower() not in NO and kind != Item.Kind.NOTE:
            self._refuse(row, "read_only", "ไม่รองรับข้อที่อ่านอย่างเดียว")
        self._look(row, typed, kind)
        text, help_text = self._texts(row, kind, code)
        message = self.words(row, "constraint_message")
        if len(message) > _MESSAGE:
            self._refuse(row, "constraint_message", f"คำเตือนยาวเกิน {_MESSAGE} ตัวอักษร")
        item = ItemContent(
            code=code,
            kind=kind,
            text=text,
            help_text=help_text,
            required=self._required(row, kind),
            weight=self._weight(row),
            relevant=self._expression(row, "relevant"),
            constraint=self._expression(row, "constraint"),
            constraint_message=message,
            **more,  # type: ignore[arg-type]  # the fields left of one kind of item
        )
        part = self.parts[-1] if self.parts and self.parts[-1].groups == tuple(self.stack) else self._open()
        part.items.append((row, item))

    def _look(self, row: Row, typed: str, kind: str) -> None:
        looks = set(row.get("appearance").lower().split())
        if kind == Item.Kind.PHOTO and looks & DRAWN:
            self._refuse(row, typed, f"ไม่รองรับภาพแบบ {', '.join(sorted(looks & DRAWN))}")
        known = {"likert"} if kind in (Item.Kind.RATING, Item.Kind.CHOICE) else set()
        for look in sorted(looks - known):
            self.looks.setdefault(look, []).append(row.number)

    def _texts(self, row: Row, kind: str, code: str) -> tuple[str, str]:
        text, hint = self.words(row, "label"), self.words(row, "hint")
        if not text and not self.exact:
            text, hint = (hint, "") if hint else (code, "")
            self.notices.append(f"ชีต survey แถว {row.number} ไม่มี label จึงใช้ “{text[:40]}”")
        if len(text) > _TEXT and kind == Item.Kind.NOTE:
            # A long explanation: its first paragraph stays the line, the rest follows as its explanation.
            head, _, rest = text.partition("\n")
            head, rest = (head, rest) if len(head) <= _TEXT else (text[:_TEXT], text[_TEXT:])
            text, hint = head.strip(), "\n".join(part for part in (rest.strip(), hint) if part)
            self.notices.append(f"ชีต survey แถว {row.number} คำอธิบายยาว แบ่งเป็นหัวเรื่องและคำอธิบาย")
        if len(text) > _TEXT:
            self._refuse(row, "label", f"ข้อความยาวเกิน {_TEXT} ตัวอักษร")
        return text, hint

    def _required(self, row: Row, kind: str) -> bool:
        said = row.get("required").strip().lower()
        if said in NO or (kind == Item.Kind.NOTE and not self.exact):
            return False
        if said not in YES:
            self._refuse(row, "required", "ไม่รองรับการบังคับตอบตามเงื่อนไข ใช้ yes หรือ no และใส่เงื่อนไขที่ relevant")
        return True

    def _weight(self, row: Row) -> Decimal:
        said = row.get(f"{OWN}weight").strip()
        if not said:
            return Decimal(1)
        weight = number(said)
        if weight is None or not 0 <= weight < 1000 or weight != round(weight, 3):
            self._refuse(row, f"{OWN}weight", "น้ำหนักต้องเป็น 0 ถึง 999.999 ทศนิยมไม่เกิน 3 ตำแหน่ง")
            return Decimal(1)
        return weight.normalize() + 0

    def _expression(self, row: Row, column: str) -> str:
        text = row.get(column)
        text = text if self.exact else text.strip()
        if not text.strip():
            return ""
        try:
            parse(text)
        except LogicError as refusal:
            self._refuse(row, column, refusal.message)
            return ""
        return text

    # The whole

    def _check_logic(self) -> None:
        rows = [(part, row, item) for part in self.parts for row, item in part.items]
        seen: dict[str, int] = {}
        for _, row, item in rows:
            if item.code in seen:
                self._refuse(row, "name", f"รหัสข้อ {item.code} ซ้ำกับแถว {seen[item.code]}")
            seen.setdefault(item.code, row.number)
        asks: dict[str, set[str]] = {}
        for part, row, item in rows:
            self._known(row, "relevant", item.relevant, seen)
            self._known(row, "constraint", item.constraint, seen)
            asks[item.code] = set().union(*(parse(text).codes() for text in (part.relevant, item.relevant) if text))
        for group in {group.row.number: group for part in self.parts for group in part.groups}.values():
            self._known(group.row, "relevant", group.relevant, seen)
        circle = cycle(asks)
        if circle:
            row = next(row for _, row, item in rows if item.code == circle[0])
            self._refuse(row, "relevant", f"เงื่อนไขวนกลับมาที่เดิม: {' → '.join([*circle, circle[0]])}")

    def _known(self, row: Row, column: str, text: str, codes: dict[str, int]) -> None:
        if not text:
            return
        try:
            check(text, codes=codes.keys() | self.dropped, this=column == "constraint")
        except LogicError as refusal:
            self._refuse(row, column, refusal.message)
