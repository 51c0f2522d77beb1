"""Forms of a visit. They explain and narrow choices to what the person may see; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField, ThaiTimeField
from instruments.models import InstrumentVersion
from instruments.queries import usable_versions
from schools.models import Person, Project, School, SubjectGroup, WorkTask
from supervision.areas import Area, Way
from supervision.field.models import Visit
from supervision.planning.models import PlannedVisit, PolicyItem

LONG = {"rows": 4}


class _GeneralFields(forms.Form):
    visited_on = ThaiDateField(label="วันที่นิเทศ", error_messages={"required": "กรุณาระบุวันที่นิเทศ"})
    time_in = ThaiTimeField(label="เวลามาถึง", required=False)
    time_out = ThaiTimeField(label="เวลากลับ", required=False)
    way = forms.ChoiceField(label="รูปแบบ", choices=Way.choices, initial=Way.FIELD)
    topic = forms.CharField(label="เรื่องที่นิเทศ", max_length=300, error_messages={"required": "กรุณาระบุเรื่องที่นิเทศ"})
    areas = forms.MultipleChoiceField(
        label="งาน 4 ด้าน",
        choices=Area.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="เลือกได้มากกว่าหนึ่งด้าน",
        error_messages={"required": "กรุณาเลือกอย่างน้อยหนึ่งด้าน"},
    )
    policy = forms.ModelChoiceField(label="นโยบาย กลยุทธ์ จุดเน้น", queryset=PolicyItem.objects.none(), required=False)
    task = forms.ModelChoiceField(label="งานตามกลุ่มงาน", queryset=WorkTask.objects.none(), required=False)
    project = forms.ModelChoiceField(label="โครงการ", queryset=Project.objects.none(), required=False)

    def _narrow(self, user: Any, district: Any, fiscal_year: int | None) -> None:
        policies = PolicyItem.objects.visible_to(user).of_district(district).in_use()
        if fiscal_year:
            policies = policies.for_fiscal_year(fiscal_year)
        lists: dict[str, Any] = {
            "policy": policies,
            "task": WorkTask.objects.visible_to(user).filter(work_group__district=district, is_active=True),
            "project": Project.objects.visible_to(user).of_district(district).filter(is_active=True),
        }
        for name, rows in lists.items():
            field: Any = self.fields[name]
            field.queryset = rows
            field.empty_label = "ไม่ระบุ"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begins, ends = data.get("time_in"), data.get("time_out")
        if begins and ends and ends < begins:
            self.add_error("time_out", "เวลากลับอยู่ก่อนเวลามาถึง")
        return data


class StartForm(_GeneralFields):
    """A new visit: the school may be any of the office."""

    public_id = forms.UUIDField(widget=forms.HiddenInput)
    planned = forms.ModelChoiceField(queryset=PlannedVisit.objects.none(), required=False, widget=forms.HiddenInput)
    school = forms.ModelChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), empty_label="เลือกโรงเรียน",
        error_messages={"required": "กรุณาเลือกโรงเรียน", "invalid_choice": "ไม่มีโรงเรียนนี้ในเขตของท่าน"},
    )  # fmt: skip
    field_order = ["school", "visited_on", "way", "topic", "areas"]

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._narrow(user, district, None)
        chosen: Any = self.fields["school"]
        chosen.queryset = School.objects.visible_to(user).of_district(district).order_by("name_sort")
        planned: Any = self.fields["planned"]
        planned.queryset = PlannedVisit.objects.visible_to(user).of_district(district)


class GeneralForm(_GeneralFields):
    round_no = forms.IntegerField(label="ครั้งที่", min_value=1, max_value=99)
    latitude = forms.DecimalField(label="ละติจูด", required=False, min_value=-90, max_value=90, decimal_places=6)
    longitude = forms.DecimalField(label="ลองจิจูด", required=False, min_value=-180, max_value=180, decimal_places=6)
    place_accuracy = forms.IntegerField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)
    field_order = ["visited_on", "time_in", "time_out", "round_no", "way", "topic", "areas"]

    def __init__(self, *args: Any, user: Any, visit: Visit, **kwargs: Any) -> None:
        own = ("round_no", "latitude", "longitude", "place_accuracy")
        kwargs.setdefault("initial", {name: getattr(visit, name) for name in (*_GeneralFields.base_fields, *own)})
        super().__init__(*args, **kwargs)
        self._narrow(user, visit.district, visit.fiscal_year)
        # A draft may lack what sending asks for.
        for name in ("topic", "areas"):
            self.fields[name].required = False
            self.fields[name].needed_to_send = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if (data.get("latitude") is None) != (data.get("longitude") is None) and not self.errors:
            self.add_error("longitude", "กรุณากรอกทั้งละติจูดและลองจิจูด หรือเว้นว่างทั้งคู่")
        if data.get("latitude") is None:
            data["place_accuracy"] = None
        return data


class NotesForm(forms.Form):
    observed = forms.CharField(label="สิ่งที่พบ", required=False, widget=forms.Textarea(LONG))
    strengths = forms.CharField(label="จุดเด่น", required=False, widget=forms.Textarea(LONG))
    to_improve = forms.CharField(label="สิ่งที่ควรพัฒนา", required=False, widget=forms.Textarea(LONG))
    reflection_supervisor = forms.CharField(label="สะท้อนคิดของผู้นิเทศ", required=False, widget=forms.Textarea(LONG))
    reflection_school = forms.CharField(
        label="สะท้อนคิดของผู้รับการนิเทศ", required=False, widget=forms.Textarea(LONG),
        help_text="จดแทนได้จากการสนทนา โรงเรียนแก้ไขได้เมื่อรับทราบ",
    )  # fmt: skip

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(visit, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        # Sending asks for one of the three; none of them is optional by itself.
        for name in ("observed", "strengths", "to_improve"):
            self.fields[name].needed_to_send = True


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(
        label="ผู้ร่วมนิเทศ", queryset=Person.objects.none(), empty_label="เลือกบุคคล",
        error_messages={"required": "กรุณาเลือกบุคคล"},
    )  # fmt: skip
    duty = forms.CharField(label="หน้าที่", max_length=100, initial="ผู้ร่วมนิเทศ", required=False)

    def __init__(self, *args: Any, user: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = Person.objects.visible_to(user).of_district(visit.district).working().of_office()
        field.label_from_instance = lambda person: f"{person} ({person.position})" if person.position else str(person)


class _TeachingFields(forms.Form):
    subject_group = forms.ModelChoiceField(
        label="กลุ่มสาระ", queryset=SubjectGroup.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    subject = forms.CharField(label="รายวิชา", max_length=150, required=False)
    subject_code = forms.CharField(label="รหัสวิชา", max_length=20, required=False)
    classroom = forms.CharField(label="ชั้น/ห้อง", max_length=40, required=False, help_text="เช่น ป.1/1")

    def _narrow(self, user: Any, visit: Visit) -> None:
        field: Any = self.fields["subject_group"]
        field.queryset = SubjectGroup.objects.visible_to(user).of_district(visit.district).filter(is_active=True)


class SupervisedForm(_TeachingFields):
    person = forms.ModelChoiceField(
        label="ครูหรือบุคลากรของโรงเรียน", queryset=Person.objects.none(), empty_label="เลือกบุคคล",
        error_messages={"required": "กรุณาเลือกบุคคล"},
    )  # fmt: skip
    field_order = ["person"]

    def __init__(self, *args: Any, user: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._narrow(user, visit)
        field: Any = self.fields["person"]
        field.queryset = Person.objects.visible_to(user).filter(school=visit.school).working()


class NewTeacherForm(_TeachingFields):
    prefix = forms.CharField(label="คำนำหน้า", max_length=40, required=False)
    first_name = forms.CharField(label="ชื่อ", max_length=100, error_messages={"required": "กรุณาพิมพ์ชื่อ"})
    last_name = forms.CharField(label="นามสกุล", max_length=100, error_messages={"required": "กรุณาพิมพ์นามสกุล"})
    position = forms.CharField(label="ตำแหน่ง", max_length=200, initial="ครู", required=False)
    standing = forms.CharField(label="วิทยฐานะ", max_length=100, required=False)
    field_order = ["prefix", "first_name", "last_name", "position", "standing"]

    def __init__(self, *args: Any, user: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._narrow(user, visit)


class SheetForm(forms.Form):
    """Which instrument about what."""

    version = forms.ModelChoiceField(
        label="เครื่องมือ", queryset=InstrumentVersion.objects.none(), empty_label="เลือกเครื่องมือ",
        error_messages={"required": "กรุณาเลือกเครื่องมือ"},
    )  # fmt: skip
    classroom = forms.CharField(
        label="ชั้น/ห้อง", max_length=40, required=False, help_text="สำหรับแบบที่ใช้กับห้องเรียน เช่น ป.1/1"
    )
    person = forms.ModelChoiceField(
        label="บุคคล", queryset=Person.objects.none(), required=False, empty_label="ไม่ระบุ",
        help_text="สำหรับแบบที่ใช้กับครูหรือบุคลากร เพิ่มรายชื่อได้ที่ตอน “ผู้รับการนิเทศ”",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version: Any = self.fields["version"]
        version.queryset = (
            InstrumentVersion.objects.visible_to(user)
            .filter(pk__in=[row.pk for row in usable_versions(visit.district)])
            .select_related("instrument")
        )
        version.label_from_instance = lambda row: f"{row.instrument.name} · {row.instrument.get_subject_display()}"
        person: Any = self.fields["person"]
        person.queryset = Person.objects.visible_to(user).filter(school=visit.school).working()


class FindingForm(forms.Form):
    finding = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label="ข้อค้นพบ", widget=forms.Textarea({"rows": 2}), error_messages={"required": "กรุณาเขียนข้อค้นพบ"}
    )
    recommendation = forms.CharField(label="ข้อเสนอแนะ", required=False, widget=forms.Textarea({"rows": 2}))
    owner = forms.ModelChoiceField(
        label="ผู้รับผิดชอบ", queryset=Person.objects.none(), required=False, empty_label="ผอ.โรงเรียน หรือระบุเอง"
    )
    owner_label = forms.CharField(
        label="ผู้รับผิดชอบ (ระบุเอง)", max_length=200, required=False, initial="ผอ.โรงเรียน",
        help_text="ใช้เมื่อไม่ได้เลือกบุคคลข้างบน",
    )  # fmt: skip
    due_on = ThaiDateField(label="กำหนดแล้วเสร็จ", required=False)

    def __init__(self, *args: Any, user: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = (
            Person.objects.visible_to(user).working().filter(school=visit.school)
            | Person.objects.visible_to(user).of_district(visit.district).working().of_office()
        )
        field.label_from_instance = lambda person: f"{person} ({person.position})" if person.position else str(person)
        for name in ("owner", "due_on"):
            self.fields[name].needed_to_send = True


class AcknowledgeForm(forms.Form):
    comment = forms.CharField(label="ความเห็นของโรงเรียน", required=False, widget=forms.Textarea(LONG))
    reflection = forms.CharField(
        label="สะท้อนคิดของผู้รับการนิเทศ", required=False, widget=forms.Textarea(LONG),
        help_text="สิ่งที่โรงเรียนได้เรียนรู้และจะทำต่อ",
    )  # fmt: skip
