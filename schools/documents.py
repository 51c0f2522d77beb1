"""Printed and tabular lists of this app: the register of schools, and who supervises what."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.thai.dates import thai_date
from core.thai.years import academic_label
from reports.base import Book, BuildContext, Sheet
from reports.registry import register
from reports.xlsx import Column
from schools.models import Assignment, Cluster, School
from schools.printing import DistrictDocument, PrintedForm
from schools.queries import printed, schools_without_supervisor

# A page of a wide list holds about this many lines; blocks of the list are cut so that a section stays short.
LINES_A_PAGE = 20


class SchoolListForm(PrintedForm):
    year = forms.TypedChoiceField(label="ปีการศึกษาของจำนวนนักเรียน", coerce=int, required=False, empty_value=None)
    cluster = forms.ModelChoiceField(Cluster.objects.none(), label="กลุ่มโรงเรียน", required=False, empty_label="ทุกกลุ่ม")
    status = forms.ChoiceField(
        label="สถานะ", choices=[("open", "เฉพาะที่เปิดสอน"), ("all", "ทั้งหมด รวมที่ปิดหรือรวมแล้ว")], initial="open"
    )
    field_order = ("year", "cluster", "status", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = printed.count_years(self.district)
        self.fields["year"].choices = [(year, str(year)) for year in years] or [("", "ยังไม่มีข้อมูลจำนวนนักเรียน")]
        self.fields["year"].initial = years[0] if years else ""
        clusters = self.reader.visible(Cluster.objects).filter(district=self.district)
        settings = getattr(self.district, "settings", None)
        self.fields["cluster"].queryset = clusters
        self.fields["cluster"].label = settings.cluster_label if settings else "กลุ่มโรงเรียน"


class SchoolList(DistrictDocument):
    key = "school-list"
    title = "ทะเบียนโรงเรียน"
    description = "โรงเรียนในสังกัดแยกตามกลุ่ม พร้อมจำนวนนักเรียน ครู และขนาดของปีการศึกษาที่เลือก"
    formats = ("pdf", "xlsx")
    form_class = SchoolListForm
    school_capability = "report.school.run"

    def _rows(self, context: BuildContext) -> list[printed.SchoolRow]:
        district = self.district(context)
        schools = context.visible(School.objects).filter(district=district)
        if context.params["status"] == "open":
            schools = schools.filter(status=School.Status.OPEN)
        if context.params["cluster"]:
            schools = schools.filter(cluster=context.params["cluster"])
        return printed.school_rows(schools, district, context.params["year"])

    def _year(self, context: BuildContext) -> str:
        year = context.params["year"]
        return f"ข้อมูลนักเรียน {academic_label(year)}" if year else "ยังไม่มีข้อมูลจำนวนนักเรียน"

    def pdf(self, context: BuildContext) -> Book:
        district = self.district(context)
        rows = self._rows(context)
        settings = getattr(district, "settings", None)
        groups = printed.by_cluster(rows, none="ไม่อยู่ในกลุ่ม")
        block = context.block(
            "documents/schools/school_list.html",
            {
                "heading": f"{self.title} {district.name}",
                "subheading": f"จำนวน {len(rows):,} โรงเรียน {self._year(context)}",
                "groups": groups,
                "cluster_label": settings.cluster_label if settings else "กลุ่มโรงเรียน",
                "pupils": sum(group.pupils for group in groups),
                "teachers": sum(group.teachers for group in groups),
                "total": len(rows),
            },
            wide=True,
            pages=1 + len(rows) // LINES_A_PAGE,
        )
        return Book(self.title, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        columns = (
            Column("ลำดับ", 8, "number"),
            Column("รหัสโรงเรียน 10 หลัก", 16),
            Column("รหัส SMIS 8 หลัก", 14),
            Column("โรงเรียน", 36),
            Column("ประเภท", 16),
            Column("เปิดสอนตั้งแต่", 12),
            Column("ถึง", 8),
            Column("อำเภอ", 18),
            Column("กลุ่ม", 28),
            Column("สถานะ", 10),
            Column("ก่อนประถม", 12, "number"),
            Column("ประถม", 10, "number"),
            Column("มัธยมต้น", 10, "number"),
            Column("มัธยมปลาย", 12, "number"),
            Column("รวมนักเรียน", 12, "number"),
            Column("ครู", 8, "number"),
            Column("ขนาด", 14),
            Column("วันที่เปิด", 14, "date"),
            Column("วันที่ปิดหรือรวม", 14, "date"),
        )
        heading = (f"{self.title} {self.district(context).name}", self._year(context).replace("\u00a0", " "))
        return [Sheet(self.title, columns, self._lines(context), heading)]

    def _lines(self, context: BuildContext) -> Iterator[tuple[Any, ...]]:
        for number, row in enumerate(self._rows(context), start=1):
            school, counts = row.school, row.counts
            yield (
                number,
                school.code10,
                school.smis8,
                school.name,
                school.get_kind_display(),
                school.level_from,
                school.level_to,
                school.amphoe.name if school.amphoe else None,
                school.cluster.name if school.cluster else None,
                school.get_status_display(),
                counts.pre_primary if counts else None,
                counts.primary if counts else None,
                counts.lower_secondary if counts else None,
                counts.upper_secondary if counts else None,
                row.pupils,
                row.teachers,
                row.size,
                school.opened_on,
                school.closed_on,
            )


class DutyListForm(PrintedForm):
    day = ThaiDateField(label="รับผิดชอบ ณ วันที่", initial=timezone.localdate)
    field_order = ("day", "digits")


class DutyList(DistrictDocument):
    key = "duty-list"
    title = "บัญชีการมอบหมายงานศึกษานิเทศก์"
    description = "ใครรับผิดชอบกลุ่มงาน กลุ่มโรงเรียน โรงเรียน กลุ่มสาระ และโครงการใด ณ วันที่เลือก"
    formats = ("pdf", "xlsx")
    form_class = DutyListForm

    def _duties(self, context: BuildContext) -> list[printed.Duties]:
        district = self.district(context)
        mine = context.visible(Assignment.objects).filter(district=district)
        return printed.duties(mine, district, context.params["day"])

    def _day(self, context: BuildContext) -> str:
        return f"ณ วันที่ {thai_date(context.params['day'])}"

    def pdf(self, context: BuildContext) -> Book:
        district, day = self.district(context), context.params["day"]
        settings = getattr(district, "settings", None)
        people = self._duties(context)
        without = list(schools_without_supervisor(district, day))
        block = context.block(
            "documents/schools/duty_list.html",
            {
                "heading": self.title,
                "subheading": f"{district.name} {self._day(context)}",
                "people": people,
                "without": without,
                "cluster_label": settings.cluster_label if settings else "กลุ่มโรงเรียน",
            },
            wide=True,
            pages=1 + len(people) // 6 + len(without) // 40,
        )
        return Book(self.title, (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        district, day = self.district(context), context.params["day"]
        heading = (f"{self.title} {district.name}", self._day(context).replace("\u00a0", " "))
        assigned = (
            Column("ชื่อ-สกุล", 28),
            Column("ตำแหน่ง", 22),
            Column("ประเภท", 14),
            Column("รับผิดชอบ", 48),
            Column("ตั้งแต่", 14, "date"),
            Column("ถึง", 14, "date"),
            Column("โรงเรียนทั้งหมดของผู้นี้", 14, "number"),
        )
        schools = (
            Column("รหัสโรงเรียน", 14),
            Column("โรงเรียน", 36),
            Column("กลุ่ม", 28),
            Column("อำเภอ", 18),
            Column("ศึกษานิเทศก์ผู้รับผิดชอบ", 44),
            Column("รับผิดชอบทาง", 28),
        )
        own = context.visible(School.objects).filter(district=district).open_on(day)
        return [
            Sheet("ตามบุคคล", assigned, self._assigned(context), heading),
            Sheet("ตามโรงเรียน", schools, self._schools(own, day), heading),
        ]

    def _assigned(self, context: BuildContext) -> Iterator[tuple[Any, ...]]:
        for mine in self._duties(context):
            for row in mine.assignments:
                yield (
                    mine.person.full_name,
                    mine.person.position,
                    row.get_kind_display(),
                    str(row.target),
                    row.starts_on,
                    row.ends_on,
                    mine.schools,
                )

    def _schools(self, own: Any, day: Any) -> Iterator[tuple[Any, ...]]:
        for school, names, through in printed.school_duties(own, day):
            cluster = school.cluster.name if school.cluster else None
            amphoe = school.amphoe.name if school.amphoe else None
            yield school.code10, school.name, cluster, amphoe, names, through


register(SchoolList())
register(DutyList())
