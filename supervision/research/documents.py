"""`research-register`: studies of a year or of all years; `research-summary`: one study on a few sheets."""

from collections.abc import Iterable
from typing import Any

from django import forms

from reports.base import Book, BuildContext
from reports.registry import register
from reports.rows import RowField, words_in
from reports.xlsx import Column, Sheet
from schools.models import WorkGroup
from schools.printing import DistrictDocument, PrintedForm
from supervision.research.models import Study
from supervision.research.queries import names_of, with_people, years_of

_PARTS = (
    ("ปัญหาและคำถามวิจัย", "question"), ("วัตถุประสงค์", "aims"), ("ประชากรและกลุ่มตัวอย่าง", "sample"),
    ("วิธีดำเนินการ", "method"), ("เครื่องมือที่ใช้", "tools"), ("ผลการวิจัยโดยสรุป", "summary"),
    ("การนำไปใช้", "use"), ("การเผยแพร่ผลงาน", "publication"),
)  # fmt: skip


class RegisterForm(PrintedForm):
    year = forms.ChoiceField(label="ปีงบประมาณ", required=False)
    kind = forms.ChoiceField(label="ประเภท", choices=[("", "ทุกประเภท"), *Study.Kind.choices], required=False)
    group = forms.ModelChoiceField(
        label="กลุ่มงาน", queryset=WorkGroup.objects.none(), required=False, empty_label="ทุกกลุ่มงาน"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Study.objects).of_district(self.district)
        years = years_of(rows.standing())
        year: Any = self.fields["year"]
        year.choices = [("", "ทุกปี"), *((str(one), str(one)) for one in years)]
        year.initial = str(years[0]) if years else ""
        group: Any = self.fields["group"]
        group.queryset = self.reader.visible(WorkGroup.objects).of_district(self.district)


class ResearchRegister(DistrictDocument):
    key = "research-register"
    title = "ทะเบียนงานวิจัย"
    description = "งานวิจัยและพัฒนาของกลุ่มงาน และงานวิจัยของผู้อื่นที่สรุปไว้ พร้อมผู้วิจัย ขั้น และการนำไปใช้"
    formats = ("pdf", "xlsx")
    form_class = RegisterForm

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['year']}".strip()

    def _rows(self, context: BuildContext) -> list[Study]:
        rows: Any = context.visible(Study.objects)
        rows = rows.of_district(self.district(context)).standing()
        if context.params["year"]:
            rows = rows.for_fiscal_year(int(context.params["year"]))
        if context.params["kind"]:
            rows = rows.filter(kind=context.params["kind"])
        if context.params["group"]:
            rows = rows.filter(work_group=context.params["group"])
        return list(with_people(rows).order_by("kind", "work_group__number", "year_from", "title", "pk"))

    def _year_words(self, context: BuildContext) -> str:
        return f"ปีงบประมาณ {context.params['year']}" if context.params["year"] else "ทุกปีงบประมาณ"

    def pdf(self, context: BuildContext) -> Book:
        found = self._rows(context)
        groups = [(kind.label, [_line(row) for row in found if row.kind == kind]) for kind in Study.Kind]
        data = {
            "heading": self.title, "subheading": f"{self.district(context).name} {self._year_words(context)}",
            "groups": [group for group in groups if group[1]],
        }  # fmt: skip
        block = context.block("documents/research/register.html", data, title=self.title, wide=True)
        return Book(self.file_name(context), (block,), digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> Iterable[Sheet]:
        columns = (
            Column("ที่", 6, "number"), Column("ประเภท", 24), Column("เรื่อง", 50, "wrap"), Column("ผู้วิจัย", 34, "wrap"),
            Column("กลุ่มงาน", 34), Column("กลุ่มสาระ", 24), Column("ตั้งแต่ปีงบประมาณ", 12), Column("ถึงปีงบประมาณ", 12),
            Column("คำถามวิจัย", 44, "wrap"), Column("วิธีดำเนินการ", 44, "wrap"), Column("เครื่องมือ", 34, "wrap"),
            Column("ขั้น", 14), Column("ผลโดยสรุป", 44, "wrap"), Column("การนำไปใช้", 34), Column("การเผยแพร่", 34),
            Column("แหล่งที่มา", 30), Column("ลิงก์", 30),
        )  # fmt: skip
        yield Sheet(
            "งานวิจัย", columns,
            (
                (number, row.get_kind_display(), row.title, names_of(row), _name(row.work_group),
                 _name(row.subject_group), str(row.year_from), str(row.year_to), row.question, row.method, row.tools,
                 row.get_stage_display(), row.summary, row.use, row.publication, row.source, row.url)
                for number, row in enumerate(self._rows(context), 1)
            ),
            heading=(f"{self.title} {self._year_words(context)}", self.district(context).name),
        )  # fmt: skip


def _name(row: Any) -> str:
    return str(row) if row is not None else ""


def _line(row: Study) -> dict[str, str]:
    return {
        "title": row.title, "people": names_of(row), "group": _name(row.work_group), "years": row.years,
        "stage": row.get_stage_display(), "source": row.source,
        "use": " · ".join(text for text in (row.use, row.publication) if text),
    }  # fmt: skip


def name_of(row: Study) -> str:
    return f"{row.title[:100]} · ปีงบประมาณ {row.years}"


class SummaryForm(PrintedForm):
    study = RowField(
        label="งานวิจัย", queryset=Study.objects.none(), named=name_of,
        find=words_in("title", "others", "summary", "question"), page="research",
        asks="เรื่อง ผู้วิจัย หรือผล", gone="ไม่พบงานวิจัยนี้ในทะเบียนของท่าน",
    )  # fmt: skip

    def _rows(self) -> Any:
        rows: Any = self.reader.visible(Study.objects)
        return rows.of_district(self.district).standing()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = with_people(self._rows()).order_by("-updated_at", "-pk")
        field: Any = self.fields["study"]
        field.queryset, field.initial = rows, rows.values_list("pk", flat=True).first()


class ResearchSummary(DistrictDocument):
    key = "research-summary"
    title = "รายงานสรุปงานวิจัย"
    description = "คำถาม วิธีดำเนินการ เครื่องมือ ผล และการนำไปใช้ของงานวิจัยหนึ่งเรื่อง"
    formats = ("pdf",)
    form_class = SummaryForm
    school_capability = "report.school.run"

    def file_name(self, context: BuildContext) -> str:
        return f"{self.title} {context.params['study'].title}"[:120]

    def pdf(self, context: BuildContext) -> Book:
        row: Study = context.params["study"]
        facts = [
            ("ประเภท", row.get_kind_display()), ("ผู้วิจัย", names_of(row)), ("ปีงบประมาณ", row.years),
            ("กลุ่มงาน", _name(row.work_group)), ("กลุ่มสาระ", _name(row.subject_group)),
            ("โครงการ", _name(row.project)), ("ขั้น", row.get_stage_display()), ("แหล่งที่มา", row.source),
            ("ลิงก์", row.url),
        ]  # fmt: skip
        data = {
            "heading": row.title, "subheading": f"{self.title} · {self.district(context).name}",
            "facts": [pair for pair in facts if pair[1]],
            "parts": [(label, getattr(row, name)) for label, name in _PARTS if getattr(row, name)],
        }  # fmt: skip
        block = context.block("documents/research/summary.html", data, title=row.title)
        return Book(self.file_name(context), (block,), digits=self.digits(context))


register(ResearchRegister())
register(ResearchSummary())
