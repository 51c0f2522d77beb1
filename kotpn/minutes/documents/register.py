"""`resolution-register` ทะเบียนมติที่ประชุม: PDF across the page and a workbook; or one resolution with its progress."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from kotpn.committee.models import Committee
from kotpn.minutes.documents.minutes import OfMinutes
from kotpn.minutes.models import Resolution
from reports.base import Book, BuildContext, Sheet
from reports.xlsx import Column
from schools.printing import PrintedForm

ROWS_A_PAGE = 12
_STAGES = [("", "ทุกสถานะ"), ("open", "ยังไม่ปิด"), *Resolution.State.choices[2:]]


class RegisterForm(PrintedForm):
    """Everything the reader sees unless narrowed; `resolution` prints that one alone."""

    committee = forms.ModelChoiceField(Committee.objects.none(), label="องค์คณะ", required=False, empty_label="ทุกคณะ")
    year = forms.TypedChoiceField(label="ปีของเลขมติ", coerce=int, required=False, empty_value=None)
    state = forms.ChoiceField(label="สถานะ", choices=_STAGES, required=False)
    resolution = forms.ModelChoiceField(
        Resolution.objects.none(), label="เฉพาะมติ", required=False, empty_label="ทั้งทะเบียน"
    )
    field_order = ("committee", "year", "state", "resolution", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Resolution.objects).of_district(self.district).numbered()
        fields: Any = self.fields
        fields["resolution"].queryset = rows
        held = rows.order_by()
        fields["committee"].queryset = Committee.objects.filter(pk__in=held.values("committee"))
        years = sorted(set(held.values_list("year", flat=True).distinct()), reverse=True)
        fields["year"].choices = [("", "ทุกปี"), *((year, str(year)) for year in years)]


class ResolutionRegister(OfMinutes):
    key = "resolution-register"
    title = "ทะเบียนมติที่ประชุม"
    description = "เลขมติ ข้อความ ผู้รับผิดชอบ กำหนด ความก้าวหน้าล่าสุด และสถานะ"
    formats = ("pdf", "xlsx")
    form_class = RegisterForm

    def may_run(self, user: Any, district_code: str) -> bool:
        return super().may_run(user, district_code) or (
            Resolution.objects.visible_to(user).filter(committee__district__code=district_code).exists()
        )

    def rows(self, context: BuildContext) -> QuerySet[Resolution]:
        """What was asked for, by year and number; two queries with the notes."""
        given = context.params
        rows = context.visible(Resolution.objects).of_district(self.district(context)).numbered()
        if given["resolution"]:
            rows = rows.filter(pk=given["resolution"].pk)
        if given["committee"]:
            rows = rows.filter(committee=given["committee"])
        if given["year"]:
            rows = rows.filter(year=given["year"])
        if given["state"]:
            rows = rows.open() if given["state"] == "open" else rows.filter(state=given["state"])
        rows = rows.select_related("meeting__committee", "committee", "item").prefetch_related("notes")
        return rows.order_by("committee__position", "committee", "year", "number")

    def heading(self, context: BuildContext) -> str:
        given = context.params
        words = [given["committee"].short_name if given["committee"] else "ทุกคณะ"]
        words += [f"ปี {given['year']}"] if given["year"] else []
        words += [dict(_STAGES)[given["state"]]] if given["state"] else []
        return " · ".join([*words, self.district(context).name])

    def pdf(self, context: BuildContext) -> Book:
        rows = list(self.rows(context))
        one = bool(context.params["resolution"])
        lines = [(row, _last_note(row)) for row in rows]
        data = {"rows": rows, "lines": lines, "heading": self.title, "subheading": self.heading(context)}
        template = "documents/kotpn/resolution.html" if one else "documents/kotpn/resolution_register.html"
        block = context.block(template, data, title=self.title, wide=not one, pages=1 + len(rows) // ROWS_A_PAGE)
        return Book(self.title, [block], digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        columns = (
            Column("มติที่", 12), Column("องค์คณะ", 16), Column("การประชุม", 14), Column("วันประชุม", 14, "date"),
            Column("ระเบียบวาระ", 36, "wrap"), Column("ชนิด", 16), Column("มติ", 60, "wrap"),
            Column("ผู้รับผิดชอบ", 28), Column("กำหนด", 14, "date"), Column("สถานะ", 18),
            Column("ความก้าวหน้าล่าสุด", 50, "wrap"), Column("งานที่เปิด", 36),
        )  # fmt: skip
        yield Sheet("ทะเบียนมติ", columns, map(_cells, self.rows(context)), (self.title, self.heading(context)))


def _last_note(row: Resolution) -> str:
    notes = list(row.notes.all())
    return notes[-1].text if notes else ""


def _cells(row: Resolution) -> tuple[Any, ...]:
    return (
        f"{row.number}/{row.year}", row.committee.short_name, row.meeting.occasion, row.meeting.held_on, row.item.title,
        row.get_kind_display(), row.text, row.owner_label, row.due_on, row.get_state_display(),
        _last_note(row), row.opened_label,
    )  # fmt: skip
