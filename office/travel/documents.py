"""`travel-request` the memo that asks for a trip, to be signed as printed; `trip-report` the memo of what came of it;
`travel-summary` days by person of a fiscal year or of one month."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.thai.dates import date_range, thai_date
from core.thai.years import fiscal_label, fiscal_months
from office.orders.documents import DeskDocument
from office.travel.models import Trip
from office.travel.queries import MonthPage, YearTable, month_page, outings_of_trip, when_text, year_table
from office.travel.queries.days import month_end
from office.travel.queries.lists import containing, length_text, years_of
from office.travel.querysets import COUNTED
from office.travel.signing import approver_of
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from reports.rows import RowField
from reports.xlsx import Column, Sheet
from schools.printing import DistrictForm, memo_head

_DOTS = "." * 60


def name_of(trip: Trip) -> str:
    days = date_range(trip.starts_on, trip.ends_on)
    return f"{trip.number}/{trip.year} {trip.purpose[:80]} · {trip.lead.full_name} · {days}"


class TripForm(DistrictForm):
    """The newest reported trip unless told."""

    trip = RowField(
        label="การไปราชการ", queryset=Trip.objects.none(), named=name_of, find=containing, page="travel",
        asks="เรื่อง ผู้เดินทาง โรงเรียน หรือเลขที่/ปี", gone="ไม่พบการไปราชการครั้งนี้ในทะเบียนของท่าน",
    )  # fmt: skip
    digits = DigitsField()

    def rows(self) -> Any:
        found = self.reader.visible(Trip.objects).of_district(self.district)
        rows = found.exclude(state=Trip.State.CANCELLED).prefetch_related("people__person", "schools")
        return rows.select_related(
            "district__settings", "lead", "report__seen_by", "decided_by", "order__district", "project"
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["trip"]
        field.queryset, field.initial = self.rows(), self.newest()

    def newest(self) -> int | None:
        keys = self.rows().order_by("-report__written_at", "-pk").values_list("pk", flat=True)
        found: int | None = keys.filter(report__isnull=False).first() or keys.first()
        return found


class RequestForm(TripForm):
    """The newest asked for unless told."""

    def newest(self) -> int | None:
        found: int | None = self.rows().order_by("-asked_at", "-pk").values_list("pk", flat=True).first()
        return found


class TravelRequest(DeskDocument):
    key = "travel-request"
    title = "บันทึกข้อความขออนุญาตไปราชการ"
    description = "ขออนุญาตไปราชการครั้งหนึ่งถึงผู้มีอำนาจอนุญาต ลายมือชื่อผู้ขอ และบรรทัดคำสั่งให้ลงนาม"
    form_class = RequestForm

    def file_name(self, context: BuildContext) -> str:
        trip: Trip = context.params["trip"]
        return f"ขออนุญาตไปราชการ {trip.number}-{trip.year} {trip.purpose}"[:120]

    def pdf(self, context: BuildContext) -> Book:
        trip: Trip = context.params["trip"]
        district = self.district(context)
        approver = approver_of(trip, district)
        data = {
            "trip": trip, "people": [row.person for row in trip.people.all()], "length": length_text(trip),
            "memo": memo_head(
                district, subject="ขออนุญาตไปราชการ", to=approver.address or _DOTS, day=timezone.localdate(trip.asked_at)
            ),
            "askers": [{"name": trip.lead.full_name, "post": trip.lead.position, "undated": True}],
            "allowed": trip.state in COUNTED,
            "approvers": [{"name": approver.name, "post": approver.post, "date": approver.day}],
        }  # fmt: skip
        mark: Any = "draft" if trip.state == Trip.State.RETURNED else ""
        block = context.block("documents/office/travel_request.html", data, title=str(trip), mark=mark)
        return Book(f"ขออนุญาตไปราชการ {trip.number}/{trip.year}", (block,), digits=self.digits(context))


class TripReportPaper(DeskDocument):
    key = "trip-report"
    title = "รายงานการไปราชการ"
    description = "บันทึกข้อความรายงานผลการไปราชการ ผู้เดินทาง วันเวลา สถานที่ สิ่งที่ดำเนินการ และลายมือชื่อ"
    formats = ("pdf",)
    form_class = TripForm

    def file_name(self, context: BuildContext) -> str:
        trip: Trip = context.params["trip"]
        return f"รายงานการไปราชการ {trip.number}-{trip.year} {trip.purpose}"[:120]

    def pdf(self, context: BuildContext) -> Book:
        trip: Trip = context.params["trip"]
        district = self.district(context)
        report = getattr(trip, "report", None)
        people = [row.person for row in trip.people.all()]
        data = {
            "trip": trip, "report": report, "people": people, "when": when_text(trip),
            "outings": outings_of_trip(context.reader.user, trip) if context.reader.user else [],
            "memo": memo_head(
                district, subject="รายงานการไปราชการ", to=f"ผู้อำนวยการ{district.name}",
                day=timezone.localdate(report.written_at) if report else None,
            ),
            "signers": [
                {"said": "ผู้รายงาน", "name": trip.lead.full_name, "post": trip.lead.position, "undated": True},
                {
                    "said": "รับทราบ",
                    "name": report.seen_by.get_full_name() if report and report.seen_by else "",
                    "date": timezone.localdate(report.seen_at) if report and report.seen_at else None,
                },
            ],
        }  # fmt: skip
        mark: Any = "" if report else "draft"
        block = context.block("documents/office/trip_report.html", data, title=str(trip), mark=mark)
        return Book(f"{self.title} {trip.number}/{trip.year}", (block,), digits=self.digits(context))


class SummaryForm(DistrictForm):
    year = forms.ChoiceField(label="ปีงบประมาณ (พ.ศ.)")
    month = forms.TypedChoiceField(label="เดือน", required=False, coerce=int, empty_value=None)
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = years_of(self.district, timezone.localdate())
        year: Any = self.fields["year"]
        year.choices = [(str(one), str(one)) for one in years]
        year.initial = str(years[0])
        month: Any = self.fields["month"]
        names = [(str(one.month), thai_date(one, "month").split("\u00a0")[0]) for one in fiscal_months(years[0])]
        month.choices = [("", "ทั้งปีงบประมาณ"), *names]


class TravelSummary(DeskDocument):
    key = "travel-summary"
    title = "สรุปวันไปราชการ"
    description = "วันไปราชการรายบุคคลรายเดือนของปีงบประมาณ หรือรายการไปราชการของเดือนหนึ่ง"
    formats = ("pdf", "xlsx")
    form_class = SummaryForm

    def _month(self, context: BuildContext) -> date | None:
        wanted = context.params["month"]
        months = fiscal_months(int(context.params["year"]))
        return next((one for one in months if one.month == wanted), None)

    def _of(self, context: BuildContext) -> str:
        month = self._month(context)
        return f"เดือน{thai_date(month, 'month')}" if month else fiscal_label(int(context.params["year"]))

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {self._of(context)}"

    def _pages(self, context: BuildContext) -> tuple[YearTable, MonthPage | None]:
        district, month = self.district(context), self._month(context)
        page = month_page(district, month, month_end(month)) if month else None
        return year_table(district, int(context.params["year"])), page

    def pdf(self, context: BuildContext) -> Book:
        table, page = self._pages(context)
        data = {"heading": self.title, "subheading": f"{self.district(context).name} {self._of(context)}"}
        template = "travel_month" if page else "travel_year"
        block = context.block(
            f"documents/office/{template}.html", {**data, "page": page, "found": table}, title=self.title, wide=True
        )
        return Book(f"{self.title} {self._of(context)}", (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        table, page = self._pages(context)
        heading = (f"{self.title} {self._of(context)}", self.district(context).name)
        if page is None:
            yield Sheet(
                "รายบุคคลรายเดือน",
                (
                    Column("ชื่อ-สกุล", 30), Column("ตำแหน่ง", 26),
                    *(Column(thai_date(month, "month_short"), 10, "number") for month in table.months),
                    Column("รวม (วัน)", 10, "number"), Column("ครั้ง", 8, "number"),
                ),
                (
                    (row.person.full_name, row.person.position, *(halves / 2 for halves in row.months), row.halves / 2,
                     row.trips)
                    for row in table.rows
                ),
                heading=heading,
            )  # fmt: skip
            return
        yield Sheet(
            "รายบุคคล",
            (Column("ชื่อ-สกุล", 30), Column("ตำแหน่ง", 26), Column("วัน", 8, "number"), Column("ครั้ง", 8, "number")),
            ((row.person.full_name, row.person.position, row.halves / 2, len(row.trips)) for row in page.rows),
            heading=heading,
        )
        yield Sheet(
            "รายการ",
            (
                Column("ชื่อ-สกุล", 30), Column("เลขที่", 10), Column("ตั้งแต่", 14, "date"), Column("ถึง", 14, "date"),
                Column("ไปราชการเพื่อ", 44, "wrap"), Column("สถานที่", 36, "wrap"), Column("วันในเดือนนี้", 12, "number"),
                Column("สถานะ", 14),
            ),
            (
                (row.person.full_name, f"{trip.number}/{trip.year}", trip.starts_on, trip.ends_on, trip.purpose,
                 trip.places, halves / 2, str(trip.get_state_display()))
                for row in page.rows for trip, halves in row.trips
            ),
            heading=heading,
        )  # fmt: skip


for _document in (TravelRequest(), TripReportPaper(), TravelSummary()):
    register(_document)
