"""`supplies-card` the stock card of an item, or of all of them, over a fiscal year; `requisition-slip` a requisition to
be signed as it is printed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.thai.years import fiscal_label
from office.orders.queries import signer_of
from office.stores.models import Item, Movement, Requisition
from office.stores.queries import Card, cards, requisitions_containing, years_with_lines
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.rows import RowField
from reports.xlsx import Column, Sheet
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm
from schools.scope import holds_any


class CardForm(DistrictForm):
    year = forms.ChoiceField(label="ปีงบประมาณ (พ.ศ.)")
    item = forms.ModelChoiceField(
        label="รายการวัสดุ", queryset=Item.objects.none(), required=False, empty_label="ทุกรายการที่ใช้อยู่"
    )
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = years_with_lines(self.district, timezone.localdate())
        year: Any = self.fields["year"]
        year.choices = [(str(one), str(one)) for one in years]
        year.initial = str(years[0])
        item: Any = self.fields["item"]
        item.queryset = self.reader.visible(Item.objects).of_district(self.district)


class _StorePaper(DistrictDocument):
    def may_run(self, user: Any, district_code: str) -> bool:
        """Whoever of the office may ask for supplies; the rows are those the reader may see."""
        district = District.objects.filter(code=district_code).first()
        return district is not None and holds_any(user, ("desk.own", "desk.write", "desk.decide"), district=district)


class SuppliesCard(_StorePaper):
    key = "supplies-card"
    title = "บัตรวัสดุ"
    description = "รับ จ่าย และคงเหลือของวัสดุแต่ละรายการในปีงบประมาณ ยอดยกมาและยอดยกไป"
    formats = ("pdf", "xlsx")
    form_class = CardForm

    def file_name(self, context: BuildContext) -> str:
        item = context.params["item"]
        return f"{self.title} {item.name if item else 'ทุกรายการ'} {fiscal_label(int(context.params['year']))}"[:120]

    def _cards(self, context: BuildContext) -> list[Card]:
        item = context.params["item"]
        rows = context.visible(Item.objects).filter(district=self.district(context)).order_by("name_sort", "pk")
        chosen = [item] if item else list(rows)
        found = cards(chosen, int(context.params["year"]))
        if item is None:
            found = [card for card in found if card.lines or card.closing or card.item.is_active]
        if not found:
            raise DomainError("ยังไม่มีวัสดุในบัญชี", field="item")
        return found

    def pdf(self, context: BuildContext) -> Book:
        district, year = self.district(context), int(context.params["year"])
        blocks = [
            context.block(
                "documents/office/supplies_card.html",
                {"card": card, "heading": "บัตรวัสดุ", "subheading": f"{district.name} {fiscal_label(year)}"},
                title=card.item.name, wide=True, pages=1 + len(card.lines) // 20,
            )
            for card in self._cards(context)
        ]  # fmt: skip
        return Book(f"{self.title} {fiscal_label(year)}", tuple(blocks), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        district, year = self.district(context), int(context.params["year"])
        found = self._cards(context)
        heading = (f"บัตรวัสดุ {fiscal_label(year)}", district.name)
        yield Sheet(
            "รายการเคลื่อนไหว",
            (
                Column("รายการวัสดุ", 34), Column("หน่วยนับ", 10), Column("ลำดับ", 7, "number"), Column("วันที่", 14, "date"),
                Column("รายการ", 22), Column("รับจาก/จ่ายให้", 30), Column("เลขที่เอกสาร", 16),
                Column("ราคาต่อหน่วย", 12, "money"), Column("รับ", 9, "number"), Column("จ่าย", 9, "number"),
                Column("คงเหลือ", 9, "number"), Column("หมายเหตุ", 30, "wrap"),
            ),
            (
                (card.item.name, card.item.unit, line.number, line.on, line.get_kind_display(), line.party,
                 line.reference, line.price, line.came, line.went, line.balance, line.note)
                for card in found for line in card.lines
            ),
            heading=heading,
        )  # fmt: skip
        yield Sheet(
            "สรุปคงเหลือ",
            (
                Column("รหัส", 12), Column("รายการวัสดุ", 34), Column("ประเภท", 22), Column("หน่วยนับ", 10),
                Column("ยอดยกมา", 10, "number"), Column("รับ", 9, "number"), Column("จ่าย", 9, "number"),
                Column("คงเหลือ", 10, "number"), Column("ขั้นต่ำ", 9, "number"),
            ),
            (
                (card.item.code, card.item.name, card.item.get_category_display(), card.item.unit, card.carried,
                 card.came, card.went, card.closing, card.item.minimum)
                for card in found
            ),
            heading=heading,
        )  # fmt: skip


def name_of(row: Requisition) -> str:
    return f"{row} {row.purpose[:80]} · {row.requester.full_name}"


class SlipForm(DistrictForm):
    """The newest requisition the reader may see unless told."""

    requisition = RowField(
        label="ใบเบิก", queryset=Requisition.objects.none(), named=name_of,
        find=requisitions_containing, page="stores", asks="เรื่องหรือเลขที่/ปี", gone="ไม่พบใบเบิกนี้ในทะเบียนของท่าน",
    )  # fmt: skip
    digits = DigitsField()

    def rows(self) -> Any:
        found = self.reader.visible(Requisition.objects).of_district(self.district)
        return found.exclude(state=Requisition.State.CANCELLED).select_related("requester", "work_group", "decided_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["requisition"]
        field.queryset, field.initial = self.rows(), self.rows().values_list("pk", flat=True).first()


class RequisitionSlip(_StorePaper):
    key = "requisition-slip"
    title = "ใบเบิกพัสดุ"
    description = "ใบเบิกหนึ่งใบ รายการที่ขอ อนุมัติ และจ่าย พร้อมที่ลงชื่อผู้เบิก ผู้อนุมัติ ผู้จ่าย และผู้รับ"
    form_class = SlipForm

    def file_name(self, context: BuildContext) -> str:
        row: Requisition = context.params["requisition"]
        return f"ใบเบิกพัสดุ {row.number}-{row.year} {row.purpose}"[:120]

    def pdf(self, context: BuildContext) -> Book:
        row: Requisition = context.params["requisition"]
        district = self.district(context)
        lines = list(row.lines.select_related("item"))
        given = Movement.objects.filter(line__in=lines).select_related("created_by").order_by("on", "pk").last()
        data = {
            "heading": self.title, "subheading": district.name, "requisition": row, "lines": lines, "given": given,
            "signers": (_asked_and_approved(row, lines, district), _given_and_received(given, district)),
        }  # fmt: skip
        mark: Any = "draft" if row.state == Requisition.State.RETURNED else ""
        block = context.block("documents/office/requisition_slip.html", data, title=str(row), mark=mark)
        return Book(f"{self.title} {row.number}/{row.year}", (block,), digits=self.digits(context))


def _asked_and_approved(row: Requisition, lines: list[Any], district: District) -> list[dict[str, Any]]:
    asked = {
        "said": "ผู้เบิก", "name": row.requester.full_name, "post": row.requester.position,
        "date": timezone.localdate(row.asked_at),
    }  # fmt: skip
    if row.decided_at is None or lines[0].approved is None:
        return [asked, {"said": "ผู้อนุมัติ"}]
    return [asked, _by_account("ผู้อนุมัติ", row.decided_by, district, timezone.localdate(row.decided_at))]


def _given_and_received(given: Movement | None, district: District) -> list[dict[str, Any]]:
    """Of the last time something was handed out."""
    if given is None:
        return [{"said": "ผู้จ่ายพัสดุ"}, {"said": "ผู้รับพัสดุ"}]
    return [
        _by_account("ผู้จ่ายพัสดุ", given.created_by, district, given.on),
        {"said": "ผู้รับพัสดุ", "name": given.party, "date": given.on},
    ]


def _by_account(said: str, user: Any, district: District, on: date) -> dict[str, Any]:
    signer = signer_of(user, district, on)
    name = signer.name if signer else user.get_full_name()
    return {"said": said, "name": name, "post": signer.post if signer else "", "date": on}


for _document in (SuppliesCard(), RequisitionSlip()):
    register(_document)
