"""Forms about the office: import, settings, Garuda, its lists."""

from typing import Any

from django import forms
from django.db import models
from django.utils import timezone

from core.approvals import bodies_in
from core.fields import ThaiDateField
from schools.models import AcademicTerm, District, DistrictSettings, SizeScheme, WorkGroup
from schools.services.districts import SETTINGS_FIELDS
from schools.services.lists import OfficeList, rows_of

CHAINS = {
    "group_director": "ผอ.กลุ่มนิเทศฯ",
    "group_director,office_director": "ผอ.กลุ่มนิเทศฯ → ผอ.สพท.",
    "group_director,deputy_director": "ผอ.กลุ่มนิเทศฯ → รอง ผอ.สพท.",
    "group_director,deputy_director,office_director": "ผอ.กลุ่มนิเทศฯ → รอง ผอ.สพท. → ผอ.สพท.",
}


def chains_of(district: District) -> dict[str, str]:
    """The orders that make sense in this office: people alone, and with each body that decides by resolution, at the
    end or before the office director."""
    found = dict(CHAINS)
    for body in bodies_in(district.code, timezone.localdate()):
        word = f"มติ {body.label(district.code)}"
        for chain, label in CHAINS.items():
            found[f"{chain},{body.post}"] = f"{label} → {word}"
            before, _, last = chain.rpartition(",")
            if last == "office_director":
                found[f"{before},{body.post},{last}"] = f"{label.rpartition(' → ')[0]} → {word} → ผอ.สพท."
    return found


# What a form of a row shows beside its label.
HELP = {
    "number": "ลำดับที่แสดงในรายการ",
    "position": "ลำดับที่แสดงในรายการ",
    "is_active": "ปิดไว้เมื่อเลิกใช้ รายการเดิมที่อ้างถึงยังคงอยู่",
}


class Upload(forms.Form):
    file = forms.FileField(label="ไฟล์ Excel (.xlsx)", widget=forms.FileInput(attrs={"accept": ".xlsx"}))


class Confirm(forms.Form):
    skip_refused = forms.BooleanField(
        label="นำเข้าเฉพาะแถวที่ถูกต้อง", required=False, help_text="แถวที่ถูกปฏิเสธและแถวที่อ้างถึงจะไม่ถูกนำเข้า"
    )
    invite = forms.BooleanField(
        label="ส่งคำเชิญทางอีเมล", required=False, help_text="ส่งถึงบุคคลที่เพิ่งมีบัญชีในเขตนี้ เพื่อให้ตั้งรหัสผ่านครั้งแรก"
    )


class Garuda(forms.Form):
    file = forms.FileField(label="ภาพตราครุฑ", widget=forms.FileInput(attrs={"accept": "image/*"}))


class OfficeSettings(forms.ModelForm):
    """`plan_chain` is chosen among the orders that make sense; a chain set otherwise stays selectable."""

    name = forms.CharField(label="ชื่อสำนักงานเขตพื้นที่การศึกษา", max_length=200)
    short_name = forms.CharField(label="ชื่อย่อ", max_length=60, required=False)
    plan_chain = forms.ChoiceField(label="ลำดับการพิจารณาแผนนิเทศ")
    field_order = ["name", "short_name"]

    class Meta:
        model = DistrictSettings
        fields = [name for name in SETTINGS_FIELDS if name != "plan_chain"]
        widgets = {"address": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, user: Any, district: District, **kwargs: Any) -> None:
        chain = ",".join(district.settings.plan_chain)
        initial = {"name": district.name, "short_name": district.short_name, "plan_chain": chain}
        super().__init__(*args, instance=district.settings, initial=initial, **kwargs)
        choices = chains_of(district)
        if chain not in choices:
            choices = {chain: chain.replace(",", " → "), **choices}
        plan_chain: Any = self.fields["plan_chain"]
        plan_chain.choices = list(choices.items())
        schemes: Any = self.fields["size_scheme"]
        schemes.queryset = SizeScheme.objects.visible_to(user).of_district(district)
        schemes.empty_label = "ไม่จัดขนาด"

    @property
    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "plan_chain": self.cleaned_data["plan_chain"].split(",")}

    def _post_clean(self) -> None:
        """The service writes; a model form would put the values on the instance here."""


def row_form(entry: OfficeList, user: Any, district: District) -> type[forms.Form]:
    """A form class for one row of an office list, from the model's own fields and Thai names."""
    made: dict[str, forms.Field] = {}
    for name in entry.fields:
        model_field: Any = entry.model._meta.get_field(name)
        label = str(model_field.verbose_name)
        if name == "work_group":
            groups = WorkGroup.objects.visible_to(user).of_district(district)
            made[name] = forms.ModelChoiceField(groups, label="กลุ่มงาน", empty_label="เลือกกลุ่มงาน")
        elif name in ("starts_on", "ends_on"):
            made[name] = ThaiDateField(label=label)
        else:
            made[name] = model_field.formfield()
            if isinstance(model_field, models.IntegerField):
                # Django leaves what the column can hold to the model's own validation.
                made[name].validators += model_field.validators
        made[name].help_text = made[name].help_text or HELP.get(name, "")
        if isinstance(made[name].widget, forms.Textarea):
            made[name].widget.attrs["rows"] = 3
        if name == "is_active":
            made[name].initial = True
    if entry.model is AcademicTerm:
        made["term"] = forms.IntegerField(label="ภาคเรียนที่", min_value=1, max_value=3)
        made["academic_year"] = forms.IntegerField(label="ปีการศึกษา (พ.ศ.)", min_value=2500, max_value=2700)
    return type("RowForm", (forms.Form,), made)


class Bands(forms.Form):
    """One band a line: lowest number of pupils, then its name."""

    bands = forms.CharField(
        label="แถบขนาด",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="บรรทัดละหนึ่งขนาด เริ่มด้วยจำนวนนักเรียนต่ำสุด เว้นวรรค แล้วตามด้วยชื่อขนาด เช่น 121 กลาง",
    )

    def clean_bands(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for number, line in enumerate(self.cleaned_data["bands"].splitlines(), start=1):
            if not line.strip():
                continue
            low, _, label = line.strip().partition(" ")
            if not low.isdecimal() or len(low) > 5 or not label.strip():
                raise forms.ValidationError(f"บรรทัดที่ {number} ต้องเป็นจำนวน เว้นวรรค แล้วชื่อขนาด เช่น 121 กลาง")
            if int(low) in found:
                raise forms.ValidationError(f"บรรทัดที่ {number} จำนวน {low} ซ้ำ")
            found[int(low)] = label.strip()
        return found


def next_number(entry: OfficeList, district: District) -> dict[str, int]:
    """The number a new row starts with."""
    for name in ("number", "position"):
        if name in entry.fields and entry.key != "tasks":
            last = rows_of(entry, district).order_by(f"-{name}").values_list(name, flat=True).first()
            return {name: (last or 0) + 1}
    return {}
