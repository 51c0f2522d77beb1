"""Forms of folders. They explain and narrow choices; services decide."""

from typing import Any

from django import forms

from office.folders.models import DeskSettings, Folder
from schools.models import Person


def people_of_office(user: Any, district: Any) -> Any:
    """Working people of the office itself the user may see, by name."""
    return Person.objects.visible_to(user).of_district(district).staff().order_by("name_sort", "pk")


def with_post(person: Person) -> str:
    return f"{person.full_name} · {person.position}" if person.position else person.full_name


class _ToForm(forms.Form):
    """Whose turn it is next."""

    person = forms.ModelChoiceField(
        label="เสนอถึง", queryset=Person.objects.none(), empty_label="เลือกบุคลากรของสำนักงาน",
        error_messages={"required": "กรุณาเลือกผู้ที่แฟ้มจะไปถึง"},
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.queryset = people_of_office(user, district)
        field.label_from_instance = with_post


class FolderForm(forms.Form):
    title = forms.CharField(label="เรื่องที่เสนอ", max_length=300, error_messages={"required": "กรุณาเขียนเรื่องที่เสนอ"})
    purpose = forms.ChoiceField(label="เสนอเพื่อ", choices=Folder.Purpose.choices, widget=forms.RadioSelect)
    urgency = forms.ChoiceField(label="ความเร่งด่วน", choices=Folder.Urgency.choices)


class NewFolderForm(_ToForm, FolderForm):
    """Folder, papers and the first person on one page, so that a folder goes out in one go."""

    papers = forms.CharField(
        label="เอกสารในแฟ้ม", required=False, max_length=12_000, widget=forms.Textarea({"rows": 4}),
        help_text="บรรทัดละเรื่อง เพิ่มเรื่องที่มีอยู่ในระบบได้ที่หน้าแฟ้ม",
    )  # fmt: skip
    field_order = ("title", "purpose", "urgency", "papers", "person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = {
            "purpose": Folder.Purpose.SIGN,
            "urgency": Folder.Urgency.NORMAL,
            **(kwargs.pop("initial", None) or {}),
        }
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["person"]
        field.required, field.empty_label = False, "ยังไม่เสนอ"
        field.help_text = "เลือกแล้วแฟ้มออกจากโต๊ะทันที"


class SendForm(_ToForm):
    note = forms.CharField(label="ข้อความถึงผู้รับแฟ้ม", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))


class SignForm(_ToForm):
    note = forms.CharField(label="คำสั่งหรือความเห็น", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    field_order = ("note", "person")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.label, field.required, field.empty_label = "แล้วเสนอต่อถึง", False, "ไม่เสนอต่อ คืนเจ้าของแฟ้ม"


class NoteForm(forms.Form):
    note = forms.CharField(
        label="เก็บหรือส่งต่อที่ใด", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text="เช่น ส่งกลุ่มบริหารงานบุคคล เก็บสำเนาที่ตู้ 2",
    )  # fmt: skip


class SettingsForm(forms.Form):
    folder_days = forms.IntegerField(
        label="ตามแฟ้มเมื่อค้างครบ (วัน)", min_value=1, max_value=30,
        help_text=f"ค่าเริ่มต้น {DeskSettings.FOLDER_DAYS} วัน แฟ้มที่อยู่กับคนเดิมครบจำนวนวันนี้จะขึ้นให้ตาม",
    )  # fmt: skip
