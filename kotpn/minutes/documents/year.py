"""`minutes-of-year` รายงานการประชุมทั้งปี: cover, list with page numbers, every meeting's minutes behind each other."""

from typing import Any

from django import forms

from core.errors import DomainError
from core.thai.dates import thai_date
from kotpn.committee.models import Committee
from kotpn.meetings.models import Meeting
from kotpn.minutes.documents.minutes import OfMinutes, minutes_block
from kotpn.minutes.models import Minutes
from reports.base import Block, Book, BuildContext
from schools.printing import PrintedForm


class YearForm(PrintedForm):
    """`year` is the one of the meetings' numbers (พ.ศ.), calendar or fiscal as the committee counts."""

    committee = forms.ModelChoiceField(Committee.objects.none(), label="องค์คณะ", empty_label=None)
    year = forms.TypedChoiceField(label="ปีของเลขครั้งที่", coerce=int)
    field_order = ("committee", "year", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.reader.visible(Minutes.objects).of_district(self.district).filter(meeting__state="closed")
        fields: Any = self.fields
        fields["committee"].queryset = Committee.objects.filter(
            pk__in=held.order_by().values("meeting__committee")
        ).order_by("position", "pk")
        fields["committee"].initial = fields["committee"].queryset.first()
        years = sorted(set(held.order_by().values_list("meeting__year", flat=True).distinct()), reverse=True)
        fields["year"].choices = [(year, str(year)) for year in years] or [("", "ยังไม่มีรายงานการประชุม")]
        fields["year"].initial = years[0] if years else ""


class MinutesOfYear(OfMinutes):
    key = "minutes-of-year"
    title = "รายงานการประชุมประจำปี"
    description = "รวมเล่มรายงานการประชุมที่เลิกประชุมแล้วทั้งปี ปก สารบัญ และที่คั่นหน้า"
    form_class = YearForm

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['committee']} {context.params['year']}"

    def pdf(self, context: BuildContext) -> Book:
        committee, year = context.params["committee"], context.params["year"]
        rows = list(
            context.visible(Minutes.objects)
            .of_committee(committee)
            .filter(meeting__year=year, meeting__state=Meeting.State.CLOSED)
            .select_related("meeting__committee__district__settings", "adopted_in")
            .order_by("meeting__held_on", "meeting__number", "pk")
        )
        if not rows:
            raise DomainError(f"ไม่มีรายงานการประชุมของ {committee} ปี {year}", field="year")
        papers = [
            minutes_block(
                context, row, title=f"{row.meeting.occasion} {thai_date(row.meeting.held_on)}", key=f"m{row.meeting_id}"
            )
            for row in rows
        ]
        adopted = sum(row.state == Minutes.State.ADOPTED for row in rows)
        data = {
            "rows": rows, "committee": committee, "year": year, "adopted": adopted,
            "district": rows[0].meeting.committee.district, "title": self.title,
        }  # fmt: skip
        cover = context.block("documents/kotpn/minutes_cover.html", data, title="ปก")
        contents = context.block("documents/kotpn/minutes_contents.html", data, title="สารบัญ")
        blocks: list[Block] = [cover, contents, *papers]
        return Book(
            f"{self.title} {committee.short_name} {year}", blocks, digits=self.digits(context), number_first=False
        )
