"""Forms of the summary's choices, the import and external assessment."""

from typing import Any

from django import forms

from core.errors import DomainError
from core.fields import ThaiDateField
from core.thai.dates import parse_be_year
from qa.levels.models import ExternalResult, SchoolLevel
from qa.standards.models import EducationLevel, ScaleLevel, StandardSet
from schools.models import Person, School


class YearField(forms.CharField):
    """An academic year as typed, พ.ศ.; cleans to a number."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "ปีการศึกษา (พ.ศ.)")
        kwargs.setdefault("max_length", 12)
        kwargs.setdefault("error_messages", {"required": "กรุณาระบุปีการศึกษา"})
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        try:
            return parse_be_year(words)
        except DomainError as error:
            raise forms.ValidationError(error.message) from None


class TargetForm(forms.Form):
    """What the file is imported as; shared with the empty form's download."""

    year = YearField()
    level = forms.ChoiceField(label="ระดับการศึกษา", choices=EducationLevel.choices)
    source = forms.ChoiceField(label="ที่มาของระดับ", choices=SchoolLevel.Source.choices)
    set = forms.ModelChoiceField(
        StandardSet.objects.none(), label="ชุดมาตรฐาน", required=False, empty_label="ตามปีและระดับ",
        help_text="เลือกเมื่อปีนั้นใช้ได้หลายชุด",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields["set"]
        rows.queryset = StandardSet.objects.of_district(district).exclude(state=StandardSet.State.DRAFT)


class UploadForm(TargetForm):
    file = forms.FileField(label="ไฟล์ Excel (.xlsx)", widget=forms.FileInput(attrs={"accept": ".xlsx"}))


class ConfirmForm(forms.Form):
    skip_refused = forms.BooleanField(label="นำเข้าเฉพาะแถวที่ถูกต้อง", required=False, help_text="แถวที่ถูกปฏิเสธจะไม่ถูกนำเข้า")


class RoundForm(forms.Form):
    number = forms.IntegerField(label="รอบที่", min_value=1, max_value=99)
    title = forms.CharField(label="ชื่อรอบ", max_length=200, initial="การประเมินคุณภาพภายนอก")
    body = forms.CharField(label="หน่วยประเมิน", max_length=200, initial="สมศ.")
    year_from = YearField(label="ตั้งแต่ปีการศึกษา (พ.ศ.)")
    year_to = YearField(label="ถึงปีการศึกษา (พ.ศ.)")


_VERDICTS = {word: value for value, word in ExternalResult.Verdict.choices}


class StandardsField(forms.CharField):
    """One standard a line, its result behind a colon; cleans to [(name, verdict)]."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            words = dict(ExternalResult.Verdict.choices)
            return "\n".join(f"{name}: {words[verdict]}" for name, verdict in value)
        return value

    def clean(self, value: Any) -> Any:
        made = []
        for number, line in enumerate((super().clean(value) or "").splitlines(), start=1):
            if not line.strip():
                continue
            name, _, word = line.rpartition(":")
            verdict = _VERDICTS.get("".join(word.split()))
            if not name.strip() or verdict is None:
                known = " หรือ ".join(_VERDICTS)
                raise forms.ValidationError(f"บรรทัดที่ {number}: หลังเครื่องหมาย : ต้องเป็น {known}")
            if len(name.strip()) > 300:
                raise forms.ValidationError(f"บรรทัดที่ {number}: ชื่อมาตรฐานยาวเกิน 300 ตัวอักษร")
            made.append((name.strip(), verdict))
        return made


class ResultForm(forms.Form):
    """A school's result in a round; the school stands still once it is saved."""

    school = forms.ModelChoiceField(School.objects.none(), label="โรงเรียน")
    level = forms.ChoiceField(label="ระดับการศึกษา", choices=EducationLevel.choices)
    year = YearField(label="ปีการศึกษาที่ประเมิน (พ.ศ.)")
    assessed_on = ThaiDateField(label="วันที่ประเมิน")
    verdict = forms.ChoiceField(
        label="ผลโดยรวม", choices=[("", "ไม่ระบุ ใช้ระดับคุณภาพ"), *ExternalResult.Verdict.choices], required=False
    )
    scale_level = forms.ModelChoiceField(
        ScaleLevel.objects.none(), label="ระดับคุณภาพ", required=False, empty_label="รอบนี้ไม่ให้ระดับ",
        help_text="เมื่อผู้ประเมินให้ระดับของชุดมาตรฐาน ระดับนี้จะอยู่ในตารางที่มา “ประเมินภายนอก” ด้วย",
    )  # fmt: skip
    standards = StandardsField(
        label="ผลรายมาตรฐาน", required=False, widget=forms.Textarea({"rows": 4}),
        help_text="บรรทัดละมาตรฐาน เช่น มาตรฐานที่ 1 คุณภาพของผู้เรียน: ตามเกณฑ์",
    )  # fmt: skip
    note = forms.CharField(label="สรุปผล", required=False, widget=forms.Textarea({"rows": 3}), max_length=5000)

    def __init__(self, *args: Any, user: Any, district: Any, fixed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if fixed:
            del fields["school"], fields["level"]
        else:
            fields["school"].queryset = School.objects.visible_to(user).of_district(district).order_by("name_sort")
        scale = ScaleLevel.objects.filter(set__district=district).exclude(set__state=StandardSet.State.DRAFT)
        fields["scale_level"].queryset = scale.select_related("set").order_by("set__level", "set", "-value")
        fields["scale_level"].label_from_instance = lambda one: f"{one.word} ({one.set})"


class AdviceForm(forms.Form):
    """A recommendation; it becomes something to do, followed until somebody else closes it."""

    text = forms.CharField(
        label="ข้อเสนอแนะ", widget=forms.Textarea({"rows": 3}), max_length=5000,
        error_messages={"required": "กรุณาเขียนข้อเสนอแนะ"},
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        Person.objects.none(), label="ผู้รับผิดชอบ", required=False, empty_label="ผู้อำนวยการโรงเรียน"
    )
    due_on = ThaiDateField(label="กำหนดแล้วเสร็จ", required=False)

    def __init__(self, *args: Any, user: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields["owner"]
        rows.queryset = Person.objects.visible_to(user).working().of_school(school).order_by("name_sort")
