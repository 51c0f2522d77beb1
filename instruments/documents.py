"""`instrument-form` แบบเปล่า: a version on paper, to be filled in by hand on a day without a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from core.errors import DomainError
from instruments.models import Instrument, InstrumentVersion, Item, ItemLevel, Section
from instruments.queries import Form, form_of
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from schools.models import School
from schools.printing import DistrictDocument, DistrictForm

# A grid of more levels than this leaves no room for the item's words.
MOST_COLUMNS = 6


class BlankForm(DistrictForm):
    """`instrument` by its code; `school` is printed on the form, its line stays empty without one."""

    instrument = forms.ModelChoiceField(label="เครื่องมือ", queryset=Instrument.objects.none(), to_field_name="code")
    school = forms.ModelChoiceField(label="โรงเรียน (เว้นว่างได้)", queryset=School.objects.none(), required=False)
    copies = forms.IntegerField(label="จำนวนชุด", min_value=1, max_value=30, initial=1)
    texts = forms.BooleanField(label="พิมพ์คำอธิบายระดับ", required=False, initial=True)
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = InstrumentVersion.objects.filter(state=InstrumentVersion.State.PUBLISHED)
        rows = self.reader.visible(Instrument.objects).filter(
            district=self.district, is_active=True, pk__in=published.values("instrument")
        )
        chosen: Any = self.fields["instrument"]
        chosen.queryset = rows
        chosen.initial = rows.values_list("code", flat=True).first()
        school: Any = self.fields["school"]
        school.queryset = self.reader.visible(School.objects).filter(district=self.district)


@dataclass(frozen=True)
class Line:
    """One item on paper; `levels` lowest first, without them it is answered on a line."""

    number: int
    item: Item
    levels: tuple[ItemLevel, ...]


@dataclass(frozen=True)
class Part:
    """A section: lines with one and the same scale stand in a grid under `scale`, highest first; others one by one."""

    section: Section
    scale: tuple[ItemLevel, ...]
    lines: tuple[Line, ...]


def parts_of(form: Form) -> list[Part]:
    """The form as it is drawn; items are numbered through, notes carry no number."""
    found, number = [], 0
    for section, items in form.sections:
        lines = []
        for item in items:
            number += item.kind != Item.Kind.NOTE
            levels = tuple(sorted(form.levels[item.pk].values(), key=lambda level: level.value))
            lines.append(Line(number, item, levels))
        found.append(Part(section, _scale(lines), tuple(lines)))
    return found


def _scale(lines: Sequence[Line]) -> tuple[ItemLevel, ...]:
    """The scale all lines of a section share, when all are rated and the levels few enough to stand side by side."""
    rated = [line for line in lines if line.item.kind == Item.Kind.RATING]
    if not rated or len(rated) != len([line for line in lines if line.item.kind != Item.Kind.NOTE]):
        return ()
    scales = {tuple((level.value, level.label) for level in line.levels) for line in rated}
    if len(scales) != 1 or not 2 <= len(rated[0].levels) <= MOST_COLUMNS:
        return ()
    return tuple(reversed(rated[0].levels))


class InstrumentForm(DistrictDocument):
    key = "instrument-form"
    title = "แบบเปล่าของเครื่องมือนิเทศ"
    description = "พิมพ์เครื่องมือรุ่นที่เผยแพร่ล่าสุดเป็นแบบเปล่า ใช้กรอกด้วยมือในวันที่ไม่มีโทรศัพท์"
    formats = ("pdf",)
    form_class = BlankForm

    def pdf(self, context: BuildContext) -> Book:
        instrument: Instrument = context.params["instrument"]
        version = instrument.versions.filter(state=InstrumentVersion.State.PUBLISHED).order_by("-number").first()
        if version is None:
            raise DomainError("เครื่องมือนี้ยังไม่มีรุ่นที่เผยแพร่")
        form = form_of(version.pk)
        data = {
            "form": form,
            "version": version,
            "instrument": instrument,
            "parts": parts_of(form),
            "school": context.params.get("school"),
            "texts": bool(context.params.get("texts")),
            "district": self.district(context),
            "heading": instrument.name,
            "signers": [{"said": "ผู้นิเทศ"}, {"said": "ผู้รับการนิเทศ"}],
        }
        foot = f"{instrument.name} รุ่นที่ {version.number}"
        copies = [
            context.block("documents/instruments/form.html", data, title=f"ชุดที่ {number}", foot=foot, pages=2)
            for number in range(1, context.params["copies"] + 1)
        ]
        return Book(instrument.name, tuple(copies), digits=self.digits(context))


register(InstrumentForm())
