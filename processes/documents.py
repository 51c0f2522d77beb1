"""`process-sheet` แบบฟอร์มสรุปมาตรฐานงาน and `process-manual` คู่มือการปฏิบัติงาน, drawn from a procedure's steps."""

from typing import Any

from django import forms

from core.errors import DomainError
from processes.models import Procedure, ProcedureVersion
from processes.queries import chart_of
from reports.base import Block, Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from schools.printing import DistrictDocument, DistrictForm


class ProcedureForm(DistrictForm):
    """`procedure` in force, by its key."""

    procedure = forms.ModelChoiceField(label="กระบวนงาน", queryset=Procedure.objects.none())
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Procedure.objects).filter(district=self.district).in_use().distinct()
        field: Any = self.fields["procedure"]
        field.queryset = rows
        field.initial = rows.values_list("pk", flat=True).first()


class _ProcedureDocument(DistrictDocument):
    formats = ("pdf",)
    form_class = ProcedureForm

    def data(self, context: BuildContext) -> dict[str, Any]:
        procedure = context.params["procedure"]
        version = procedure.versions.filter(state=ProcedureVersion.State.PUBLISHED).first()
        if version is None:
            raise DomainError("กระบวนงานนี้ยังไม่ประกาศใช้")
        district = self.district(context)
        return {
            "heading": self.title, "procedure": procedure, "version": version, "chart": chart_of(version),
            "district": district,
        }  # fmt: skip

    def sheet(self, context: BuildContext, data: dict[str, Any], heading: str) -> Block:
        """The table of the steps, across the page."""
        data = {**data, "heading": heading}
        return context.block("documents/processes/sheet.html", data, title=heading, wide=True)


class ProcessSheet(_ProcedureDocument):
    key = "process-sheet"
    title = "แบบฟอร์มสรุปมาตรฐานงาน"
    description = "วัตถุประสงค์ ผังขั้นตอน รายละเอียด เวลา มาตรฐานคุณภาพ ผู้รับผิดชอบ และเอกสารอ้างอิงของกระบวนงานหนึ่ง"

    def pdf(self, context: BuildContext) -> Book:
        sheet = self.sheet(context, self.data(context), self.title)
        return Book(self.title, (sheet,), digits=self.digits(context))


class ProcessManual(_ProcedureDocument):
    key = "process-manual"
    title = "คู่มือการปฏิบัติงาน"
    description = "คู่มือเก้าหัวข้อของกระบวนงานหนึ่ง พร้อมผังขั้นตอนและแบบฟอร์มสรุปมาตรฐานงาน"

    def pdf(self, context: BuildContext) -> Book:
        data = self.data(context)
        block = context.block("documents/processes/manual.html", data, title=data["procedure"].name)
        sheet = self.sheet(context, data, "9. แบบฟอร์มสรุปมาตรฐานงาน")
        return Book(self.title, (block, sheet), digits=self.digits(context))


register(ProcessSheet())
register(ProcessManual())
