"""Forms of the office's self-assessment. They explain and narrow choices; services decide."""

from datetime import date
from typing import Any

from django import forms

from core.fields import ThaiDateField
from core.thai.years import fiscal_label, fiscal_range
from kotpn.assessment.models import Assessment, IssueAnswer, Sentence
from kotpn.standards.models import Indicator, ProofLine
from schools.models import Person

_REASON = {"required": "กรุณาเขียนเหตุผล"}


class BeginForm(forms.Form):
    """An indicator of a set that holds in the year."""

    indicator = forms.ModelChoiceField(label="ตัวบ่งชี้", queryset=Indicator.objects.none(), empty_label=None)
    fiscal_year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)
    closes_on = ThaiDateField(label="ปิดรับหลักฐาน", required=False)

    def __init__(self, *args: Any, indicators: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["indicator"]
        chosen.queryset = indicators
        chosen.label_from_instance = lambda row: f"{row} ({row.standard.set})"
        of_year: Any = self.fields["fiscal_year"]
        of_year.choices = [(year, fiscal_label(year)) for year in years]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        indicator, year = values.get("indicator"), values.get("fiscal_year")
        if indicator and year and not indicator.standard.set.covers(year):
            self.add_error("fiscal_year", f"ชุดมาตรฐานนี้ใช้{indicator.standard.set.years_label}")
        return values


class ClosingForm(forms.Form):
    closes_on = ThaiDateField(label="ปิดรับหลักฐาน", required=False)


class OwnerForm(forms.Form):
    """Who of the office answers for an issue."""

    owner = forms.ModelChoiceField(
        label="ผู้รับผิดชอบ", queryset=Person.objects.none(), required=False, empty_label="ยังไม่กำหนด"
    )

    def __init__(self, *args: Any, user: Any, answer: IssueAnswer, **kwargs: Any) -> None:
        super().__init__(*args, initial={"owner": answer.owner_id}, **kwargs)
        rows = Person.objects.visible_to(user).filter(district=answer.assessment.district_id)
        chosen: Any = self.fields["owner"]
        chosen.queryset = rows.of_office().working().order_by("name_sort")


class LevelForm(forms.Form):
    """The level of an indicator whose official table is not known, with the reason for it."""

    level = forms.TypedChoiceField(label="ระดับ", coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="เหตุผลของระดับ", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), error_messages=_REASON
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        initial = {"level": assessment.judged_level, "reason": assessment.judged_reason}
        super().__init__(*args, initial=initial, **kwargs)
        of_set: Any = self.fields["level"]
        of_set.choices = [
            (label.value, str(label)) for label in assessment.indicator.standard.set.labels.order_by("-value")
        ]


class HangForm(forms.Form):
    """Evidence hung by hand: a file, a link, or something of the store or of the product (chosen beside the form)."""

    line = forms.ModelChoiceField(
        label="เป็นหลักฐานของรายการ", queryset=ProofLine.objects.none(), required=False,
        empty_label="หลักฐานอื่นของประเด็นนี้",
    )  # fmt: skip
    file = forms.FileField(label="ไฟล์", required=False)
    url = forms.CharField(
        label="หรือลิงก์", required=False, max_length=4000, help_text="คลิปใน YouTube เอกสารใน Google Drive หรือหน้าเว็บ"
    )
    title = forms.CharField(label="ชื่อที่จะแสดง", required=False, max_length=300)
    proof_on = ThaiDateField(label="วันที่ของหลักฐาน", required=False)
    reason = forms.CharField(
        label="เหตุที่ใช้หลักฐานของปีอื่น", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="กรอกเมื่อวันที่ของหลักฐานอยู่นอกปีงบประมาณนี้",
    )  # fmt: skip

    def __init__(self, *args: Any, answer: IssueAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = answer.assessment.fiscal_year
        chosen: Any = self.fields["line"]
        chosen.queryset = answer.issue.lines.all()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        day: date | None = values.get("proof_on")
        first, last = fiscal_range(self.year)
        if day is not None and not first <= day <= last and not values.get("reason", "").strip():
            self.add_error("reason", f"หลักฐานอยู่นอก{fiscal_label(self.year)} กรุณาบอกเหตุที่ใช้")
        return values


class SentenceForm(forms.Form):
    """A sentence of the narrative, and for one that is ours what it rests on: "line:7" or "use:3"."""

    text = forms.CharField(
        label="ข้อความ", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "กรุณาเขียนข้อความ"},
    )  # fmt: skip
    rests = forms.ChoiceField(
        label="อ้างอิงหลักฐาน", required=False, help_text="ทุกข้อความต้องบอกได้ว่ามาจากหลักฐานใด ยกเว้นความเห็นและข้อเสนอแนะ"
    )

    def __init__(self, *args: Any, section: str, rests: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rests is None:
            del self.fields["rests"]
            return
        is_opinion = section == Sentence.Section.OPINION
        chosen: Any = self.fields["rests"]
        chosen.choices = [("", "ไม่อ้างอิง" if is_opinion else "เลือกหลักฐาน"), *rests]
        chosen.required = not is_opinion
        chosen.error_messages["required"] = "กรุณาเลือกหลักฐานที่ข้อความนี้อ้างอิง"


class SentForm(forms.Form):
    """When and by which letter the approved assessment was sent."""

    sent_on = ThaiDateField(label="วันที่ส่ง", error_messages={"required": "กรุณากรอกวันที่ส่ง"})
    reference = forms.CharField(label="เลขที่หนังสือส่ง", max_length=100, required=False)
