"""`monthly-items`: what the work groups sent for a month's meeting, to be laid before it."""

from typing import Any

from django import forms

from office.errands.models import ItemCall
from office.errands.permissions import ASKERS
from office.errands.queries import items_by_group
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm
from schools.scope import holds_any


class MonthlyForm(DistrictForm):
    call = forms.ModelChoiceField(label="การประชุมประจำเดือน", queryset=ItemCall.objects.none())
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(ItemCall.objects).filter(district=self.district).order_by("-month")
        field: Any = self.fields["call"]
        field.queryset = rows
        field.initial = rows.values_list("pk", flat=True).first()


class MonthlyItems(DistrictDocument):
    key = "monthly-items"
    title = "เรื่องเข้าประชุมประจำเดือน"
    description = "เรื่องเพื่อทราบและเพื่อพิจารณาที่กลุ่มงานส่ง ตามลำดับวาระ และกลุ่มงานที่ไม่มีเรื่อง"
    formats = ("pdf",)
    form_class = MonthlyForm

    def may_run(self, user: Any, district_code: str) -> bool:
        district = District.objects.filter(code=district_code).first()
        return district is not None and holds_any(user, ASKERS, district=district.pk)

    def pdf(self, context: BuildContext) -> Book:
        call: ItemCall = context.params["call"]
        groups = items_by_group(call)
        items = list(call.items.to_be_taken().select_related("work_group"))
        data = {
            "heading": str(call), "subheading": self.district(context).name, "call": call,
            "parts": [
                (word, [item for item in items if item.kind == kind])
                for kind, word in (("inform", "เรื่องเพื่อทราบ"), ("consider", "เรื่องเพื่อพิจารณา"))
            ],
            "nothing": [str(one.group) for one in groups if one.has_none],
            "silent": [str(one.group) for one in groups if one.is_silent],
        }  # fmt: skip
        block = context.block("documents/office/monthly_items.html", data, title=str(call))
        return Book(str(call), (block,), digits=self.digits(context))


register(MonthlyItems())
