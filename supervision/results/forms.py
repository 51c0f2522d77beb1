"""Forms of evaluations. They explain and narrow choices; services decide."""

from typing import Any

from django import forms

from core.fields import ThaiDateField
from schools.models import Cluster, Person, School, Team
from supervision.improvement.models import Programme
from supervision.indicators.models import Indicator
from supervision.results.models import Evaluation, Moderation
from supervision.results.services.setting import RULES, tie_choices


class SettingsForm(forms.Form):
    """The rules of an evaluation."""

    opens_on = ThaiDateField(label="เปิดประเมิน")
    closes_on = ThaiDateField(label="ปิดประเมิน")
    assessors_wanted = forms.IntegerField(
        label="ผู้ประเมินต่อโรงเรียนอย่างน้อย (คน)", min_value=1, max_value=20,
        help_text="โรงเรียนที่ผู้ประเมินส่งไม่ถึงจำนวนนี้ยังไม่มีคะแนนรวม",
    )  # fmt: skip
    spread_limit = forms.DecimalField(
        label="คะแนนต่างกันได้ไม่เกิน (ร้อยละของคะแนนเต็ม)", min_value=0, max_value=100, decimal_places=2,
        help_text="เกินนี้ต้องตกลงคะแนนร่วมกันก่อน เช่น คะแนนเต็ม 5 ต่างกัน 1 คะแนนคือร้อยละ 20",
    )  # fmt: skip
    rank_by = forms.ChoiceField(
        label="จัดลำดับ", choices=Evaluation.RankBy, help_text="ขนาดนับจากจำนวนนักเรียนของปีการศึกษาที่ใช้ข้อมูล"
    )
    tie_by = forms.ChoiceField(
        label="เมื่อคะแนนเท่ากัน", required=False, help_text="ไม่เรียงต่อ หมายถึงได้ลำดับเดียวกันแล้วข้ามลำดับถัดไป เช่น 1, 2, 2, 4"
    )
    shown = forms.ChoiceField(label="เมื่อเผยแพร่", choices=Evaluation.Shown, widget=forms.RadioSelect)

    def __init__(self, *args: Any, programme: Programme, standing: Evaluation | None, **kwargs: Any) -> None:
        initial = {}
        if standing is not None:
            initial = {name: getattr(standing, name) for name in RULES}
        else:
            initial = {
                "opens_on": programme.starts_on, "closes_on": programme.ends_on, "assessors_wanted": 2,
                "spread_limit": 20, "rank_by": "size", "shown": "own",
            }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        ties: Any = self.fields["tie_by"]
        ties.choices = tie_choices(programme)


class AssessorsForm(forms.Form):
    """Who judges which schools: picked people, a whole team, or everybody of a committee."""

    people = forms.ModelMultipleChoiceField(
        label="บุคลากรของสำนักงาน", queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    other = forms.ModelChoiceField(
        label="หรือบุคลากรของโรงเรียน", queryset=Person.objects.none(), required=False, empty_label="ไม่เลือก"
    )
    team = forms.ModelChoiceField(label="หรือทั้งทีม", queryset=Team.objects.none(), required=False, empty_label="ไม่ใช้ทีม")
    committee = forms.ChoiceField(
        label="หรือทั้งคณะ", required=False,
        choices=[("", "ไม่ใช้คณะ"), ("committee_member", "กรรมการ ก.ต.ป.น."), ("subcommittee_member", "อ.ก.ต.ป.น.")],
    )  # fmt: skip
    standing = forms.CharField(
        label="ในฐานะ", max_length=200, required=False, help_text="เช่น ก.ต.ป.น., อ.ก.ต.ป.น., ศึกษานิเทศก์"
    )
    cluster = forms.ModelChoiceField(
        label="ประเมินกลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False, empty_label="ทุกกลุ่ม"
    )
    school = forms.ModelChoiceField(
        label="หรือเฉพาะโรงเรียน", queryset=School.objects.none(), required=False, empty_label="ไม่เจาะจง",
        help_text="ไม่เลือกทั้งกลุ่มและโรงเรียน หมายถึงทุกโรงเรียน ระบบเว้นโรงเรียนที่ผู้ประเมินปฏิบัติงานอยู่ให้เอง",
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        district = programme.district

        def narrow(name: str, rows: Any) -> None:
            found: Any = self.fields[name]
            found.queryset = rows

        people = Person.objects.visible_to(user).of_district(district).working().eligible_for_teams()
        narrow("people", people.of_office().order_by("name_sort"))
        narrow("other", people.filter(school__isnull=False).order_by("name_sort"))
        narrow("team", Team.objects.visible_to(user).of_district(district).order_by("name"))
        narrow("cluster", Cluster.objects.visible_to(user).of_district(district).order_by("name_sort"))
        schools = School.objects.visible_to(user).filter(
            pk__in=programme.participations.counted().values("school")
        )  # fmt: skip
        narrow("school", schools.order_by("name_sort"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not any(values.get(name) for name in ("people", "other", "team", "committee")):
            self.add_error("people", "กรุณาเลือกผู้ประเมิน ทีม หรือคณะ อย่างน้อยหนึ่งอย่าง")
        return values


class ModerateForm(forms.Form):
    """The value people agreed on."""

    value = forms.DecimalField(label="คะแนนที่ตกลงกัน")
    reason = forms.CharField(
        label="เหตุผล", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "กรุณาเขียนเหตุผลที่ตกลงคะแนนนี้"},
    )  # fmt: skip

    def __init__(self, *args: Any, indicator: Indicator, held: Moderation | None, **kwargs: Any) -> None:
        initial = {"value": held.value.normalize(), "reason": held.reason} if held else {}
        super().__init__(*args, initial=initial, **kwargs)
        low, high = indicator.lowest.normalize(), indicator.highest.normalize()
        self.fields["value"].help_text = f"ตั้งแต่ {low:f} ถึง {high:f} {indicator.unit}".strip()


class PublishForm(forms.Form):
    """Publish; the reason is asked where schools are not complete or something published is corrected."""

    reason = forms.CharField(
        label="เหตุผล", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="ต้องเขียนเมื่อยังมีโรงเรียนที่ประเมินไม่ครบ หรือเมื่อแก้ไขผลที่เผยแพร่แล้ว",
    )  # fmt: skip
