"""The form of a colour scheme: where each colour in use begins, what it means, the lower limit."""

from decimal import Decimal
from typing import Any, NamedTuple

from django import forms

from schools.results import ResultKind
from supervision.indicators.models import ColourBand
from supervision.indicators.queries.colours import Scheme


class ColourRow(NamedTuple):
    """The bound fields of one colour."""

    colour: str
    word: str
    lower: Any
    label: Any


class ColourForm(forms.Form):
    name = forms.CharField(label="ชื่อเกณฑ์", max_length=150)
    lower_limit = forms.DecimalField(
        label="คะแนนขีดจำกัดล่าง", required=False, max_digits=9, decimal_places=2,
        help_text="โรงเรียนที่ต่ำกว่าค่านี้ถูกทำเครื่องหมายไว้ไม่ว่าอยู่สีใด เว้นว่างได้",
    )  # fmt: skip
    source = forms.CharField(label="ที่มา", required=False, max_length=300, help_text="เช่น มติที่ประชุม หรือประกาศของสำนักงาน")

    def __init__(self, *args: Any, kind: ResultKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.lower_is_better:
            self.fields["lower_limit"].label = "ค่าสูงสุดที่ยอมรับ"
            self.fields["lower_limit"].help_text = "โรงเรียนที่สูงกว่าค่านี้ถูกทำเครื่องหมายไว้ไม่ว่าอยู่สีใด เว้นว่างได้"
        for colour in ColourBand.Colour:
            self.fields[f"lower_{colour.value}"] = forms.DecimalField(
                label=f"สี{colour.label} ตั้งแต่", required=False, max_digits=9, decimal_places=2
            )
            self.fields[f"label_{colour.value}"] = forms.CharField(
                label=f"ความหมายของสี{colour.label}", required=False, max_length=100
            )

    @property
    def rows(self) -> list[ColourRow]:
        return [
            ColourRow(one.value, str(one.label), self[f"lower_{one.value}"], self[f"label_{one.value}"])
            for one in ColourBand.Colour
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for colour in ColourBand.Colour:
            if told.get(f"label_{colour.value}") and told.get(f"lower_{colour.value}", 0) is None:
                self.add_error(f"lower_{colour.value}", "กรุณาระบุว่าสีนี้เริ่มที่เท่าใด หรือลบความหมายเมื่อไม่ใช้สีนี้")
        return told

    def bands(self) -> list[tuple[str, Decimal, str]]:
        """(colour, from where, meaning) of the colours in use."""
        told = self.cleaned_data
        return [
            (colour.value, told[f"lower_{colour.value}"], told[f"label_{colour.value}"])
            for colour in ColourBand.Colour
            if told[f"lower_{colour.value}"] is not None
        ]


def colour_initial(scheme: Scheme) -> dict[str, Any]:
    """What the form of a scheme shows."""
    found: dict[str, Any] = {"lower_limit": scheme.lower_limit}
    for band in scheme.bands:
        found |= {f"lower_{band.colour}": band.lower, f"label_{band.colour}": band.label}
    return found
