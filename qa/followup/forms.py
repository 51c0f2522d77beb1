"""Forms of a follow-up. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from qa.followup.models import FollowUp
from schools.models import School


class BeginForm(forms.Form):
    school = forms.ModelChoiceField(
        label="โรงเรียน", queryset=School.objects.none(), empty_label="เลือกโรงเรียน",
        error_messages={"required": "กรุณาเลือกโรงเรียน"},
    )  # fmt: skip
    form = forms.ChoiceField(label="แบบ", choices=FollowUp.Form.choices, widget=forms.RadioSelect, initial="7.1")
    done_on = ThaiDateField(label="วันที่ดำเนินการ", error_messages={"required": "กรุณาระบุวันที่ดำเนินการ"})
    round_no = forms.IntegerField(label="ครั้งที่", min_value=1, max_value=20, initial=1)

    def __init__(self, *args: Any, user: Any, district: Any, **kwargs: Any) -> None:
        initial = {"done_on": timezone.localdate(), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["school"]
        field.queryset = (
            School.objects.visible_to(user).of_district(district).open_on(timezone.localdate()).order_by("name_sort")
        )


class RecordForm(forms.Form):
    """What stands around the items of the form."""

    done_on = ThaiDateField(label="วันที่ดำเนินการ", required=False)
    exemplary = forms.BooleanField(label="เป็นแบบอย่างแก่โรงเรียนอื่นได้", required=False)
    exemplary_in = forms.CharField(label="เป็นแบบอย่างในเรื่อง", max_length=300, required=False)

    def __init__(self, *args: Any, found: FollowUp, **kwargs: Any) -> None:
        initial = {name: getattr(found, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["done_on"]
        field.needed_to_send = True  # a draft may lack it; it is not marked as optional either
        if found.form == FollowUp.Form.REPORT:
            del self.fields["exemplary"], self.fields["exemplary_in"]


class AcknowledgeForm(forms.Form):
    comment = forms.CharField(
        label="ความเห็นของโรงเรียน", required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
