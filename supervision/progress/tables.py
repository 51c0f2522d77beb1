"""Lists of the office: schools with their baselines, activities of plans, reports."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.tables import ACT, TITLE, WIDE, Column, Table
from schools.models import Cluster
from supervision.progress.models import BaselineSheet, ProgressReport, ReportArea
from supervision.progress.queries.board import in_state

PLAN_STATES = (("open", "ยังไม่ทำ"), ("late", "เลยกำหนด"), ("done", "ทำแล้ว"), ("carried", "ต่อเนื่องจากปีก่อน"))


def clusters_of(table: Table) -> list[tuple[Any, Any]]:
    """The office's school clusters, as choices."""
    rows = Cluster.objects.visible_to(table.options["user"]).of_district(table.options["district"])
    return list(rows.values_list("pk", "name"))


def cluster_filter(path: str) -> ChoiceFilter:
    return ChoiceFilter("cluster", "กลุ่มโรงเรียน", clusters_of, path=path)


class BaselineTable(Table):
    row_template = "progress/_baseline_row.html"
    default_sort = "school"
    unit = "โรงเรียน"
    empty = "ยังไม่มีโรงเรียนในการขับเคลื่อนปีนี้"
    columns = (
        Column("school", "โรงเรียน", sort="school__name_sort", phone=TITLE),
        Column("cluster", "กลุ่ม"),
        Column("state", "สถานะ"),
        Column("filled", "ข้อมูลฐาน", numeric=True),
        Column("aimed", "เป้าหมาย", numeric=True),
        Column("lines", "กิจกรรม", numeric=True),
        Column("submitted", "ส่งเมื่อ", sort="baseline_sheet__submitted_at"),
        Column("act", "", phone=ACT),
    )
    filters = (
        TextFilter("q", "ค้นหาโรงเรียน", fields=("school__name",)),
        ChoiceFilter("state", "สถานะ", [("none", "ยังไม่เริ่ม"), *BaselineSheet.State.choices], apply=in_state),
        cluster_filter("school__cluster"),
    )


def _plan_state(today: Any) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        rules = {
            "open": Q(done_on__isnull=True), "done": Q(done_on__isnull=False), "carried": ~Q(carried=""),
            "late": Q(done_on__isnull=True, ends_on__lt=today),
        }  # fmt: skip
        return rows.filter(rules[value])

    return narrow


class PlanTable(Table):
    row_template = "progress/_plan_row.html"
    default_sort = "school"
    unit = "กิจกรรม"
    empty = "ยังไม่มีโรงเรียนใดเขียนแผน"
    columns = (
        Column("activity", "กิจกรรม", phone=TITLE),
        Column("school", "โรงเรียน", sort="participation__school__name_sort"),
        Column("area", "ด้าน", sort="area__position"),
        Column("need", "ปัญหา/ความต้องการ", phone=WIDE, bare=True),
        Column("ends", "ถึง", sort="ends_on"),
        Column("done", "สถานะ"),
    )

    def get_filters(self) -> list[Any]:
        areas = self.options["areas"]
        return [
            TextFilter("q", "ค้นหากิจกรรมหรือโรงเรียน", fields=("activity", "participation__school__name")),
            ChoiceFilter("area", "ด้าน", [(area.pk, str(area)) for area in areas]),
            ChoiceFilter("state", "สถานะ", PLAN_STATES, apply=_plan_state(self.options["today"])),
            cluster_filter("participation__school__cluster"),
        ]


class ReportTable(Table):
    row_template = "progress/_report_row.html"
    default_sort = "-day"
    unit = "รายงาน"
    empty = "ยังไม่มีรายงานความก้าวหน้า"
    columns = (
        Column("school", "โรงเรียน", sort="participation__school__name_sort", phone=TITLE),
        Column("day", "วันที่", sort="reported_on"),
        Column("areas", "แต่ละด้าน", phone=WIDE, bare=True),
        Column("told", "โดยย่อ", phone=WIDE, bare=True),
        Column("by", "ผู้รายงาน"),
    )
    filters = (
        TextFilter("q", "ค้นหาโรงเรียน", fields=("participation__school__name",)),
        ChoiceFilter(
            "status", "สภาพ", ReportArea.Status.choices,
            apply=lambda rows, value: rows.filter(pk__in=ReportArea.objects.filter(status=value).values("report")),
        ),
        ChoiceFilter(
            "help", "ขอให้ช่วย", [("1", "ขอให้ช่วย")], any_label="ขอหรือไม่ขอให้ช่วย",
            apply=lambda rows, value: rows.exclude(help_wanted=""),
        ),
        ChoiceFilter("as", "ผู้รายงาน", ProgressReport.As.choices, path="reported_as"),
        DateFilter("day", "ช่วงวันที่", path="reported_on"),
        cluster_filter("participation__school__cluster"),
    )  # fmt: skip
