"""`visit-feedback` ใบสะท้อนผลการนิเทศ: a sheet for the school or for one teacher, right after the visit, to be signed."""

from typing import Any

from django.utils import timezone

from core.errors import DomainError
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.rows import RowField, words_in
from schools.models import Person
from schools.printing import DistrictDocument, DistrictForm
from supervision.field.documents.forms import visit_field, visits_to_print
from supervision.field.documents.record import foot_of, mark_of
from supervision.field.documents.signers import signer
from supervision.field.models import Visit
from supervision.field.queries.feedback import feedback


def _teacher(person: Person) -> str:
    return f"{person.full_name} · {person.school.name}" if person.school is not None else person.full_name


class FeedbackForm(DistrictForm):
    """The newest visit the reader sees unless told; `person` is one of those supervised."""

    visit = visit_field("บันทึกการนิเทศ")
    person = RowField(
        label="ใบนี้สำหรับ", queryset=Person.objects.none(), find=words_in("first_name", "last_name", "school__name"),
        asks="ชื่อครูหรือโรงเรียน", gone="ไม่พบครูคนนี้ในการนิเทศ", required=False, empty_label="โรงเรียน", named=_teacher,
        newest=False,
    )  # fmt: skip
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Visit.objects).filter(district=self.district, visited_on__lte=timezone.localdate())
        visit: Any = self.fields["visit"]
        visit.initial = rows.not_cancelled().order_by("-visited_on", "-pk").values_list("pk", flat=True).first()
        visit.queryset = visits_to_print(self)
        person: Any = self.fields["person"]
        people = self.reader.visible(Person.objects).filter(district=self.district, supervised_in__isnull=False)
        person.queryset = people.select_related("school").distinct()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        visit, person = cleaned.get("visit"), cleaned.get("person")
        if visit and person and not visit.supervised.filter(person=person).exists():
            self.add_error("person", "บุคคลนี้ไม่ได้เป็นผู้รับการนิเทศในบันทึกนี้")
        return cleaned


class VisitFeedback(DistrictDocument):
    key = "visit-feedback"
    title = "ใบสะท้อนผลการนิเทศ"
    description = "สิ่งที่ทำได้ดี สิ่งที่ควรพัฒนา และเรื่องที่ต้องดำเนินการ ให้โรงเรียนหรือครูทันทีหลังนิเทศ พร้อมช่องลงนาม"
    formats = ("pdf",)
    form_class = FeedbackForm
    school_capability = "report.school.run"

    def pdf(self, context: BuildContext) -> Book:
        visit: Visit | None = context.params.get("visit")
        if visit is None:
            raise DomainError("ยังไม่มีบันทึกการนิเทศให้พิมพ์")
        told = feedback(visit, context.reader.user, person=context.params.get("person"))
        teacher = told.person
        receiver = (teacher.full_name, teacher.position) if teacher else ("", f"ผู้อำนวยการ{visit.school.name}")
        signed = {one.row.side: one for one in told.signatures}
        sides = (
            ("supervisor", "ผู้นิเทศ", visit.lead.full_name, visit.lead.position),
            ("receiver", "ผู้รับการนิเทศ", *receiver),
        )
        block = context.block(
            "documents/field/visit_feedback.html",
            {
                "told": told,
                "visit": visit,
                "members": list(visit.members.select_related("person")),
                "heading": self.title,
                "signers": [signer(said, name, post, signed.get(side)) for side, said, name, post in sides],
            },
            title=f"{self.title} {visit.school.name}",
            foot=foot_of(visit),
            mark=mark_of(visit),
        )
        return Book(self.title, (block,), digits=self.digits(context))
