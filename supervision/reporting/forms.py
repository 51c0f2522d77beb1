"""Forms of reports: they narrow choices to the person's rows and explain; the services decide."""

from typing import Any

from django import forms

from schools.models import Cluster
from supervision.field.queries import Period
from supervision.field.queries.periods import choices, latest_period, read_period
from supervision.reporting.models import ReportPaper

HELP = {
    "summary": "สรุปผลสำคัญให้ผู้บริหารอ่านได้ในหนึ่งย่อหน้า ระบบพิมพ์ตัวเลขต่อท้ายให้เอง",
    "objectives": "ข้อละบรรทัด",
    "strengths": "เขียนจากจุดเด่นในบันทึกการนิเทศที่แสดงด้านล่าง",
    "to_improve": "เขียนจากสิ่งที่ควรพัฒนาในบันทึกการนิเทศที่แสดงด้านล่าง",
    "suggestions": "ข้อเสนอแนะต่อโรงเรียน กลุ่มโรงเรียน และสำนักงานเขต",
}


class StartForm(forms.Form):
    """Which period, and the whole office or one cluster."""

    form = forms.ChoiceField(
        label="รูปแบบ", choices=ReportPaper.Form.choices, initial=ReportPaper.Form.SHORT, widget=forms.RadioSelect,
        help_text="รายงานประจำปีทำของปีงบประมาณ แบบ 5 บททำของภาคเรียนหรือปีงบประมาณก็ได้", required=False,
    )  # fmt: skip
    period = forms.ChoiceField(label="ภาคเรียนหรือปีงบประมาณ")
    cluster = forms.ModelChoiceField(
        label="ขอบเขต", queryset=Cluster.objects.none(), required=False, empty_label="ทั้งเขต"
    )

    def __init__(self, *args: Any, user: Any, district: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = district
        self.fields["period"].choices = choices(district, today)
        self.fields["period"].initial = latest_period(district, today).code
        self.fields["cluster"].queryset = Cluster.objects.visible_to(user).of_district(district)

    def clean_form(self) -> str:
        return self.cleaned_data["form"] or str(ReportPaper.Form.SHORT)

    def clean_period(self) -> Period:
        found = read_period(self.district, self.cleaned_data["period"])
        if found is None:
            raise forms.ValidationError("ไม่รู้จักภาคเรียนหรือปีงบประมาณนี้")
        return found


class TextsForm(forms.Form):
    """The texts a person writes; `lock_version` is what was read, so nobody writes over somebody else."""

    lock_version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="ชื่อรายงาน", max_length=300)

    def __init__(self, *args: Any, paper: ReportPaper, **kwargs: Any) -> None:
        initial = {"lock_version": paper.lock_version, "title": paper.title} | {
            name: paper.text(name) for name in paper.labels
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.labels = paper.labels
        for name, label in paper.labels.items():
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=20_000,
                help_text=HELP.get(name, ""),
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name].replace("\r\n", "\n") for name in ("title", *self.labels)}
