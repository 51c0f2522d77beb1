"""Forms of agreements; what is right the services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from supervision.agreements import wording
from supervision.agreements.models import Agreement
from supervision.agreements.queries import signing_day
from supervision.improvement.models import Programme

_LINES = "บรรทัดละหนึ่งข้อ ระบบใส่เลขข้อให้"
_PEOPLE = "บรรทัดละหนึ่งคน: ชื่อ-สกุล, ตำแหน่ง · เริ่มบรรทัดด้วยเครื่องหมาย , เมื่อเว้นชื่อไว้เขียนด้วยมือ"
_NEED_DAY = {"required": "กรุณาระบุวันที่"}
_ROWS = {"title": 2, "preamble": 5, "aims": 5, "office_duties": 6, "school_duties": 6, "closing": 4, "place": 1}


def area_of_text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TextForm(forms.Form):
    """The office's wording; the labels are those of the printed sections."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in wording.TEXTS.items():
            short = name in ("title", "place")
            self.fields[name] = forms.CharField(
                label=label, required=name == "title", max_length=(300 if name == "title" else 200) if short else 6000,
                help_text=_LINES if name in ("aims", "office_duties", "school_duties") else "",
                widget=forms.TextInput() if short else area_of_text(_ROWS[name]),
                error_messages={"required": "กรุณาเขียนชื่อบันทึกข้อตกลง"},
            )  # fmt: skip
        self.fields["office_witnesses"] = forms.CharField(
            label="พยานฝ่ายสำนักงาน", required=False, max_length=2000, widget=area_of_text(2),
            help_text=f"{_PEOPLE} · เว้นว่างเพื่อใช้ ผอ.กลุ่มนิเทศฯ",
        )  # fmt: skip
        self.fields["school_witnesses"] = forms.CharField(
            label="พยานฝ่ายโรงเรียน", required=False, max_length=2000, widget=area_of_text(2), help_text=_PEOPLE
        )


class IssueForm(forms.Form):
    dated = ThaiDateField(label="ทำขึ้นวันที่", error_messages=_NEED_DAY)
    use_office = forms.BooleanField(
        label="ใช้ค่าเป้าหมายของเขตกับตัวชี้วัดที่โรงเรียนยังไม่กำหนด", required=False,
        help_text="ในฉบับจะระบุว่าเป็นค่าเป้าหมายของเขต",
    )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, initial={"dated": signing_day(programme, timezone.localdate())}, **kwargs)


class EditionForm(IssueForm):
    reason = forms.CharField(
        label="เหตุที่ออกฉบับใหม่", max_length=2000, widget=area_of_text(3), help_text="โรงเรียนเห็นข้อความนี้",
        error_messages={"required": "กรุณาเขียนเหตุที่ออกฉบับใหม่"},
    )  # fmt: skip


class SignersForm(forms.Form):
    """Names may be empty: the paper leaves a dotted line. A post may be of several lines."""

    office_signer = forms.CharField(label="ผู้ลงนามฝ่ายสำนักงาน", max_length=200, required=False)
    office_post = forms.CharField(label="ตำแหน่งผู้ลงนามฝ่ายสำนักงาน", max_length=300, widget=area_of_text(2))
    school_signer = forms.CharField(label="ผู้ลงนามฝ่ายโรงเรียน", max_length=200, required=False)
    school_post = forms.CharField(label="ตำแหน่งผู้ลงนามฝ่ายโรงเรียน", max_length=300, widget=area_of_text(2))
    office_witnesses = forms.CharField(
        label="พยานฝ่ายสำนักงาน", required=False, max_length=2000, widget=area_of_text(2), help_text=_PEOPLE
    )
    school_witnesses = forms.CharField(
        label="พยานฝ่ายโรงเรียน", required=False, max_length=2000, widget=area_of_text(2), help_text=_PEOPLE
    )

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        rows = list(agreement.witnesses.all())
        initial = {name: getattr(agreement, name) for name in _SIGNERS} | {
            f"{side}_witnesses": wording.lines_of((row.name, row.post) for row in rows if row.side == side)
            for side in ("office", "school")
        }
        super().__init__(*args, initial=initial, **kwargs)


_SIGNERS = ("office_signer", "office_post", "school_signer", "school_post")


class SignForm(forms.Form):
    """One side or both have signed; the school says so only for itself."""

    act = forms.ChoiceField(
        label="ลงนามแล้ว", widget=forms.RadioSelect,
        choices=[("sign", "ครบทั้งสองฝ่าย"), ("school_sign", "เฉพาะฝ่ายโรงเรียน")],
    )  # fmt: skip
    on = ThaiDateField(label="ลงนามเมื่อวันที่", error_messages=_NEED_DAY)
    upload = forms.FileField(label="ฉบับลงนาม", required=False, help_text="ถ่ายภาพทุกหน้าเป็น PDF หรือภาพถ่าย แนบภายหลังได้")

    def __init__(self, *args: Any, agreement: Agreement, office: bool, **kwargs: Any) -> None:
        initial = {"on": timezone.localdate(), "act": "sign" if agreement.state == "school" else None}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["upload"].widget.attrs["accept"] = "application/pdf,image/*"
        if not office:
            del self.fields["act"]
        elif agreement.state == Agreement.State.SCHOOL_SIGNED:
            act: Any = self.fields["act"]
            act.choices = act.choices[:1]


class MarkForm(forms.Form):
    """The day of a mark on many schools."""

    on = ThaiDateField(label="ลงนามเมื่อวันที่", help_text="", error_messages=_NEED_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)
