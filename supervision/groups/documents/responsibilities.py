"""`responsibilities` หน้าที่ความรับผิดชอบของบุคลากร: of everybody or of one person, as an annex lists them."""

from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.thai.years import fiscal_year
from reports.base import Book, BuildContext
from reports.registry import register
from schools.models import Person
from schools.printing import DistrictDocument, PrintedForm
from supervision.groups.models import GroupYear
from supervision.groups.queries import people_lines, responsibility_of


class ResponsibilitiesForm(PrintedForm):
    """The year decides whose tasks are named; assignments are those of today."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)
    person = forms.ModelChoiceField(label="บุคลากร", queryset=Person.objects.none(), required=False, empty_label="ทุกคน")
    field_order = ("year", "person", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = fiscal_year(timezone.localdate())
        opened = self.reader.visible(GroupYear.objects).filter(district=self.district).order_by()
        years = sorted({now, *opened.values_list("fiscal_year", flat=True)}, reverse=True)
        year: Any = self.fields["year"]
        year.choices, year.initial = [(one, f"ปีงบประมาณ {one}") for one in years], now
        person: Any = self.fields["person"]
        rows = self.reader.visible(Person.objects).filter(district=self.district, school=None, is_active=True)
        person.queryset = rows.order_by("name_sort", "pk")


class Responsibilities(DistrictDocument):
    key = "responsibilities"
    title = "หน้าที่ความรับผิดชอบของบุคลากร"
    description = "ใครรับผิดชอบกลุ่มงาน งาน กลุ่มสาระ กลุ่มโรงเรียน และโครงการใด ใช้เป็นบัญชีแนบท้ายคำสั่งมอบหมายงาน"
    formats = ("pdf",)
    form_class = ResponsibilitiesForm

    def pdf(self, context: BuildContext) -> Book:
        district, year, person = self.district(context), context.params["year"], context.params.get("person")
        today = timezone.localdate()
        if person is not None:
            rows = [responsibility_of(context.visible, person, on=today, year=year)]
        else:
            rows = [row for row in people_lines(context.visible, district, on=today, year=year) if not row.is_empty]
        if not rows:
            raise DomainError("ยังไม่มีการมอบหมายงานในระบบ จึงยังไม่มีหน้าที่ให้พิมพ์")
        data = {"heading": self.title, "district": district, "rows": rows, "year": year}
        block = context.block("documents/groups/responsibilities.html", data, title=self.title, pages=3)
        return Book(self.title, [block], digits=self.digits(context))


register(Responsibilities())
