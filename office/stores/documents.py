"""`supplies-card`: the stock card of an item, or of all of them, over a fiscal year."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.thai.years import fiscal_label
from office.stores.models import Item
from office.stores.queries import Card, cards, years_with_lines
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
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


class SuppliesCard(DistrictDocument):
    key = "supplies-card"
    title = "บัตรวัสดุ"
    description = "รับ จ่าย และคงเหลือของวัสดุแต่ละรายการในปีงบประมาณ ยอดยกมาและยอดยกไป"
    formats = ("pdf", "xlsx")
    form_class = CardForm

    def may_run(self, user: Any, district_code: str) -> bool:
        """Whoever of the office may ask for supplies sees what there is of them."""
        district = District.objects.filter(code=district_code).first()
        return district is not None and holds_any(user, ("desk.own", "desk.write", "desk.decide"), district=district)

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
                Column("ราคาต่อหน่วย", 12, "score"), Column("รับ", 9, "number"), Column("จ่าย", 9, "number"),
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


register(SuppliesCard())
