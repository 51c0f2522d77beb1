"""Forms of the instruments desk: they clean and explain, the services decide."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from core.errors import DomainError
from core.keys import number_of
from core.thai.numerals import to_arabic
from instruments import guided
from instruments.content import ItemContent, LevelContent
from instruments.models import BandSet, Instrument, InstrumentVersion, Item, ItemLevel, Section
from instruments.services.choice_codes import code_problems
from instruments.services.parts import WITH_LEVELS
from schools.models import WorkGroup

SPARE_CONDITIONS, SPARE_LEVELS, MOST_ROWS = 2, 2, 60
_TEXT = {"rows": 3}


class InstrumentForm(forms.Form):
    """What an instrument is called, what it is for and whose it is."""

    name = forms.CharField(label="ชื่อเครื่องมือ", max_length=200, error_messages={"required": "กรุณาเขียนชื่อเครื่องมือ"})
    code = forms.CharField(
        label="รหัสเครื่องมือ", max_length=60, help_text="เช่น classroom-2569 ใช้เป็นชื่อแฟ้มและ form_id เปลี่ยนภายหลังไม่ได้",
        error_messages={"required": "กรุณาตั้งรหัสเครื่องมือ"},
    )  # fmt: skip
    subject = forms.ChoiceField(label="ใช้กับ", choices=Instrument.Subject.choices, widget=forms.RadioSelect)
    work_group = forms.ModelChoiceField(
        label="กลุ่มงานเจ้าของเครื่องมือ", queryset=WorkGroup.objects.none(), required=False, empty_label="กลุ่มนิเทศฯ (ส่วนกลาง)"
    )
    note = forms.CharField(label="หมายเหตุ", widget=forms.Textarea(_TEXT), required=False, max_length=2000)
    is_active = forms.BooleanField(label="ใช้งานเครื่องมือนี้", required=False, initial=True)

    def __init__(
        self, *args: Any, user: Any, district: Any, instrument: Instrument | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["work_group"]
        groups.queryset = WorkGroup.objects.visible_to(user).of_district(district)
        del self.fields["is_active" if instrument is None else "code"]


class FrontForm(forms.Form):
    """Words at the head of a version, and its bands."""

    instructions = forms.CharField(label="คำชี้แจง", widget=forms.Textarea(_TEXT), required=False, max_length=5000)
    source = forms.CharField(label="ที่มา", max_length=300, required=False, help_text="เช่น คู่มือหรือหนังสือสั่งการ")
    band_set = forms.ModelChoiceField(
        label="เกณฑ์แปลผล", queryset=BandSet.objects.none(), required=False, empty_label="ไม่แปลผลเป็นระดับ"
    )

    def __init__(self, *args: Any, user: Any, version: InstrumentVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = BandSet.objects.visible_to(user).of_district(version.instrument.district)
        bands: Any = self.fields["band_set"]
        bands.queryset = rows.filter(is_active=True) | rows.filter(pk=version.band_set_id or 0)


class LogicForm(forms.Form):
    """A condition: always, picked from lists, or a free expression. `expression()` is what is kept."""

    ALWAYS, PICKED, FREE = "always", "picked", "free"
    MODES = ((ALWAYS, "เสมอ"), (PICKED, "ตามเงื่อนไขที่เลือก"), (FREE, "ตามนิพจน์ที่เขียนเอง"))

    mode = forms.ChoiceField(label="ถามเมื่อ", choices=MODES, widget=forms.RadioSelect, initial=ALWAYS)
    join = forms.ChoiceField(label="ต้องตรง", choices=guided.JOINS, initial="and", required=False)
    relevant = forms.CharField(
        label="นิพจน์", max_length=2000, required=False, widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
        help_text="เช่น ${q01} <= 2 and selected(${q05}, 'a') อ้างถึงข้ออื่นด้วยรหัสข้อ",
    )  # fmt: skip

    def __init__(
        self, *args: Any, items: Sequence[tuple[Item, Sequence[ItemLevel]]], text: str = "", **kwargs: Any
    ) -> None:
        shown = guided.read(text)
        mode = self.ALWAYS if not text else self.PICKED if shown else self.FREE
        kwargs["initial"] = {
            "mode": mode,
            "relevant": text,
            "join": shown[1] if shown else "and",
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.items = items
        # It always has a value, so it is never marked as one that may be left out.
        self.fields["join"].needed_to_send = True
        self.lines = self._posted() if self.is_bound else (shown[0] if shown else [])

    def _posted(self) -> list[guided.Condition]:
        data: Any = self.data
        rows = zip(data.getlist("c-code"), data.getlist("c-operator"), data.getlist("c-value"), strict=False)
        return [guided.Condition(code, sign, value) for code, sign, value in list(rows)[:MOST_ROWS] if code]

    def rows(self) -> list[guided.Condition]:
        """Lines as drawn, with room for more."""
        return [*self.lines, *[guided.Condition("", "=")] * SPARE_CONDITIONS]

    def choices(self) -> list[tuple[str, str, str]]:
        """(code, words, what can be answered) of the items that can be asked about."""
        return [
            (item.code, f"{item.code} {item.text}"[:70], " / ".join(f"{row.value} {row.label}" for row in levels)[:80])
            for item, levels in self.items
        ]

    operators = guided.OPERATORS

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        mode = cleaned.get("mode")
        if mode == self.PICKED:
            by_code = {item.code: (item, levels) for item, levels in self.items}
            try:
                cleaned["relevant"] = guided.written(self.lines, cleaned.get("join", "and"), by_code)
            except DomainError as error:
                self.add_error("join", error.message)
            if not self.lines:
                self.add_error("join", "กรุณาเลือกข้อของเงื่อนไขอย่างน้อยหนึ่งข้อ หรือเลือก “เสมอ”")
        elif mode == self.ALWAYS:
            cleaned["relevant"] = ""
        elif mode == self.FREE and not cleaned.get("relevant", "").strip():
            self.add_error("relevant", "กรุณาเขียนนิพจน์ หรือเลือก “เสมอ”")
        return cleaned


class SectionForm(LogicForm):
    title = forms.CharField(label="ชื่อตอนหรือด้าน", max_length=200, error_messages={"required": "กรุณาเขียนชื่อตอน"})
    note = forms.CharField(label="คำอธิบาย", widget=forms.Textarea(_TEXT), required=False, max_length=5000)
    code = forms.CharField(label="รหัสตอน", max_length=60, required=False)

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        if section is not None:
            kwargs["text"] = section.relevant
            kwargs["initial"] = {"title": section.title, "note": section.note, "code": section.code}
        super().__init__(*args, **kwargs)
        self.fields["mode"].label = "แสดงตอนนี้"

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "note", "code", "relevant")}


class ItemForm(LogicForm):
    """One item with its levels; the levels are rows of the page, read here."""

    kind = forms.ChoiceField(label="ชนิดของข้อ", choices=Item.Kind.choices)
    text = forms.CharField(
        label="รายการ",
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "กรุณาเขียนรายการ"},
    )
    code = forms.CharField(
        label="รหัสข้อ", max_length=60, help_text="ใช้อ้างถึงในเงื่อนไข และเทียบข้อเดียวกันข้ามรุ่น",
        error_messages={"required": "กรุณาตั้งรหัสข้อ"},
    )  # fmt: skip
    help_text = forms.CharField(
        label="คำอธิบายใต้ข้อ", widget=forms.Textarea({"rows": 2}), required=False, max_length=5000
    )
    required = forms.BooleanField(label="ต้องตอบ", required=False)
    weight = forms.DecimalField(
        label="น้ำหนัก", max_digits=6, decimal_places=3, min_value=0, required=False, localize=False,
        error_messages={"invalid": "น้ำหนักต้องเป็นตัวเลข เช่น 1 หรือ 1.5", "min_value": "น้ำหนักติดลบไม่ได้"},
    )  # fmt: skip
    whole = forms.BooleanField(label="จำนวนเต็มเท่านั้น", required=False)
    constraint = forms.CharField(
        label="เงื่อนไขของคำตอบ", max_length=2000, required=False, widget=forms.TextInput({"spellcheck": "false"}),
        help_text="จุด (.) คือคำตอบข้อนี้ เช่น . >= 0 and . <= ${total}",
    )  # fmt: skip
    constraint_message = forms.CharField(label="คำเตือนเมื่อไม่ตรงเงื่อนไข", max_length=300, required=False)

    def __init__(self, *args: Any, words: ItemContent, **kwargs: Any) -> None:
        names = ("kind", "text", "code", "help_text", "required", "weight", "whole", "constraint", "constraint_message")
        kwargs["initial"] = {name: getattr(words, name) for name in names}
        kwargs["text"] = words.relevant
        super().__init__(*args, **kwargs)
        self.old, self.level_errors = words, ""
        self.code_errors: dict[int, str] = {}
        self.levels = self._posted_levels() if self.is_bound else [
            (str(row.value), row.label, row.description, row.code) for row in words.levels
        ]  # fmt: skip

    def _posted_levels(self) -> list[tuple[str, str, str, str]]:
        data: QueryDict = self.data
        rows = zip(*(data.getlist(f"l-{name}") for name in ("value", "label", "description", "code")), strict=False)
        return [row for row in list(rows)[:MOST_ROWS] if any(cell.strip() for cell in row)]

    def level_rows(self) -> list[tuple[str, str, str, str, str]]:
        """Levels as drawn, each with what is wrong with its code, with room for more."""
        spare = 5 if not self.levels else SPARE_LEVELS
        rows = [(*row, self.code_errors.get(place, "")) for place, row in enumerate(self.levels)]
        return [*rows, *[("", "", "", "", "")] * spare]

    def clean_weight(self) -> Decimal:
        value: Decimal | None = self.cleaned_data["weight"]
        return Decimal(1) if value is None else value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kept: list[LevelContent] = []
        if cleaned.get("kind") in WITH_LEVELS:
            for value, label, description, code in self.levels:
                number = to_arabic(value.strip())
                sign = -1 if number.startswith("-") else 1
                whole = number_of(number.removeprefix("-"))
                if whole is None or whole > 1000:
                    self.level_errors = f"“{value.strip()[:20] or label.strip()[:40]}” ต้องมีคะแนนหรือลำดับเป็นจำนวนเต็ม"
                    self.add_error(None, self.level_errors)
                    break
                kept.append(LevelContent(sign * whole, label, description, code.strip()))
            else:
                self.code_errors = code_problems(kept)
                if self.code_errors:
                    self.add_error(None, "รหัสของระดับหรือตัวเลือกบางแถวใช้ไม่ได้ ดูที่แถวนั้น")
        cleaned["levels"] = tuple(kept)
        return cleaned

    def words(self) -> ItemContent:
        names = ("kind", "text", "code", "help_text", "required", "weight", "whole", "constraint", "constraint_message",
                 "relevant", "levels")  # fmt: skip
        return ItemContent(**{name: self.cleaned_data[name] for name in names}, choice_list=self.old.choice_list)


class PublishForm(forms.Form):
    year_from = forms.IntegerField(
        label="ใช้ตั้งแต่ปีการศึกษา", error_messages={"required": "กรุณาใส่ปีการศึกษา", "invalid": "กรุณาใส่ปี พ.ศ. เช่น 2569"}
    )
    year_to = forms.IntegerField(
        label="ใช้ถึงปีการศึกษา",
        required=False,
        help_text="เว้นว่าง = จนกว่าจะมีรุ่นใหม่",
        error_messages={"invalid": "กรุณาใส่ปี พ.ศ. เช่น 2569"},
    )
