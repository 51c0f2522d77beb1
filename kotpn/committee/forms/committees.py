"""Forms of a committee and its powers. They explain; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from kotpn.committee.models import Committee, Power
from kotpn.committee.services.committees import RULES
from schools.models import Team

ASSUMED = "ค่าเริ่มต้นเป็นข้อสมมติของระบบ แก้ให้ตรงกับคำสั่งหรือระเบียบที่สำนักงานใช้"
# What facts §1.3 and §2 could not find in any text; the days are customs of offices.
_HELP = {
    "size": f"5–15 คนสำหรับ ก.ต.ป.น. และ อ.ก.ต.ป.น. {ASSUMED}",
    "tenure_years": f"วาระใหม่ตั้งวันสิ้นสุดให้ตามนี้ {ASSUMED}",
    "quorum_rule": f"กึ่งหนึ่งของ 9 คน คือ 5 คน {ASSUMED}",
    "quorum_number": "กรอกเมื่อเลือกจำนวนที่กำหนด",
    "meetings_per_year": ASSUMED,
    "numbering": "ครั้งที่ 1 เริ่มใหม่ทุกปีปฏิทินหรือทุกปีงบประมาณ",
    "substitutes_allowed": ASSUMED,
    "notice_days": "ตามปฏิบัติคือหนึ่งสัปดาห์",
    "minutes_days": "ตามปฏิบัติของสำนักงานคือ 3 วัน",
    "warn_days": ASSUMED,
}


def _rules() -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for name in RULES:
        model_field: Any = Committee._meta.get_field(name)
        made[name] = model_field.formfield()
        made[name].help_text = _HELP[name]
        if name in ("quorum_rule", "numbering"):
            made[name].widget = forms.RadioSelect(choices=model_field.choices)
    return made


class CommitteeForm(forms.Form):
    """A new committee; its rules are copied from the main one and changed afterwards on its own page."""

    kind = forms.ChoiceField(label="ประเภท", widget=forms.RadioSelect)
    name = forms.CharField(
        label="ชื่อเต็ม", max_length=300, help_text="ตามคำสั่งแต่งตั้ง", error_messages={"required": "กรุณากรอกชื่อคณะ"}
    )
    short_name = forms.CharField(
        label="ชื่อย่อ", max_length=80, help_text="เช่น ก.ต.ป.น. หรือ อ.ก.ต.ป.น. กลุ่มที่ 1 ใช้เรียกทั้งระบบ",
        error_messages={"required": "กรุณากรอกชื่อย่อ"},
    )  # fmt: skip

    def __init__(self, *args: Any, main: Committee | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            (value, label)
            for value, label in Committee.Kind.choices
            if not (value == Committee.Kind.MAIN and main) and not (value == Committee.Kind.SUB and not main)
        ]
        field: Any = self.fields["kind"]
        field.choices = kinds
        field.initial = Committee.Kind.SUB if main else Committee.Kind.MAIN


class RulesForm(forms.Form):
    """Names and rules of a committee; of a sub-committee also the field teams it works with."""

    name = forms.CharField(label="ชื่อเต็ม", max_length=300)
    short_name = forms.CharField(label="ชื่อย่อ", max_length=80)
    position = forms.IntegerField(label="ลำดับที่แสดง", min_value=0, max_value=999)
    teams = forms.ModelMultipleChoiceField(
        label="ทีมในพื้นที่ที่ทำงานร่วมกัน", queryset=Team.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text="เลือกทีมของกลุ่มโรงเรียนที่อนุกรรมการคณะนี้ติดตาม",
    )  # fmt: skip
    is_active = forms.BooleanField(label="ใช้งาน", required=False, help_text="เอาออกเมื่อเลิกคณะนี้ การประชุมและมติเดิมยังอ่านได้")

    def __init__(self, *args: Any, user: Any, committee: Committee, **kwargs: Any) -> None:
        initial = {name: getattr(committee, name) for name in ("name", "short_name", "position", "is_active", *RULES)}
        initial["teams"] = list(committee.teams.values_list("pk", flat=True))
        super().__init__(*args, initial=initial, **kwargs)
        active, teams = self.fields.pop("is_active"), self.fields.pop("teams")
        self.fields.update(_rules())
        if committee.kind == Committee.Kind.SUB:
            field: Any = teams
            field.queryset = Team.objects.visible_to(user).of_district(committee.district_id)
            if field.queryset:
                self.fields["teams"] = teams
        self.fields["is_active"] = active


class PowerForm(forms.Form):
    position = forms.IntegerField(label="ลำดับ", min_value=1, max_value=99)
    text = forms.CharField(
        label="อำนาจหน้าที่", max_length=2000, widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "กรุณาเขียนอำนาจหน้าที่"},
    )  # fmt: skip
    legal_reference = forms.CharField(label="อ้างอิงกฎหมาย", max_length=300, required=False)
    certainty = forms.CharField(
        label="ความแน่ชัดของถ้อยคำ", max_length=300, required=False, help_text="เช่น ตรวจกับราชกิจจานุเบกษาแล้ว เมื่อวันที่ …"
    )
    starts_on = ThaiDateField(label="ใช้ตั้งแต่", error_messages={"required": "กรุณาระบุวันที่เริ่มใช้"})
    ends_on = ThaiDateField(
        label="ใช้ถึง", required=False, help_text="เว้นว่างถ้ายังใช้อยู่ เมื่อระเบียบเปลี่ยนให้ใส่วันสุดท้าย แล้วเพิ่มข้อใหม่"
    )

    @staticmethod
    def of(power: Power) -> dict[str, Any]:
        """Initial values of an existing one."""
        names = ("position", "text", "legal_reference", "certainty", "starts_on", "ends_on")
        return {name: getattr(power, name) for name in names}
