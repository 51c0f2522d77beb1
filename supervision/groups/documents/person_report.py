"""`person-report` รายงานผลการปฏิบัติงานรายบุคคล: a supervisor's ปีงบประมาณ as the system knows it."""

from typing import Any

from django import forms
from django.utils import timezone

from core.thai.years import fiscal_year
from reports.base import Book, BuildContext
from reports.registry import register
from schools.models import Person
from schools.printing import DistrictDocument, PrintedForm
from schools.scope import holds, people_keys
from supervision.field.queries.coverage import percent
from supervision.groups.queries import person_year

YEARS_BACK = 6


class PersonReportForm(PrintedForm):
    """Oneself; who decides on plans chooses anybody of the office."""

    person = forms.ModelChoiceField(label="บุคลากร", queryset=Person.objects.none(), empty_label=None)
    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)
    field_order = ("person", "year", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Person.objects).filter(district=self.district, school=None, is_active=True)
        user = self.reader.user
        if user is not None and not holds(user, "plan.decide", district=self.district):
            rows = rows.filter(pk__in=people_keys(user))
        person: Any = self.fields["person"]
        person.queryset = rows.order_by("name_sort", "pk")
        own = people_keys(user) if user is not None else frozenset()
        # Where nobody asks for themselves: somebody who has work to tell of.
        busy = rows.filter(assignments__isnull=False).order_by("name_sort", "pk")
        person.initial = rows.filter(pk__in=own).first() or busy.first() or person.queryset.first()
        now = fiscal_year(timezone.localdate())
        year: Any = self.fields["year"]
        year.choices = [(one, f"ปีงบประมาณ {one}") for one in range(now, now - YEARS_BACK, -1)]
        year.initial = now


class PersonReport(DistrictDocument):
    key = "person-report"
    title = "รายงานผลการปฏิบัติงานรายบุคคล"
    description = "การมอบหมาย งานที่รับผิดชอบ แผนที่ทำได้ การนิเทศ การประชุม งานวิจัย และการพัฒนาตนเองของบุคลากรหนึ่งคนในหนึ่งปีงบประมาณ"
    formats = ("pdf",)
    form_class = PersonReportForm

    def pdf(self, context: BuildContext) -> Book:
        found = person_year(context.params["person"], context.params["year"])
        title = f"{self.title} {found.person.full_name}"
        block = context.block(
            "documents/groups/person_year.html",
            {
                "heading": self.title, "one": found, "person": found.person, "year": found.year,
                "percent": percent(found.kept, found.planned) if found.planned else None,
                "signers": [
                    {"said": "ผู้รายงาน", "name": found.person.full_name, "post": found.person.position},
                    {"said": "ผู้รับรอง", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"},
                ],
            },
            title=title, pages=4,
        )  # fmt: skip
        return Book(title, [block], digits=self.digits(context))

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['person'].full_name} ปีงบประมาณ {context.params['year']}"


register(PersonReport())
