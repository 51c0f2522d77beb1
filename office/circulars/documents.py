"""`circular-receipts`: everyone a circular went to, and when and by whom it was read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from core.thai.dates import thai_date
from office.circulars.models import Circular, Receipt
from office.circulars.permissions import WRITERS
from office.circulars.queries import receipts_of, standing_of
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.rows import RowField
from reports.xlsx import Column, Sheet
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm
from schools.scope import holds_any


class ReceiptsForm(DistrictForm):
    """The newest circular sent unless told."""

    circular = RowField(
        label="หนังสือเวียน", queryset=Circular.objects.none(), find=lambda rows, text: rows.containing(text),
        page="circulars", asks="เรื่อง ข้อความ หรือเลขที่/ปี", gone="ไม่พบหนังสือเวียนที่ส่งแล้วฉบับนี้",
    )  # fmt: skip
    unread = forms.BooleanField(label="เฉพาะผู้ที่ยังไม่รับทราบ", required=False)
    digits = DigitsField()

    def rows(self) -> Any:
        found = self.reader.visible(Circular.objects).of_district(self.district)
        return found.exclude(state=Circular.State.DRAFT).select_related("district", "sent_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.rows().order_by("-sent_at", "-pk")
        field: Any = self.fields["circular"]
        field.queryset, field.initial = rows, rows.values_list("pk", flat=True).first()


class CircularReceipts(DistrictDocument):
    key = "circular-receipts"
    title = "รายชื่อผู้รับทราบหนังสือเวียน"
    description = "คนในสำนักงานและโรงเรียนทุกรายที่ได้รับหนังสือเวียนฉบับหนึ่ง วันเวลาที่รับทราบ และผู้รับทราบ"
    formats = ("pdf", "xlsx")
    form_class = ReceiptsForm

    def may_run(self, user: Any, district_code: str) -> bool:
        district = District.objects.filter(code=district_code).first()
        return district is not None and holds_any(user, WRITERS, district=district.pk)

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['circular'].title}"[:120]

    def _rows(self, context: BuildContext) -> list[Receipt]:
        rows = receipts_of(context.params["circular"])
        return list(rows.unread() if context.params["unread"] else rows)

    def _lines(self, context: BuildContext) -> tuple[str, ...]:
        """What stands under the title."""
        found: Circular = context.params["circular"]
        standing = standing_of(found)
        sent = thai_date(timezone.localdate(found.sent_at), "full") if found.sent_at else ""
        lines = [f"{found.reference} ส่งเมื่อ {sent}", found.title]
        return (*lines, f"รับทราบแล้ว {standing.read} จาก {standing.asked} ราย ยังไม่รับทราบ {standing.unread} ราย")

    def pdf(self, context: BuildContext) -> Book:
        rows = self._rows(context)
        parts = (
            ("คนในสำนักงาน", [row for row in rows if row.person_id]),
            ("โรงเรียน", [row for row in rows if row.school_id]),
        )
        data = {"heading": self.title, "lines": self._lines(context), "parts": [part for part in parts if part[1]]}
        block = context.block("documents/office/circular_receipts.html", data, title=self.title)
        return Book(self.title, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        columns = (
            Column("ที่", 7, "number"), Column("ผู้รับ", 42), Column("กลุ่ม", 28), Column("สถานะ", 16),
            Column("รับทราบเมื่อ", 20, "datetime"), Column("โดย", 32), Column("เตือนล่าสุด", 14, "date"),
        )  # fmt: skip
        rows = (
            (place, name_of(row), cluster_of(row), "รับทราบแล้ว" if row.read_at else "ยังไม่รับทราบ", row.read_at,
             str(row.read_by) if row.read_by else "", row.reminded_on)
            for place, row in enumerate(self._rows(context), start=1)
        )  # fmt: skip
        yield Sheet("การรับทราบ", columns, rows, heading=(self.title, *self._lines(context)))


def name_of(row: Receipt) -> str:
    return row.person.full_name if row.person is not None else row.school.name if row.school is not None else ""


def cluster_of(row: Receipt) -> str:
    if row.school is None:
        return "สำนักงาน"
    return row.school.cluster.name if row.school.cluster is not None else ""


register(CircularReceipts())
