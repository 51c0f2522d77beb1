"""Forms about schools: facts, yearly counts, acts with a date. They explain; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from schools.importing.sheets import COUNT_KEYS
from schools.models import LEVELS, Amphoe, Cluster, District, School, SchoolYearCount

LEVEL_CHOICES = [("", "ไม่ระบุ"), *((level, level) for level in LEVELS)]


class SchoolFacts(forms.Form):
    """What may be corrected without an act; name, cluster and status have acts of their own."""

    code10 = forms.CharField(label="รหัสโรงเรียน 10 หลัก", required=False, max_length=20)
    smis8 = forms.CharField(label="รหัส SMIS 8 หลัก", required=False, max_length=20)
    kind = forms.ChoiceField(label="ประเภท", choices=School.Kind.choices)
    level_from = forms.ChoiceField(label="เปิดสอนตั้งแต่", choices=LEVEL_CHOICES, required=False)
    level_to = forms.ChoiceField(label="เปิดสอนถึง", choices=LEVEL_CHOICES, required=False)
    amphoe = forms.ModelChoiceField(Amphoe.objects.none(), label="อำเภอ", required=False, empty_label="ไม่ระบุ")
    tambon = forms.CharField(label="ตำบล", required=False, max_length=100)
    latitude = forms.DecimalField(
        label="ละติจูด", required=False, max_digits=8, decimal_places=5, help_text="เช่น 17.28512"
    )
    longitude = forms.DecimalField(
        label="ลองจิจูด", required=False, max_digits=8, decimal_places=5, help_text="เช่น 101.15026"
    )
    opened_on = ThaiDateField(label="วันที่เปิดโรงเรียน", required=False)
    name_breaks = forms.CharField(
        label="ชื่อพร้อมจุดตัดบรรทัด",
        required=False,
        max_length=220,
        help_text="สำหรับชื่อยาว ใส่เครื่องหมาย · ตรงที่ตัดขึ้นบรรทัดใหม่ได้ เช่น โรงเรียนชุมชนบ้านใหม่·สามัคคี·วิทยา",
    )

    def __init__(self, *args: Any, user: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        amphoes: Any = self.fields["amphoe"]
        amphoes.queryset = Amphoe.objects.visible_to(user).of_district(district)


class NewSchool(SchoolFacts):
    name = forms.CharField(label="ชื่อโรงเรียน", max_length=200)
    cluster = forms.ModelChoiceField(Cluster.objects.none(), label="กลุ่มโรงเรียน", required=False, empty_label="ไม่มีกลุ่ม")
    field_order = ["name", "cluster"]

    def __init__(self, *args: Any, user: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, user=user, district=district, **kwargs)
        clusters: Any = self.fields["cluster"]
        clusters.queryset = Cluster.objects.visible_to(user).of_district(district).filter(is_active=True)
        clusters.label = district.settings.cluster_label
        del self.fields["name_breaks"]


class YearCounts(forms.Form):
    academic_year = forms.IntegerField(label="ปีการศึกษา (พ.ศ.)", min_value=2500, max_value=2700)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in COUNT_KEYS:
            label = str(SchoolYearCount._meta.get_field(key).verbose_name)
            self.fields[key] = forms.IntegerField(label=f"{label} (คน)", min_value=0, max_value=100_000, initial=0)

    @property
    def counts(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] for key in COUNT_KEYS}


class SchoolAct(forms.Form):
    """An act with a date; subclasses add what the act needs."""

    effective_on = ThaiDateField(label="วันที่มีผล")
    reference = forms.CharField(label="อ้างถึงคำสั่งหรือประกาศ", required=False, max_length=200)
    note = forms.CharField(label="หมายเหตุ", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, user: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.school = user, school


class CloseSchool(SchoolAct):
    pass


class ReopenSchool(SchoolAct):
    pass


class RenameSchool(SchoolAct):
    name = forms.CharField(label="ชื่อใหม่", max_length=200)
    field_order = ["name"]


class SplitSchool(SchoolAct):
    name = forms.CharField(label="ชื่อโรงเรียนใหม่", max_length=200)
    code10 = forms.CharField(label="รหัสโรงเรียน 10 หลัก", required=False, max_length=20)
    smis8 = forms.CharField(label="รหัส SMIS 8 หลัก", required=False, max_length=20)
    field_order = ["name", "code10", "smis8"]


class MergeSchool(SchoolAct):
    into = forms.ModelChoiceField(School.objects.none(), label="รวมกับโรงเรียน", empty_label="เลือกโรงเรียน")
    field_order = ["into"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        mine = School.objects.visible_to(self.user).of_district(self.school.district_id)
        into.queryset = mine.filter(status=School.Status.OPEN).exclude(pk=self.school.pk)


class MoveSchool(SchoolAct):
    cluster = forms.ModelChoiceField(Cluster.objects.none(), label="ย้ายไป", empty_label="เลือกกลุ่ม")
    field_order = ["cluster"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clusters: Any = self.fields["cluster"]
        mine = Cluster.objects.visible_to(self.user).of_district(self.school.district_id).filter(is_active=True)
        clusters.queryset = mine.exclude(pk=self.school.cluster_id) if self.school.cluster_id else mine
