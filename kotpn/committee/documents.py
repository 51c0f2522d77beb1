"""`committee-list` ทำเนียบ of a committee: its order and tenure, members by category, sub-committees, powers."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.thai.dates import thai_date
from kotpn.committee.models import Committee, Member
from kotpn.committee.queries import by_category, current_tenure, members_on, powers_on
from reports.base import Book, BuildContext
from reports.registry import register
from schools.printing import DistrictDocument, PrintedForm


class CommitteeListForm(PrintedForm):
    """`committee`: the main one unless told; `on`: the day whose members are printed."""

    committee = forms.ModelChoiceField(label="องค์คณะ", queryset=Committee.objects.none())
    on = ThaiDateField(label="ณ วันที่", required=False)
    contacts = forms.BooleanField(
        label="พิมพ์โทรศัพท์และอีเมล", required=False, help_text="เฉพาะเมื่อจำเป็นต้องใช้ติดต่อ เป็นข้อมูลส่วนบุคคล"
    )
    field_order = ("committee", "on", "contacts", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Committee.objects).filter(district=self.district)
        field: Any = self.fields["committee"]
        field.queryset = rows
        main = rows.filter(kind=Committee.Kind.MAIN, is_active=True).first() or rows.first()
        field.initial = main.pk if main else None
        self.fields["on"].initial = timezone.localdate()


class CommitteeList(DistrictDocument):
    key = "committee-list"
    title = "ทำเนียบองค์คณะ"
    description = "คำสั่ง วาระ กรรมการแยกตามประเภทพร้อมหน้าที่และตำแหน่ง อนุกรรมการ และอำนาจหน้าที่"
    formats = ("pdf",)
    form_class = CommitteeListForm

    def file_name(self, context: BuildContext) -> str:
        return f"ทำเนียบ {context.params['committee'].short_name}"

    def pdf(self, context: BuildContext) -> Book:
        committee = context.params["committee"]
        on = context.params.get("on") or timezone.localdate()
        contacts = bool(context.params.get("contacts"))
        subs = context.visible(Committee.objects).filter(parent=committee, is_active=True)
        data = {
            "heading": f"ทำเนียบ{committee.name}",
            "subheading": self.district(context).name,
            "part": _part(committee, on, contacts),
            "subs": [_part(row, on, contacts) for row in subs],
            "powers": powers_on(committee.district_id, on) if committee.kind == Committee.Kind.MAIN else [],
            "contacts": contacts,
            "thai": self.digits(context) == "thai",
        }
        title = f"ทำเนียบ {committee.short_name}"
        foot = f"ข้อมูล ณ วันที่ {thai_date(on, 'short')}"
        block = context.block("documents/kotpn/committee_list.html", data, title=title, foot=foot)
        return Book(title, (block,), digits=self.digits(context))


def _part(committee: Committee, on: Any, contacts: bool) -> dict[str, Any]:
    """A committee and its members that day, numbered through the categories in order of precedence."""
    members = members_on(committee, on)
    numbers = {row.pk: place for place, row in enumerate(members, 1)}
    groups = [
        (word, [{"number": numbers[row.pk], "row": row, **(_contact(row) if contacts else {})} for row in rows])
        for word, rows in by_category(members)
    ]
    return {
        "committee": committee, "tenure": current_tenure(committee, on), "groups": groups, "total": len(members),
        "counting": sum(row.counts for row in members),
    }  # fmt: skip


def _contact(member: Member) -> dict[str, str]:
    who: Any = member.person or member.outside
    return {"phone": who.phone, "email": who.email}


register(CommitteeList())
