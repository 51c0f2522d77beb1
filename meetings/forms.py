"""Forms of gatherings. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.thai.years import academic_term
from instruments.queries import terms_of
from meetings.models import Gathering
from schools.models import Amphoe, Cluster, School

_TIME = {"required": False, "widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}


class GatheringForm(forms.Form):
    """A group, an อำเภอ or single schools: what is chosen is joined."""

    kind = forms.ChoiceField(label="ประเภท", choices=Gathering.Kind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="เรื่อง", max_length=200, error_messages={"required": "กรุณาระบุเรื่องที่ประชุม"})
    academic_year = forms.IntegerField(label="เรื่องของปีการศึกษา (พ.ศ.)", min_value=2540, max_value=2700)
    held_on = ThaiDateField(label="วันที่ประชุม", error_messages={"required": "กรุณาระบุวันที่ประชุม"})
    time_from = forms.TimeField(label="เวลาเริ่ม", **_TIME)
    time_to = forms.TimeField(label="ถึงเวลา", **_TIME)
    place = forms.CharField(label="สถานที่", max_length=200, required=False)
    cluster = forms.ModelChoiceField(
        label="กลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    amphoe = forms.ModelChoiceField(
        label="อำเภอ", queryset=Amphoe.objects.none(), required=False, empty_label="ไม่ระบุ",
        help_text="เลือกกลุ่มหรืออำเภอคือเชิญทุกโรงเรียนในนั้น",
    )  # fmt: skip
    purpose = forms.CharField(label="วัตถุประสงค์", required=False, widget=forms.Textarea({"rows": 3}))
    schools = forms.ModelMultipleChoiceField(
        label="โรงเรียนอื่นที่เชิญเพิ่ม", queryset=School.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, district: Any, gathering: Gathering | None = None, **kw: Any) -> None:
        today = timezone.localdate()
        initial: dict[str, Any] = {"kind": Gathering.Kind.FOCUS_GROUP, "held_on": today}
        if gathering is None:
            initial["academic_year"] = academic_term(today, terms_of(district))[0]
        else:
            initial |= {name: getattr(gathering, name) for name in self.base_fields if name != "schools"}
            initial["schools"] = list(gathering.schools.values_list("school", flat=True))
        initial.update(kw.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kw)
        rows = School.objects.visible_to(user).of_district(district).open_on(today).order_by("name_sort")
        schools: Any = self.fields["schools"]
        cluster: Any = self.fields["cluster"]
        amphoe: Any = self.fields["amphoe"]
        schools.queryset = rows
        cluster.queryset = Cluster.objects.visible_to(user).of_district(district)
        cluster.label = district.settings.cluster_label
        amphoe.queryset = Amphoe.objects.visible_to(user).of_district(district)
        if gathering is not None:
            # Whom it is for is settled once it was called; single schools still come and go.
            for name in ("kind", "cluster", "amphoe"):
                del self.fields[name]
            schools.label = "โรงเรียนที่เชิญ"
            schools.queryset = rows | School.objects.filter(gatherings__gathering=gathering)
            schools.queryset = schools.queryset.distinct()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        chosen = list(data.get("schools") or [])
        rows: Any = self.fields["schools"]
        if data.get("cluster"):
            chosen += rows.queryset.filter(cluster=data["cluster"])
        if data.get("amphoe"):
            chosen += rows.queryset.filter(amphoe=data["amphoe"])
        data["schools"] = chosen
        return data


class DiscussedForm(forms.Form):
    discussed = forms.CharField(
        label="สรุปการแลกเปลี่ยน", required=False, max_length=20_000, widget=forms.Textarea({"rows": 6})
    )


class AgreementForm(forms.Form):
    text = forms.CharField(
        label="ข้อตกลง", max_length=2000, widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "กรุณาเขียนข้อตกลง"},
    )  # fmt: skip
    school = forms.ModelChoiceField(
        label="โรงเรียนที่รับไปทำ", queryset=School.objects.none(), required=False, empty_label="ทุกโรงเรียน"
    )
    due_on = ThaiDateField(
        label="กำหนดแล้วเสร็จ", required=False, help_text="ใส่กำหนดแล้ว โรงเรียนจะได้รับเป็นเรื่องให้ดำเนินการและติดตามจนปิด"
    )

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.queryset = School.objects.filter(gatherings__gathering=gathering).order_by("name_sort")
