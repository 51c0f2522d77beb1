"""The list of minutes and the register of resolutions."""

from datetime import date
from typing import Any

from django.utils import timezone

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, WIDE, Column, Table
from kotpn.committee.models import Committee
from kotpn.minutes.models import Minutes, Resolution


def _committees(table: Table) -> list[tuple[int, str]]:
    rows = Committee.objects.visible_to(table.options["user"]).of_district(table.options["district"])
    return list(rows.order_by("position", "pk").values_list("pk", "short_name"))


class MinutesTable(Table):
    row_template = "kotpn/minutes/_minutes_row.html"
    default_sort = "-day"
    unit = "ฉบับ"
    empty = "ยังไม่มีรายงานการประชุม"
    columns = (
        Column("title", "การประชุม", phone=TITLE),
        Column("day", "วันประชุม", sort="meeting__held_on"),
        Column("recorder", "ผู้จด", phone=WIDE),
        Column("due", "กำหนดส่ง", sort="due_on"),
        Column("state", "สถานะ"),
    )

    @property
    def today(self) -> date:
        return timezone.localdate()

    def get_filters(self) -> list[Any]:
        return [
            ChoiceFilter("committee", "คณะ", _committees, path="meeting__committee"),
            ChoiceFilter("state", "สถานะ", Minutes.State.choices),
            ChoiceFilter("year", "ปีของเลขครั้งที่", self._years, path="meeting__year"),
        ]

    def _years(self, table: Table) -> list[tuple[int, str]]:
        years = table.base.order_by("-meeting__year").values_list("meeting__year", flat=True).distinct()
        return [(year, str(year)) for year in years]


def _stage(rows: Any, value: str) -> Any:
    today = timezone.localdate()
    named = {"unfinished": rows.open, "late": lambda: rows.late(today), "all": rows.all}
    return named.get(value, lambda: rows.filter(state=value))()


def _owner(rows: Any, value: str) -> Any:
    return rows.filter(owner=int(value)) if value.isdecimal() else rows.none()


class ResolutionTable(Table):
    row_template = "kotpn/minutes/_resolution_row.html"
    default_sort = "-number"
    unit = "มติ"
    empty = "ยังไม่มีมติที่ประชุม"
    columns = (
        Column("text", "มติ", phone=TITLE),
        Column("number", "มติที่", sort="created_at"),
        Column("meeting", "การประชุม"),
        Column("owner", "ผู้รับผิดชอบ", phone=WIDE),
        Column("due", "กำหนด", sort="due_on"),
        Column("state", "สถานะ"),
    )

    @property
    def today(self) -> date:
        return timezone.localdate()

    def get_filters(self) -> list[Any]:
        return [
            TextFilter("q", "ค้นหามติ", fields=("text",)),
            ChoiceFilter("committee", "คณะ", _committees, path="committee"),
            ChoiceFilter("year", "ปี", self._years, path="year"),
            ChoiceFilter("state", "สถานะ", [("all", "ทุกสถานะ"), ("unfinished", "ยังไม่ปิด"), ("late", "เลยกำหนด"),
                                            *Resolution.State.choices], apply=_stage),
            ChoiceFilter("owner", "ผู้รับผิดชอบ", self._owners, apply=_owner),
        ]  # fmt: skip

    def _years(self, table: Table) -> list[tuple[int, str]]:
        years = table.base.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
        return [(year, str(year)) for year in years]

    def _owners(self, table: Table) -> list[tuple[int, str]]:
        rows = table.base.exclude(owner=None).order_by("owner_label").values_list("owner", "owner_label").distinct()
        return list(dict(rows).items())
