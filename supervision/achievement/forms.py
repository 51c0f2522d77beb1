"""Forms of test results, exams, the rule of early warning, the item bank and checks."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from core.forms import RowForm
from instruments.models import Instrument, InstrumentVersion
from instruments.queries import usable_versions
from schools.models import School, SubjectGroup
from supervision.achievement.models import AssessmentCheck, BankItem, Exam, ExamResult, Paper, WarningRule
from supervision.achievement.services import Figures
from supervision.field.models import Visit
from supervision.planning.forms import BuddhistYearField

_LONG = {"rows": 4}
_VISITS = 30


class YearField(BuddhistYearField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "ปีการศึกษา (พ.ศ.)")
        kwargs.setdefault("error_messages", {"required": "กรุณาระบุปีการศึกษา"})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or None


class UploadForm(forms.Form):
    file = forms.FileField(
        label="ไฟล์ Excel (.xlsx)", widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": "กรุณาเลือกไฟล์"},
    )  # fmt: skip


class ConfirmForm(forms.Form):
    skip_refused = forms.BooleanField(label="นำเข้าเฉพาะแถวที่ถูกต้อง", required=False, help_text="แถวที่ถูกปฏิเสธจะไม่ถูกนำเข้า")


class TemplateForm(forms.Form):
    exam = forms.ModelChoiceField(Exam.objects.none(), label="การทดสอบ")
    year = YearField()

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["exam"]
        field.queryset = Exam.objects.visible_to(user).of_district(district).filter(is_active=True)
        self.papers: list[Paper] = []
        """What is sat in that year, once the form is valid."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        exam, year = data.get("exam"), data.get("year")
        if exam is not None and year is not None:
            rows = Paper.objects.filter(exam=exam, is_active=True).select_related("exam")
            self.papers = [row for row in rows if row.is_given_in(year)]
            if not self.papers:
                self.add_error("year", f"{exam} ไม่มีวิชาที่สอบในปีการศึกษา {year}")
        return data


class FiguresForm(forms.Form):
    """The figures of one result."""

    sat = forms.IntegerField(label="จำนวนผู้เข้าสอบ (คน)", required=False, min_value=0, max_value=1_000_000)
    mean = forms.DecimalField(
        label="คะแนนเฉลี่ย (0–100)", max_digits=7, decimal_places=4, error_messages={"required": "กรุณากรอกคะแนนเฉลี่ย"}
    )
    sd = forms.DecimalField(label="S.D.", required=False, max_digits=7, decimal_places=4)
    strong = forms.IntegerField(label="เก่ง (คน)", required=False, min_value=0)
    middle = forms.IntegerField(label="ปานกลาง (คน)", required=False, min_value=0)
    weak = forms.IntegerField(
        label="อ่อน (คน)", required=False, min_value=0, help_text="กรอกครบทั้งสามกลุ่มหรือเว้นว่างทั้งหมด รวมกันเท่าจำนวนผู้เข้าสอบ"
    )

    @property
    def figures(self) -> Figures:
        data = self.cleaned_data
        return Figures(**{name: data[name] for name in ("sat", "mean", "sd", "strong", "middle", "weak")})


class ResultForm(FiguresForm):
    paper = forms.ModelChoiceField(Paper.objects.none(), label="การทดสอบ ชั้น และวิชา", empty_label="เลือกวิชา")
    academic_year = YearField()
    scope = forms.ChoiceField(label="ของ", choices=ExamResult.Scope.choices, initial=ExamResult.Scope.SCHOOL)
    school = forms.ModelChoiceField(
        School.objects.none(), label="โรงเรียน", required=False, empty_label="– ไม่ใช่ของโรงเรียน –"
    )
    field_order = ("paper", "academic_year", "scope", "school")

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["paper"].queryset = (
            Paper.objects.visible_to(user).of_district(district).in_use().select_related("exam__district")
        )
        fields["school"].queryset = School.objects.visible_to(user).of_district(district)


