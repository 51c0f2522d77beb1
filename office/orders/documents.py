"""`order` and `announcement` with their annex; `order-register` of a year as PDF and XLSX."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from core.thai.dates import thai_date
from office.orders.models import Order
from office.orders.queries import (
    containing,
    groups_of,
    long_day,
    number_year,
    replacing_words,
    settings_of,
    valid_words,
    years_of,
)
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.rows import RowField
from reports.xlsx import Column, Sheet
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm, memo_head
from schools.scope import holds

_BLANK_DAY = "........ .................... พ.ศ. ............"


class OrderForm(DistrictForm):
    """The newest issued of the kind unless told; those without a number yet come first."""

    kind: ClassVar[str] = Order.Kind.ORDER
    order = RowField(
        label="คำสั่ง", queryset=Order.objects.none(), find=containing, page="orders",
        asks="เรื่อง ชื่อ หรือเลขที่/ปี", gone="ไม่พบฉบับนี้ในทะเบียนของท่าน",
    )  # fmt: skip
    digits = DigitsField()

    def rows(self) -> Any:
        found = self.reader.visible(Order.objects).of_district(self.district).filter(kind=self.kind)
        return found.select_related("district__settings", "supersedes__district")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        newest = self.rows().issued().order_by("-dated", "-pk").values_list("pk", flat=True)
        field: Any = self.fields["order"]
        field.label = Order.Kind(self.kind).label
        field.queryset, field.initial = self.rows(), newest.first()


class AnnouncementForm(OrderForm):
    kind = Order.Kind.ANNOUNCEMENT


class DeskDocument(DistrictDocument):
    """A paper of the office's desk: the office reads it, and the clerk who keeps the register."""

    def may_run(self, user: Any, district_code: str) -> bool:
        district = District.objects.filter(code=district_code).first()
        return super().may_run(user, district_code) or (
            district is not None and holds(user, "desk.write", district=district.pk)
        )


class _OrderDocument(DeskDocument):
    formats = ("pdf",)

    def file_name(self, context: BuildContext) -> str:
        found: Order = context.params["order"]
        return f"{found.reference} {found.title}"[:120]

    def pdf(self, context: BuildContext) -> Book:
        found: Order = context.params["order"]
        district = self.district(context)
        data = order_data(found, district)
        mark: Any = "draft" if found.state == Order.State.DRAFT else ""
        blocks = [context.block("documents/office/order.html", data, title=str(found), mark=mark)]
        if data["groups"]:
            title = f"บัญชีแนบท้าย{found.get_kind_display()}"
            blocks.append(context.block("documents/office/annex.html", data, title=title, mark=mark))
        return Book(str(found), tuple(blocks), digits=self.digits(context))


def order_data(found: Order, district: District) -> dict[str, Any]:
    """What the two templates read; paragraphs are the lines of the texts, then what the register adds."""
    prints_number = found.kind == Order.Kind.ORDER or settings_of(district).number_on_announcements
    texts = [found.preamble, found.body, replacing_words(found), valid_words(found.effective_on, found.ends_on)]
    return {
        "order": found, "office": district.name, "garuda": memo_head(district, subject="", to="")["garuda"],
        "number": _number(found) if prints_number else "",
        "paragraphs": [line.strip() for text in texts for line in text.splitlines() if line.strip()],
        "day": long_day(found.dated) if found.dated else _BLANK_DAY,
        "posts": found.signer_post.splitlines() or [f"ผู้อำนวยการ{district.name}"],
        "groups": [
            {"heading": group.heading, "duties": [line.strip() for line in group.duty.splitlines() if line.strip()],
             "people": list(group.people.all())}
            for group in groups_of(found)
        ],
    }  # fmt: skip


def _number(found: Order) -> str:
    return f"{found.number}/{found.year}" if found.number else "......../............"


class OrderPaper(_OrderDocument):
    key = "order"
    title = "คำสั่ง"
    description = "คำสั่งสำนักงานเขตพื้นที่การศึกษา พร้อมบัญชีแนบท้าย ร่างที่ยังไม่ออกเลขที่พิมพ์คำว่าร่าง"
    form_class = OrderForm


