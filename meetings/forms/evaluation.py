"""Forms around the evaluation of a gathering: which form, the link, and heaps of paper read in line by line."""

from datetime import datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.fields import ThaiDateField
from core.thai.numerals import to_arabic
from instruments.models import InstrumentVersion, Item
from instruments.queries import Form, usable_versions
from instruments.services import AnswerValue
from meetings.models import Batch, Evaluation, Gathering

MOST_LINES = 200


class HangForm(forms.Form):
    version = forms.ModelChoiceField(
        label="แบบประเมิน", queryset=InstrumentVersion.objects.none(), empty_label="เลือกแบบประเมิน",
        help_text="เครื่องมือที่เผยแพร่และใช้กับ “การประชุม/อบรม”",
        error_messages={"required": "กรุณาเลือกแบบประเมิน"},
    )  # fmt: skip

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["version"]
        keys = [row.pk for row in usable_versions(gathering.district, of_gatherings=True)]
        field.queryset = InstrumentVersion.objects.filter(pk__in=keys).select_related("instrument")
        field.label_from_instance = str


class LinkForm(forms.Form):
    until = ThaiDateField(label="เปิดให้ตอบถึงสิ้นวันที่", error_messages={"required": "กรุณาระบุวันปิดรับ"})

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        last = max(evaluation.gathering.held_to, timezone.localdate()) + timedelta(days=7)
        until = timezone.localdate(evaluation.open_until) if evaluation.open_until else last
        super().__init__(*args, initial={"until": until}, **kwargs)

    @property
    def moment(self) -> datetime:
        """The last second of the day chosen."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], time(23, 59, 59)))


class PapersForm(forms.Form):
    """Sheets on paper, one a line: figures in the order of the form, then texts after “|”."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    batch = forms.ModelChoiceField(label="รุ่น", queryset=Batch.objects.none(), required=False, empty_label="ไม่แยกรุ่น")
    lines = forms.CharField(
        label="แบบละหนึ่งบรรทัด", widget=forms.Textarea({"rows": 10, "inputmode": "text", "spellcheck": "false"}),
        max_length=60_000, error_messages={"required": "กรุณาพิมพ์อย่างน้อยหนึ่งฉบับ"},
    )  # fmt: skip

    def __init__(self, *args: Any, evaluation: Evaluation, form: Form, **kwargs: Any) -> None:
        super().__init__(*args, initial={"key": uuid4().hex}, **kwargs)
        self.form = form
        batch: Any = self.fields["batch"]
        batch.queryset = evaluation.gathering.batches.order_by("number")
        if batch.queryset.count() < 2:
            del self.fields["batch"]

    @property
    def figures(self) -> list[Item]:
        """Items answered with a figure, in the order a line gives them."""
        kinds = (Item.Kind.RATING, Item.Kind.YES_NO, Item.Kind.CHOICE, Item.Kind.CHOICES, Item.Kind.NUMBER)
        return [item for item in self.form.items.values() if item.kind in kinds]

    @property
    def texts(self) -> list[Item]:
        return [item for item in self.form.items.values() if item.kind in (Item.Kind.TEXT, Item.Kind.DATE)]

    def clean_lines(self) -> list[dict[int, AnswerValue]]:
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"บันทึกได้ครั้งละไม่เกิน {MOST_LINES} ฉบับ")
        found, wrong = [], []
        for number, line in enumerate(lines, start=1):
            try:
                found.append(self._read(line))
            except DomainError as error:
                wrong.append(f"บรรทัดที่ {number}: {error.message}")
        if wrong:
            raise forms.ValidationError(wrong[:20])
        return found

    def _read(self, line: str) -> dict[int, AnswerValue]:
        """5 4 - 5 | ควรมีเวลามากกว่านี้"""
        figures, *texts = line.split("|")
        given = figures.replace("\t", " ").split()
        wanted = self.figures
        if len(given) == 1 and len(given[0]) == len(wanted) and given[0].replace("-", "0").isdecimal():
            given = list(given[0])  # 55434: every figure one digit, typed without spaces
        if len(given) != len(wanted):
            raise DomainError(f"มี {len(given)} ค่า แบบนี้มี {len(wanted)} ข้อ ข้อที่ไม่ตอบให้ใส่ -")
        answers = {item.pk: self._value(item, text) for item, text in zip(wanted, given, strict=True) if text != "-"}
        if len(texts) > len(self.texts):
            raise DomainError(f"มีข้อความ {len(texts)} ช่อง แบบนี้มี {len(self.texts)} ช่อง")
        for item, text in zip(self.texts, texts, strict=False):
            if text.strip():
                answers[item.pk] = AnswerValue(text=text.strip())
        if not answers:
            raise DomainError("ไม่มีคำตอบสักข้อ")
        return answers

    def legend(self) -> list[tuple[str, str]]:
        """(item, what may be typed for it), in the order of a line. Choices go by their place in the form."""
        told = []
        for item in self.figures:
            levels = self.form.levels[item.pk].values()
            if item.kind in (Item.Kind.CHOICE, Item.Kind.CHOICES):
                words = " · ".join(f"{place} {level.label}" for place, level in enumerate(levels, start=1))
            elif item.kind == Item.Kind.YES_NO:
                words = "1 มี · 0 ไม่มี"
            else:
                words = " · ".join(f"{level.value} {level.label}" for level in levels) or "ตัวเลข"
            told.append((item.text, words))
        return told

    def _value(self, item: Item, text: str) -> AnswerValue:
        levels = self.form.levels[item.pk]
        placed = dict(enumerate(levels, start=1))
        try:
            if item.kind == Item.Kind.CHOICES:
                return AnswerValue(values=sorted({placed[int(to_arabic(part))] for part in text.split(",")}))
            number = Decimal(to_arabic(text))
            if item.kind == Item.Kind.CHOICE:
                return AnswerValue(number=Decimal(placed[int(number)]))
        except (InvalidOperation, ValueError, KeyError):
            raise DomainError(f"“{text[:20]}” ไม่ใช่คำตอบของข้อ {item.text[:60]}") from None
        if item.kind == Item.Kind.YES_NO and number not in (0, 1):
            raise DomainError(f"ข้อ {item.text[:60]} ใส่ 1 (มี) หรือ 0 (ไม่มี)")
        if item.kind == Item.Kind.RATING and number not in levels:
            allowed = ", ".join(str(value) for value in sorted(levels))
            raise DomainError(f"“{text[:20]}” ไม่ใช่คำตอบของข้อ {item.text[:60]} (มี {allowed})")
        return AnswerValue(number=number)