class ExamForm(RowForm):
    code = forms.RegexField(
        r"^[A-Za-z0-9-]+$", label="รหัส", max_length=30, help_text="อักษรอังกฤษ ตัวเลข และขีด เปลี่ยนภายหลังไม่ได้",
        error_messages={"invalid": "ใช้ได้เฉพาะอักษรอังกฤษ ตัวเลข และขีด", "required": "กรุณาระบุรหัส"},
    )  # fmt: skip

    class Meta:
        model = Exam
        fields = ("code", "name", "short_name", "level", "position", "is_active", "note")
        widgets = {"note": forms.Textarea({"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]


class PaperForm(RowForm):
    years_off = forms.CharField(
        label="ปีที่งดสอบ", required=False, help_text="พ.ศ. คั่นด้วยจุลภาค เช่น 2563, 2564", max_length=200
    )

    class Meta:
        model = Paper
        fields = ("grade", "subject", "subject_group", "year_from", "year_to", "years_off", "position", "is_active")

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields["subject_group"]
        groups.queryset = SubjectGroup.objects.visible_to(user).of_district(district)
        groups.empty_label = "ไม่ผูกกับกลุ่มสาระ"
        self.fields["year_from"] = YearField(label="สอบตั้งแต่ปีการศึกษา (พ.ศ.)", required=False)
        self.fields["year_to"] = YearField(label="สอบถึงปีการศึกษา (พ.ศ.)", required=False, help_text="เว้นว่างเมื่อยังสอบอยู่")
        if self.instance.pk:
            self.initial["years_off"] = ", ".join(str(year) for year in self.instance.years_off)

    def clean_years_off(self) -> list[int]:
        words = self.cleaned_data["years_off"].replace(",", " ").split()
        if any(not word.isdecimal() or not 2400 <= int(word) <= 2700 for word in words if len(word) < 6) or any(
            len(word) > 5 for word in words
        ):
            raise forms.ValidationError("พิมพ์เป็นปี พ.ศ. คั่นด้วยจุลภาค เช่น 2563, 2564")
        return sorted({int(word) for word in words})


class RuleForm(RowForm):
    class Meta:
        model = WarningRule
        fields = ("below_national", "falling_years", "weak_share")
        help_texts = dict.fromkeys(fields, "เว้นว่างเมื่อไม่ใช้เกณฑ์ข้อนี้")

    def clean(self) -> None:
        super().clean()
        for name in ("below_national", "weak_share"):
            value = self.cleaned_data.get(name)
            if value is not None and not 0 <= value <= 100:
                self.add_error(name, "ต้องอยู่ระหว่าง 0 ถึง 100")
        years = self.cleaned_data.get("falling_years")
        if years is not None and not 1 <= years <= 5:
            self.add_error("falling_years", "ต้องอยู่ระหว่าง 1 ถึง 5 ปี")


class ItemForm(RowForm):
    class Meta:
        model = BankItem
        fields = (
            "title", "subject_group", "grade", "indicator", "kind", "questions", "exam", "source", "description",
            "for_schools",
        )  # fmt: skip
        widgets = {"description": forms.Textarea(_LONG)}

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["title"].error_messages["required"] = "กรุณาระบุชื่อชุดข้อสอบ"
        fields["indicator"].error_messages["required"] = "กรุณาระบุรหัสตัวชี้วัด"
        fields["subject_group"].queryset = SubjectGroup.objects.visible_to(user).of_district(district)
        fields["exam"].queryset = Exam.objects.visible_to(user).of_district(district)
        fields["exam"].empty_label = "ไม่ใช่แนวการทดสอบใด"


class UseForm(forms.Form):
    used_on = ThaiDateField(label="วันที่ใช้", error_messages={"required": "กรุณาระบุวันที่ใช้"})
    school = forms.ModelChoiceField(School.objects.none(), label="โรงเรียน", required=False)
    purpose = forms.CharField(
        label="ใช้เพื่อ", max_length=250, help_text="เช่น สอบก่อนเรียน ทดสอบปลายภาค สอบซ่อมเสริม",
        error_messages={"required": "กรุณาระบุว่าใช้เพื่ออะไร"},
    )  # fmt: skip
    pupils = forms.IntegerField(label="จำนวนผู้เรียน (คน)", required=False, min_value=0, max_value=100_000)
    outcome = forms.CharField(label="ผลและข้อสังเกต", required=False, widget=forms.Textarea(_LONG), max_length=2000)

    def __init__(self, *args: Any, schools: Any, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.queryset = schools
        field.required = not office
        field.empty_label = "สำนักงานเขต" if office else "เลือกโรงเรียน"


class BeginForm(forms.Form):
    """What a review by instrument begins with."""

    school = forms.ModelChoiceField(School.objects.none(), label="โรงเรียน", empty_label="เลือกโรงเรียน")
    version = forms.ModelChoiceField(InstrumentVersion.objects.none(), label="เครื่องมือ", empty_label="เลือกเครื่องมือ")
    checked_on = ThaiDateField(label="วันที่ตรวจ", error_messages={"required": "กรุณาระบุวันที่ตรวจ"})
    visit = forms.ModelChoiceField(
        Visit.objects.none(), label="การนิเทศครั้งที่ตรวจ", required=False, empty_label="ไม่ผูกกับการนิเทศ"
    )

    def __init__(self, *args: Any, user: Any, district: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["school"].queryset = schools
        fields["version"].queryset = school_forms(district)
        fields["version"].label_from_instance = lambda row: row.instrument.name
        recent = Visit.objects.visible_to(user).filter(school__in=schools).not_cancelled()
        # A sliced queryset cannot be asked again for the chosen one.
        keys = list(recent.order_by("-visited_on", "-pk").values_list("pk", flat=True)[:_VISITS])
        fields["visit"].queryset = Visit.objects.filter(pk__in=keys).select_related("school").order_by("-visited_on")
        fields["visit"].label_from_instance = lambda row: f"{row.school.name} {row.topic}"


def school_forms(district: Any) -> Any:
    """Published forms about a school: a queryset of the newest version of each."""
    rows = usable_versions(district).values("pk")
    return (
        InstrumentVersion.objects.filter(pk__in=rows, instrument__subject=Instrument.Subject.SCHOOL)
        .select_related("instrument")
        .order_by("instrument__name")
    )


class SheetForm(forms.Form):
    """What stands around the sheet of a review."""

    checked_on = ThaiDateField(label="วันที่ตรวจ", error_messages={"required": "กรุณาระบุวันที่ตรวจ"})
    strengths = forms.CharField(label="จุดเด่น", required=False, widget=forms.Textarea(_LONG), max_length=4000)
    advice = forms.CharField(label="ข้อเสนอแนะ", required=False, widget=forms.Textarea(_LONG), max_length=4000)

    def __init__(self, *args: Any, row: AssessmentCheck, **kwargs: Any) -> None:
        initial = {name: getattr(row, name) for name in ("checked_on", "strengths", "advice")}
        super().__init__(*args, initial=initial, **kwargs)
