"""Forms of circulars. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from office.circulars.models import Circular
from office.letters.queries import recipients
from schools.models import Cluster, District, School


def _picks(audience: str, counted: str) -> forms.CheckboxSelectMultiple:
    """Boxes that count only where the audience says so; with script a choice among them says it."""
    return forms.CheckboxSelectMultiple({"data-nt-chooses": f"{audience}={counted}"})


class CircularForm(forms.Form):
    """Text and receivers; picks count where the audience asks for them."""

    title = forms.CharField(label="เรื่อง", max_length=400, error_messages={"required": "กรุณาเขียนเรื่อง"})
    body = forms.CharField(
        label="ข้อความ", required=False, max_length=20_000, widget=forms.Textarea({"rows": 6}),
        help_text="สรุปให้ผู้รับอ่านบนโทรศัพท์ได้โดยไม่ต้องเปิดไฟล์",
    )  # fmt: skip
    office_audience = forms.ChoiceField(
        label="ถึงคนในสำนักงาน", choices=Circular.Office.choices, initial=Circular.Office.GROUP, widget=forms.RadioSelect
    )
    people = forms.MultipleChoiceField(
        label="รายคน", required=False, widget=_picks("office_audience", Circular.Office.PICKED)
    )
    school_audience = forms.ChoiceField(
        label="ถึงโรงเรียน", choices=Circular.Schools.choices, initial=Circular.Schools.NONE, widget=forms.RadioSelect
    )
    clusters = forms.MultipleChoiceField(
        label="กลุ่มโรงเรียน", required=False, widget=_picks("school_audience", Circular.Schools.CLUSTERS)
    )
    schools = forms.MultipleChoiceField(
        label="รายโรงเรียน", required=False, widget=_picks("school_audience", Circular.Schools.PICKED)
    )
    due_on = ThaiDateField(label="ให้รับทราบภายใน", required=False)

    def __init__(
        self, *args: Any, user: Any, district: District, circular: Circular | None = None, **kwargs: Any
    ) -> None:
        initial = {name: getattr(circular, name) for name in self.base_fields} if circular is not None else {}
        super().__init__(*args, initial={**initial, **(kwargs.pop("initial", None) or {})}, **kwargs)
        today = timezone.localdate()
        for name, rows in (
            ("people", recipients(district, today)),
            ("clusters", Cluster.objects.visible_to(user).of_district(district)),
            ("schools", School.objects.visible_to(user).of_district(district).open_on(today).order_by("name_sort")),
        ):
            field: Any = self.fields[name]
            field.choices = [(row.pk, str(row)) for row in rows]
        settings = getattr(district, "settings", None)
        if settings is not None:
            self.fields["clusters"].label = settings.cluster_label

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        wanted = {
            "people": data.get("office_audience") == Circular.Office.PICKED,
            "clusters": data.get("school_audience") == Circular.Schools.CLUSTERS,
            "schools": data.get("school_audience") == Circular.Schools.PICKED,
        }
        for name, asked in wanted.items():
            if not asked:
                if data.get(name) and name != "people" and data.get("school_audience") == Circular.Schools.NONE:
                    self.add_error("school_audience", f"ท่านเลือก{self.fields[name].label}ไว้ แต่เลือกว่าไม่ส่งถึงโรงเรียน")
                data[name] = []
            elif not data.get(name) and name not in self.errors:
                self.add_error(name, f"กรุณาเลือก{self.fields[name].label}อย่างน้อยหนึ่งรายการ")
        if (data.get("office_audience"), data.get("school_audience")) == ("none", "none"):
            self.add_error("office_audience", "กรุณาเลือกผู้รับ คนในสำนักงานหรือโรงเรียนอย่างน้อยหนึ่งอย่าง")
        return data
