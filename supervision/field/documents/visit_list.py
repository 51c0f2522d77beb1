"""`visit-list` ทะเบียนการนิเทศ: every visit of a period with 25 columns, read and written row by row."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from reports.base import BuildContext, Sheet
from reports.xlsx import Column
from schools.models import Project, WorkTask
from schools.printing import DistrictDocument
from supervision.areas import Area, Way
from supervision.field.documents.forms import ScopedPeriodForm, scope_words, visits_of
from supervision.field.models import Finding, Visit, VisitMember, VisitPerson, VisitResponse

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


class VisitListForm(ScopedPeriodForm):
    state = forms.ChoiceField(label="สถานะ", choices=[("", "ทุกสถานะ"), *Visit.State.choices], required=False)
    way = forms.ChoiceField(label="รูปแบบ", choices=[("", "ทุกรูปแบบ"), *Way.choices], required=False)
    area = forms.ChoiceField(label="งาน 4 ด้าน", choices=[("", "ทุกด้าน"), *Area.choices], required=False)
    every_year = forms.BooleanField(label="ทุกปี (ไม่จำกัดภาคเรียนหรือปีงบประมาณ)", required=False)


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
    description = "รายการนิเทศทุกครั้งของภาคเรียนหรือปีงบประมาณ ตามตัวกรองเดียวกับหน้ารายการ เป็นไฟล์ Excel"
    formats = ("xlsx",)
    form_class = VisitListForm
    school_capability = "report.school.run"

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        district = self.district(context)
        params = context.params
        rows = visits_of(context.reader, district, params)
        for name in ("state", "way"):
            if params.get(name):
                rows = rows.filter(**{name: params[name]})
        if params.get("area"):
            rows = rows.filter(areas__contains=[params["area"]])
        heading = (self.title, district.name, scope_words(params))
        return [Sheet("การนิเทศ", COLUMNS, list_rows(rows, district), heading)]
