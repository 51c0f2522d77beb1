"""Forms of calls and SARs. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.thai.years import law_academic_year
from qa.sar.models import Sar, SarCall
from qa.sar.services import default_due
from qa.standards.models import StandardSet

LONG = {"rows": 4}


class CallForm(forms.Form):
    """A call as a draft; the sets offered are those in use by the office."""

    academic_year = forms.IntegerField(
        label="ปีการศึกษา (พ.ศ.)", min_value=2500, max_value=2700, error_messages={"required": "กรุณาระบุปีการศึกษา"}
    )
    title = forms.CharField(label="ชื่อ", max_length=200, required=False, help_text="เว้นว่างได้ ระบบใช้ “SAR ปีการศึกษา …”")
    form = forms.ChoiceField(label="แบบของ SAR", choices=SarCall.Form.choices, widget=forms.RadioSelect)
    basic_set = forms.ModelChoiceField(
        label="ชุดมาตรฐานระดับขั้นพื้นฐาน", queryset=StandardSet.objects.none(), required=False, empty_label="ไม่เรียกระดับนี้"
    )
    early_set = forms.ModelChoiceField(
        label="ชุดมาตรฐานระดับปฐมวัย", queryset=StandardSet.objects.none(), required=False, empty_label="ไม่เรียกระดับนี้"
    )
    due_on = ThaiDateField(label="กำหนดส่ง", error_messages={"required": "กรุณาระบุกำหนดส่ง"})
    guide = forms.CharField(label="คำชี้แจงถึงโรงเรียน", required=False, widget=forms.Textarea({"rows": 5}))
    ask_evidence = forms.BooleanField(label="ทุกประเด็นที่ประเมินต้องมีหลักฐาน", required=False)
    ask_board = forms.BooleanField(
        label="ต้องมีความเห็นชอบของคณะกรรมการสถานศึกษา", required=False, help_text="โรงเรียนระบุวันที่และแนบรายงานการประชุม"
    )
    remind_before = forms.IntegerField(label="เตือนก่อนครบกำหนด (วัน)", min_value=0, max_value=90, help_text="0 คือไม่เตือน")
    remind_every = forms.IntegerField(label="หลังเลยกำหนดเตือนทุก (วัน)", min_value=0, max_value=90, help_text="0 คือไม่เตือน")

    def __init__(self, *args: Any, user: Any, district: Any, call: SarCall | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=self._initial(district, call), **kwargs)
        rows = StandardSet.objects.visible_to(user).of_district(district).in_use().filter(standards__isnull=False)
        for level in ("basic", "early"):
            field: Any = self.fields[f"{level}_set"]
            field.queryset = rows.of_level(level).distinct()

    def _initial(self, district: Any, call: SarCall | None) -> dict[str, Any]:
        names = (
            "academic_year", "title", "form", "basic_set", "early_set", "due_on", "guide", "ask_evidence", "ask_board",
            "remind_before", "remind_every",
        )  # fmt: skip
        if call is not None:
            return {name: getattr(call, name) for name in names}
        last = SarCall.objects.of_district(district).not_cancelled().order_by("-academic_year", "-pk").first()
        year = law_academic_year(timezone.localdate())[0]
        sets = (
            StandardSet.objects.of_district(district).in_use().of_year(year).filter(standards__isnull=False).distinct()
        )
        given: dict[str, Any] = {
            "academic_year": year, "form": last.form if last else SarCall.Form.LONG, "due_on": default_due(year),
            "ask_evidence": last.ask_evidence if last else True, "ask_board": last.ask_board if last else True,
            "remind_before": last.remind_before if last else 7, "remind_every": last.remind_every if last else 7,
            "guide": last.guide if last else "",
        }  # fmt: skip
        for level in ("basic", "early"):
            # The office's own set stands before the national one.
            rows = sorted(sets.of_level(level), key=lambda row: (row.family != "district", -row.year_from, row.pk))
            before = getattr(last, f"{level}_set", None) if last else None
            kept = before is not None and before in rows
            given[f"{level}_set"] = before if kept else next(iter(_mean_first(rows)), None)
        return given


def _mean_first(rows: list[StandardSet]) -> list[StandardSet]:
    return sorted(rows, key=lambda row: (row.family != "district", row.method != StandardSet.Method.MEAN))


class DueForm(forms.Form):
    """A later day, of a call or of one school, with why."""

    due_on = ThaiDateField(label="กำหนดส่งใหม่", error_messages={"required": "กรุณาระบุกำหนดส่งใหม่"})
    reason = forms.CharField(
        label="เหตุผล", widget=forms.Textarea({"rows": 3}), error_messages={"required": "กรุณาเขียนเหตุผล"},
        help_text="โรงเรียนจะเห็นข้อความนี้",
    )  # fmt: skip


class BasicForm(forms.Form):
    note = forms.CharField(
        label="ข้อมูลที่ควรแก้ไข", required=False, max_length=5000, widget=forms.Textarea({"rows": 3}),
        help_text="เขียนเมื่อข้อมูลข้างบนไม่ตรง ผอ.กลุ่มนิเทศฯ จะได้รับแจ้ง",
    )  # fmt: skip


def _to_send(field: Any) -> Any:
    """A draft may lack it, sending asks for it: neither required here nor marked as optional."""
    field.needed_to_send = True
    return field


class StandardForm(forms.Form):
    """The narrative of one standard."""

    how = _to_send(
        forms.CharField(
            label="วิธีดำเนินการ", required=False, widget=forms.Textarea(LONG),
            help_text="ทำอะไร อย่างไร โครงการหรือกิจกรรมใด",
        )
    )  # fmt: skip
    result = _to_send(
        forms.CharField(
            label="ผลที่เกิดขึ้น", required=False, widget=forms.Textarea(LONG), help_text="ผลที่เกิดกับผู้เรียนหรือโรงเรียน พร้อมตัวเลข"
        )
    )
    strengths = _to_send(
        forms.CharField(label="จุดเด่น", required=False, widget=forms.Textarea({"rows": 3}), help_text="หนึ่งเรื่องหนึ่งบรรทัด")
    )
    to_improve = _to_send(
        forms.CharField(
            label="จุดที่ควรพัฒนา", required=False, widget=forms.Textarea({"rows": 3}), help_text="หนึ่งเรื่องหนึ่งบรรทัด"
        )
    )


class LevelForm(forms.Form):
    """A level of teaching as a whole: questions 2 and 3 of the short form, the reason where the level is stated."""

    evidence_text = _to_send(
        forms.CharField(
            label="2. มีหลักฐานหรือข้อมูลใดสนับสนุนผลการประเมินตนเอง", required=False, widget=forms.Textarea({"rows": 6})
        )
    )
    plan = _to_send(
        forms.CharField(label="3. มีแผนพัฒนาคุณภาพให้ได้ระดับที่สูงขึ้นอย่างไร", required=False, widget=forms.Textarea({"rows": 6}))
    )
    reason = _to_send(forms.CharField(label="เหตุผลของระดับโดยรวม", required=False, widget=forms.Textarea({"rows": 3})))

    def __init__(self, *args: Any, short: bool, judged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not short:
            del self.fields["evidence_text"], self.fields["plan"]
        if not judged:
            del self.fields["reason"]


class SummaryForm(forms.Form):
    plan = _to_send(
        forms.CharField(
            label="แผนพัฒนาในปีการศึกษาต่อไป", required=False, widget=forms.Textarea({"rows": 6}),
            help_text="แนวทาง โครงการ และระดับที่ตั้งเป้าไว้",
        )
    )  # fmt: skip
    help_wanted = forms.CharField(
        label="ความต้องการช่วยเหลือจากสำนักงานเขต", required=False, widget=forms.Textarea({"rows": 4})
    )
    board_on = ThaiDateField(label="คณะกรรมการสถานศึกษาให้ความเห็นชอบเมื่อ", required=False)

    def __init__(self, *args: Any, sar: Sar, **kwargs: Any) -> None:
        initial = {name: getattr(sar, name) for name in ("plan", "help_wanted", "board_on")}
        super().__init__(*args, initial=initial, **kwargs)
        if sar.call.form == SarCall.Form.SHORT:
            del self.fields["plan"]
        if sar.call.ask_board:
            _to_send(self.fields["board_on"])
