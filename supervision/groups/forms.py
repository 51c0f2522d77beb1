"""Forms of tasks, owners, summaries, publishing, lines and training. They explain and narrow; services decide."""

from typing import Any

from django import forms
from django.db.models import Q

from core.fields import ThaiDateField
from core.forms import RowForm
from schools.models import Person
from supervision.groups.models import GroupYear, SubjectLine, TaskYear, Training

_LONG = {"rows": 5}


class TaskForm(RowForm):
    """Plan, state and result of a task's year."""

    state = forms.ChoiceField(label="สถานะ", choices=TaskYear.State.choices, widget=forms.RadioSelect)

    class Meta:
        model = TaskYear
        fields = ("plan", "state", "reason", "result", "problems")
        widgets = {
            "plan": forms.Textarea(_LONG), "reason": forms.Textarea({"rows": 2}), "result": forms.Textarea(_LONG),
            "problems": forms.Textarea({"rows": 3}),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].help_text = "จะทำอะไร เมื่อใด วัดผลอย่างไร ข้อละบรรทัด"
        self.fields["reason"].help_text = "เขียนเมื่อเลื่อนงาน"
        self.fields["result"].help_text = "เขียนเมื่องานเสร็จ พิมพ์ในรายงานประจำปี"
        for name in ("plan", "result", "problems"):
            self.fields[name].widget.attrs["maxlength"] = 20_000


class OwnersForm(forms.Form):
    """People of the office who answer for a task."""

    people = forms.ModelMultipleChoiceField(
        label="ผู้รับผิดชอบ", queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="เลือกได้หลายคน ผู้ที่ถูกเลือกใหม่ได้รับแจ้ง",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, row: TaskYear | GroupYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        people = Person.objects.visible_to(user).of_district(row.district_id).of_office().working()
        named = Q(pk__in=people.staff().values("pk"))
        if isinstance(row, TaskYear):
            field.initial = list(row.owners.values_list("person", flat=True))
            named |= Q(owned_tasks__task_year=row)
        else:
            field.required = True
            field.error_messages["required"] = "กรุณาเลือกผู้รับผิดชอบอย่างน้อยหนึ่งคน"
        field.queryset = people.filter(named).distinct().order_by("name_sort", "pk")
        field.label_from_instance = lambda person: (
            f"{person.full_name} · {person.position}" if person.position else person.full_name
        )


class SummaryForm(RowForm):
    """The words a group's yearly report opens with."""

    class Meta:
        model = GroupYear
        fields = ("summary",)
        widgets = {"summary": forms.Textarea({"rows": 10, "maxlength": 20_000})}


class YearForm(forms.Form):
    """Which ปีงบประมาณ is opened."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, f"ปีงบประมาณ {year}") for year in years]


class LineForm(RowForm):
    """A line of work of a subject group."""

    class Meta:
        model = SubjectLine
        fields = ("name", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["is_active"]
        else:
            self.fields["is_active"].help_text = "ปีที่เปิดไปแล้วยังเก็บงานนี้ไว้"


class TrainingForm(RowForm):
    """One entry of one's own training."""

    starts_on = ThaiDateField(label="วันที่")
    ends_on = ThaiDateField(label="ถึงวันที่", required=False, help_text="ว่างไว้คือวันเดียว")

    class Meta:
        model = Training
        fields = ("title", "kind", "starts_on", "ends_on", "hours", "organiser", "place", "use")
        widgets = {"use": forms.Textarea({"rows": 3}), "hours": forms.NumberInput({"inputmode": "decimal"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hours"].help_text = "ตามที่ผู้จัดรับรอง ไม่มีใส่ 0"
        self.fields["use"].help_text = "นำไปใช้กับงานใด ได้ผลอย่างไร พิมพ์ในรายงานผลงานรายบุคคล"

    def clean_ends_on(self) -> Any:
        return self.cleaned_data["ends_on"] or self.cleaned_data.get("starts_on")