class AnnouncementPaper(_OrderDocument):
    key = "announcement"
    title = "ประกาศ"
    description = "ประกาศสำนักงานเขตพื้นที่การศึกษา พร้อมบัญชีแนบท้าย ร่างที่ยังไม่ออกเลขที่พิมพ์คำว่าร่าง"
    form_class = AnnouncementForm


class RegisterForm(DistrictForm):
    year = forms.ChoiceField(label="ปีของเลขที่ (พ.ศ.)")
    kind = forms.ChoiceField(label="ชนิด", choices=[("", "คำสั่งและประกาศ"), *Order.Kind.choices], required=False)
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = years_of(self.reader.visible(Order.objects).of_district(self.district))
        if not years:
            years = [number_year(self.district, timezone.localdate())]
        field: Any = self.fields["year"]
        field.choices = [(str(year), str(year)) for year in years]
        field.initial = str(years[0])


class OrderRegister(DeskDocument):
    key = "order-register"
    title = "ทะเบียนคำสั่งและประกาศ"
    description = "ทุกฉบับของปีเรียงตามเลขที่ พร้อมผู้ลงนาม ฉบับที่ถูกแทนและที่ยกเลิก"
    formats = ("pdf", "xlsx")
    form_class = RegisterForm

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['year']}"

    def _rows(self, context: BuildContext, kind: str) -> list[Order]:
        rows = context.visible(Order.objects).filter(
            district=self.district(context), kind=kind, year=int(context.params["year"]), number__isnull=False
        )
        return list(rows.prefetch_related("superseded_by").order_by("number"))

    def _kinds(self, context: BuildContext) -> list[str]:
        return [context.params["kind"]] if context.params["kind"] else list(Order.Kind.values)

    def pdf(self, context: BuildContext) -> Book:
        district, year = self.district(context), context.params["year"]
        blocks = []
        for kind in self._kinds(context):
            heading = f"ทะเบียน{Order.Kind(kind).label}"
            rows = [
                {"number": f"{row.number}/{row.year}", "dated": row.dated, "title": row.title,
                 "signer": row.signer_name, "note": note_of(row)}
                for row in self._rows(context, kind)
            ]  # fmt: skip
            data = {"heading": heading, "subheading": f"{district.name} ปี {year}", "rows": rows}
            blocks.append(context.block("documents/office/register.html", data, title=heading, wide=True))
        return Book(f"{self.title} {year}", tuple(blocks), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        district, year = self.district(context), context.params["year"]
        columns = (
            Column("เลขที่", 8, "number"), Column("ปี (พ.ศ.)", 9), Column("ลงวันที่", 14, "date"), Column("เรื่อง", 60, "wrap"),
            Column("ว่าด้วย", 22), Column("ผู้ลงนาม", 28), Column("มีผลตั้งแต่", 14, "date"), Column("ถึง", 14, "date"),
            Column("หมายเหตุ", 40, "wrap"),
        )  # fmt: skip
        for kind in self._kinds(context):
            yield Sheet(
                Order.Kind(kind).label, columns,
                (
                    (row.number, str(row.year), row.dated, row.title, row.get_about_display(), row.signer_name,
                     row.effective_on, row.ends_on, note_of(row))
                    for row in self._rows(context, kind)
                ),
                heading=(f"ทะเบียน{Order.Kind(kind).label} ปี {year}", district.name),
            )  # fmt: skip


def note_of(row: Order) -> str:
    """Why a number of the register is no longer in force."""
    if row.state == Order.State.CANCELLED:
        return f"ยกเลิก: {row.cancel_reason}"
    later = row.later
    return f"ยกเลิกโดย{later.reference} ลงวันที่ {thai_date(later.dated, 'short')}" if later else ""


for _document in (OrderPaper(), AnnouncementPaper(), OrderRegister()):
    register(_document)
