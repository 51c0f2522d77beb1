"""`task-report` รายงานผลการดำเนินงานประจำปี: of one task, of a group with all its tasks, or of every group."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.thai.years import fiscal_range, fiscal_year
from evidence.queries import counts as evidence_counts
from reports.base import Block, Book, BuildContext
from reports.registry import register
from schools.printing import DistrictDocument, PrintedForm
from supervision.groups.models import GroupYear, TaskYear
from supervision.groups.queries import Desk, desk_of, work_of_task

# Of each kind of work this many are named; all of them are counted.
NAMED = 15


class TaskReportForm(PrintedForm):
    """The year with every group, unless one group or one task of it is chosen."""

    year = forms.TypedChoiceField(label="ปีงบประมาณ", coerce=int)
    group = forms.ModelChoiceField(
        label="กลุ่ม", queryset=GroupYear.objects.none(), required=False, empty_label="ทุกกลุ่มของปีที่เลือก"
    )
    task = forms.ModelChoiceField(queryset=TaskYear.objects.none(), required=False, widget=forms.HiddenInput)
    field_order = ("year", "group", "task", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.reader.visible(GroupYear.objects).filter(district=self.district)
        years = sorted(set(groups.order_by().values_list("fiscal_year", flat=True)), reverse=True)
        now = fiscal_year(timezone.localdate())
        year: Any = self.fields["year"]
        year.choices = [(one, f"ปีงบประมาณ {one}") for one in years or [now]]
        year.initial = now if now in years or not years else years[0]
        group: Any = self.fields["group"]
        group.queryset = groups.select_related("work_group", "subject_group")
        task: Any = self.fields["task"]
        task.queryset = self.reader.visible(TaskYear.objects).filter(district=self.district)


class TaskReport(DistrictDocument):
    key = "task-report"
    title = "รายงานผลการดำเนินงานของกลุ่มงาน"
    description = "งานตามคู่มือของกลุ่มงานและกลุ่มสาระในหนึ่งปีงบประมาณ แผน ผล หลักฐาน และสิ่งที่ทำ ทั้งปี รายกลุ่ม หรือรายงานเดียว"
    formats = ("pdf",)
    form_class = TaskReportForm

    def pdf(self, context: BuildContext) -> Book:
        task, group = context.params.get("task"), context.params.get("group")
        if task is not None:
            blocks, title = [_task_block(context, _read(task))], f"รายงานผลงาน {task.number}"
        elif group is not None:
            blocks, title = [_group_block(context, group)], f"รายงานผลการดำเนินงาน {group}"
        else:
            blocks, title = self._year(context), f"{self.title} ปีงบประมาณ {context.params['year']}"
        return Book(title, blocks, digits=self.digits(context))

    def file_name(self, context: BuildContext) -> str:
        task, group = context.params.get("task"), context.params.get("group")
        if task is not None:
            return f"รายงานผลงาน {task.number} ปีงบประมาณ {task.fiscal_year}"
        year = context.params["year"]
        return f"รายงานผลการดำเนินงาน {group or f'ปีงบประมาณ {year}'}"

    def _year(self, context: BuildContext) -> list[Block]:
        rows = context.visible(GroupYear.objects).filter(
            district=self.district(context), fiscal_year=context.params["year"]
        )
        order = ("work_group__number", "subject_group__position", "pk")
        found = list(rows.select_related("work_group__district", "subject_group__district").order_by(*order))
        if found:
            return [_group_block(context, row) for row in found]
        heading = f"{self.title} ปีงบประมาณ {context.params['year']}"
        return [context.block("documents/groups/none.html", {"heading": heading, "year": context.params["year"]})]


def _read(task: TaskYear) -> TaskYear:
    rows = TaskYear.objects.select_related("district", "task__work_group", "line__subject_group")
    found: TaskYear = rows.get(pk=task.pk)
    return found


def _as_of(year: int) -> date:
    """The day groups are read as they were: today, or the last day of a year that is over."""
    return min(timezone.localdate(), fiscal_range(year)[1])


def _group_block(context: BuildContext, row: GroupYear) -> Block:
    group = row.work_group or row.subject_group
    desk: Desk = desk_of(context.visible, group, row.fiscal_year, on=_as_of(row.fiscal_year), reads=True)
    lines = [line for line in desk.tasks if line.row is not None]
    title = f"รายงานผลการดำเนินงาน {group}"
    return context.block(
        "documents/groups/group.html",
        {
            "heading": title,
            "desk": desk,
            "lines": lines,
            "row": row,
            "written": [one for one in lines if _told(one.row)],
            "signers": _signers(desk.people[0].full_name if len(desk.people) == 1 else ""),
        },
        title=str(group),
        pages=max(2, len(lines) // 4),
    )


def _signers(reporter: str) -> list[dict[str, str]]:
    return [
        {"said": "ผู้รายงาน", "name": reporter},
        {"said": "ผู้รับรอง", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"},
    ]


def _told(row: TaskYear | None) -> bool:
    return row is not None and bool(row.plan or row.result or row.problems)


def _task_block(context: BuildContext, row: TaskYear) -> Block:
    owners = row.owners.select_related("person")
    return context.block(
        "documents/groups/task.html",
        {
            "heading": "รายงานผลการดำเนินงาน", "row": row, "owners": [one.person.full_name for one in owners],
            "evidence": evidence_counts("task_year", [row])[row.pk].total, "sources": work_of_task(row, newest=NAMED),
            "signers": _signers(owners[0].person.full_name if owners else ""),
        },
        title=str(row), pages=2,
    )  # fmt: skip


register(TaskReport())
