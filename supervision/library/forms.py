"""Forms of the library. They explain and narrow; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from core.forms import RowForm
from schools.models import Person, SubjectGroup, WorkGroup, WorkTask
from supervision.library.models import Category, LibraryItem
from supervision.library.services import WORDS


class ItemForm(RowForm):
    dated = ThaiDateField(label="ลงวันที่", required=False)

    url = forms.CharField(
        label="ลิงก์", required=False, max_length=2000, widget=forms.TextInput({"placeholder": "https://"})
    )

    class Meta:
        model = LibraryItem
        fields = WORDS
        widgets = {"summary": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item: LibraryItem | None = kwargs.get("instance")
        self.fields["title"].error_messages["required"] = "กรุณาระบุชื่อเอกสาร"
        self.fields["category"].error_messages["required"] = "กรุณาเลือกหมวด"
        self.fields["for_schools"].label = "ให้โรงเรียนในสังกัดอ่านเมื่อขึ้นทะเบียน"
        self.fields["replaces"].help_text = "ฉบับเดิมจะเปลี่ยนเป็นมีฉบับใหม่แล้วเมื่อขึ้นทะเบียนฉบับนี้"
        older = LibraryItem.objects.visible_to(user).of_district(district).in_use()
        categories = Category.objects.visible_to(user).of_district(district).filter(is_active=True)
        rows: dict[str, tuple[Any, str]] = {
            "category": (categories, "เลือกหมวด"),
            "author": (Person.objects.visible_to(user).of_district(district).staff(), "ไม่ระบุ"),
            "work_group": (WorkGroup.objects.visible_to(user).of_district(district).filter(is_active=True), "ไม่ระบุ"),
            "task": (
                WorkTask.objects.visible_to(user).filter(work_group__district=district, is_active=True)
                .order_by("work_group__number", "number_sort"), "ไม่ระบุ",
            ),
            "subject_group": (
                SubjectGroup.objects.visible_to(user).of_district(district).filter(is_active=True), "ไม่ระบุ",
            ),
            "replaces": (older.exclude(pk=item.pk) if item else older, "ไม่ได้แทนฉบับใด"),
        }  # fmt: skip
        for name, (queryset, empty) in rows.items():
            field: Any = self.fields[name]
            field.queryset, field.empty_label = queryset, empty
        category: Any = self.fields["category"]
        category.label_from_instance = lambda row: f"{row.name} (ออกเลขที่)" if row.is_numbered else row.name
        if item is not None and item.state != LibraryItem.State.DRAFT:
            # The number and the chain of editions follow from them.
            for name in ("category", "replaces"):
                del self.fields[name]


class CategoryForm(RowForm):
    class Meta:
        model = Category
        fields = ("name", "is_numbered", "is_active")
        error_messages = {"name": {"required": "กรุณาระบุชื่อหมวด"}}
        labels = {"is_active": "ใช้หมวดนี้กับเอกสารใหม่"}
