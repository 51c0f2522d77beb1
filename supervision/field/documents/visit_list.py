"""`visit-list` ทะเบียนการนิเทศ: the list of visits as it is filtered, with 25 columns, read and written row by row."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.fields import ThaiDateField
from core.thai.years import academic_label, fiscal_label
from reports.base import BuildContext, Sheet
from reports.xlsx import Column
from schools.models import Cluster, Person, Project, School, WorkTask
from schools.printing import DistrictDocument, DistrictForm
from supervision.areas import Area, Way
from supervision.field.models import Finding, Visit, VisitMember, VisitPerson, VisitResponse
from supervision.field.queries.lists import STATE_CHOICES, WAY_CHOICES, supervising
from supervision.field.queries.periods import fiscal_years_with_data, terms_with_data

COLUMNS = (
    Column("เลขที่บันทึก", 10, "number"),
    Column("ปีงบประมาณ", 11, "number"),
    Column("ปีการศึกษา", 11, "number"),
    Column("ภาคเรียนที่", 9, "number"),
    Column("ครั้งที่", 8, "number"),
    Column("วันที่นิเทศ", 14, "date"),
    Column("เวลามาถึง", 10),
    Column("เวลากลับ", 10),
    Column("รหัสโรงเรียน", 14),
    Column("โรงเรียน", 34),
    Column("กลุ่มโรงเรียน", 20),
    Column("อำเภอ", 16),
    Column("เรื่องที่นิเทศ", 44),
    Column("รูปแบบ", 12),
    Column("งาน 4 ด้าน", 26),
    Column("งาน", 30),
    Column("โครงการ", 30),
    Column("ผู้นิเทศ", 26),
    Column("นอกพื้นที่รับผิดชอบ", 12),
    Column("ผู้ร่วมนิเทศ (คน)", 10, "number"),
    Column("ผู้รับการนิเทศ (คน)", 10, "number"),
    Column("แบบที่ใช้ (ชุด)", 10, "number"),
    Column("ข้อค้นพบ (เรื่อง)", 10, "number"),
    Column("ข้อค้นพบที่ยังไม่ปิด", 10, "number"),
    Column("สถานะ", 20),
)
FIELDS = (
    "number", "fiscal_year", "academic_year", "term", "round_no", "visited_on", "time_in", "time_out",
    "school__code10", "school__name", "school__cluster__name", "school__amphoe__name", "topic", "way", "areas",
    "task_id", "project_id", "lead__prefix", "lead__first_name", "lead__last_name", "outside_assignment",
    "n_members", "n_people", "n_sheets", "n_findings", "n_open", "state",
)  # fmt: skip


class VisitListForm(DistrictForm):
    """The filters of the list of visits under the same names, so that its export link carries them over; without any,
    the whole register."""

    q = forms.CharField(label="ค้นหาเรื่องหรือโรงเรียน", required=False, max_length=200)
    term = forms.ChoiceField(label="ภาคเรียน", required=False)
    fy = forms.ChoiceField(label="ปีงบประมาณ", required=False)
    state = forms.ChoiceField(
        label="สถานะ",
        required=False,
        choices=[("", "ทุกสถานะ"), *STATE_CHOICES],
    )
    cluster = forms.ModelChoiceField(label="กลุ่มโรงเรียน", queryset=Cluster.objects.none(), required=False)
    school = forms.ModelChoiceField(label="โรงเรียน", queryset=School.objects.none(), required=False)
    supervisor = forms.ModelChoiceField(label="ศึกษานิเทศก์", queryset=Person.objects.none(), required=False)
    way = forms.ChoiceField(label="รูปแบบ", choices=[("", "ทุกรูปแบบ"), *WAY_CHOICES], required=False)
    area = forms.ChoiceField(label="ด้าน", choices=[("", "ทุกด้าน"), *Area.choices], required=False)
    project = forms.ModelChoiceField(label="โครงการ", queryset=Project.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date-from"] = ThaiDateField(label="ตั้งแต่วันที่", required=False)
        self.fields["date-to"] = ThaiDateField(label="ถึงวันที่", required=False)
        today = timezone.localdate()
        terms = [(f"{term}-{year}", academic_label(year, term)) for year, term in terms_with_data(self.district, today)]
        years = [(str(year), fiscal_label(year)) for year in fiscal_years_with_data(self.district, today)]
        self.fields["term"].choices = [("", "ทุกภาคเรียน"), *terms]
        self.fields["fy"].choices = [("", "ทุกปีงบประมาณ"), *years]
        for name, rows in {
            "cluster": Cluster.objects,
            "school": School.objects,
            "supervisor": supervising(self.district),
            "project": Project.objects,
        }.items():
            field = self.fields[name]
            field.queryset = self.reader.visible(rows).filter(district=self.district)
            field.empty_label = "ทั้งหมด"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("date-from"), cleaned.get("date-to")
        if first and last and last < first:
            self.add_error("date-to", "วันสุดท้ายอยู่ก่อนวันแรก")
        return cleaned


def _filtered(rows: Any, params: dict[str, Any]) -> Any:
    """What the list of visits shows under the same filters."""
    for name, value in params.items():
        if value:
            rows = rows.narrowed(name, value)
    return rows


def _words(params: dict[str, Any]) -> str:
    """Which filters the sheet was made with."""
    named = [
        str(params[name]) for name in ("term", "fy", "cluster", "school", "supervisor", "project") if params.get(name)
    ]
    return "ตัวกรอง: " + " · ".join(named) if named else "ทั้งทะเบียน"


def _count(rows: QuerySet[Any]) -> Coalesce:
    """How many rows point to the visit, as a subquery: memory does not grow with visits."""
    counted = rows.filter(visit=OuterRef("pk")).order_by().values("visit").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def list_rows(visits: QuerySet[Visit], district: Any) -> Iterator[tuple[Any, ...]]:
    """One tuple a visit in the order of COLUMNS; names that repeat come from small dictionaries, not from joins."""
    tasks = {task.pk: str(task) for task in WorkTask.objects.filter(work_group__district=district)}
    projects = dict(Project.objects.filter(district=district).values_list("pk", "name"))
    ways, areas, states = dict(Way.choices), dict(Area.choices), dict(Visit.State.choices)
    rows = visits.annotate(
        n_members=_count(VisitMember.objects.all()),
        n_people=_count(VisitPerson.objects.all()),
        n_sheets=_count(VisitResponse.objects.all()),
        n_findings=_count(Finding.objects.all()),
        n_open=_count(Finding.objects.unfinished()),
    ).order_by(F("visited_on").desc(), "-pk")
    for row in rows.values_list(*FIELDS).iterator(chunk_size=2000):
        yield (
            *row[:6],
            f"{row[6]:%H.%M}" if row[6] else None,
            f"{row[7]:%H.%M}" if row[7] else None,
            *row[8:13],
            ways[row[13]],
            " · ".join([areas[area] for area in row[14]]),
            tasks.get(row[15]),
            projects.get(row[16]),
            f"{row[17]}{row[18]} {row[19]}",
            "ใช่" if row[20] else None,
            *row[21:26],
            states[row[26]],
        )


class VisitList(DistrictDocument):
    key = "visit-list"
    title = "ทะเบียนการนิเทศ"
    description = "รายการนิเทศตามตัวกรองเดียวกับหน้ารายการบันทึกการนิเทศ เป็นไฟล์ Excel"
    formats = ("xlsx",)
    form_class = VisitListForm
    school_capability = "report.school.run"

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        district = self.district(context)
        rows = _filtered(context.visible(Visit.objects).filter(district=district), context.params)
        heading = (self.title, district.name, _words(context.params))
        return [Sheet("การนิเทศ", COLUMNS, list_rows(rows, district), heading)]
