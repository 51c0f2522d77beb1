"""The list of instruments as columns and filters."""

from functools import cached_property
from typing import Any

from django.db.models import Count, Q

from core.filters import ChoiceFilter, TextFilter
from core.tables import TITLE, Column, Table
from instruments.models import Instrument, InstrumentVersion, Response

USE = (("active", "ใช้งาน"), ("stopped", "เลิกใช้"), ("example", "ตัวอย่าง ปรับได้"))


def _used(rows: Any, value: Any) -> Any:
    if value == "example":
        return rows.filter(is_example=True)
    return rows.filter(is_active=value == "active")


def _state(rows: Any, value: Any) -> Any:
    return rows.filter(pk__in=InstrumentVersion.objects.filter(state=value).values("instrument"))


class InstrumentTable(Table):
    row_template = "instruments/_row.html"
    default_sort = "name"
    unit = "เครื่องมือ"
    empty = "ยังไม่มีเครื่องมือนิเทศ"
    columns = (
        Column("name", "เครื่องมือ", sort="name", phone=TITLE),
        Column("subject", "ใช้กับ"),
        Column("group", "เจ้าของ"),
        Column("versions", "รุ่นที่ใช้"),
        Column("sheets", "ใช้แล้ว (แผ่น)", numeric=True),
        Column("state", "สถานะ"),
    )
    filters = (
        TextFilter("q", "ค้นหาชื่อหรือรหัส", fields=("name", "code")),
        ChoiceFilter("subject", "ใช้กับ", Instrument.Subject.choices, any_label="ใช้กับทุกอย่าง"),
        ChoiceFilter("state", "รุ่น", InstrumentVersion.State.choices, apply=_state),
        ChoiceFilter("use", "การใช้งาน", USE, apply=_used),
    )

    @cached_property
    def rows(self) -> list[Any]:
        """With the versions and the number of sheets of each; two queries more, whatever the number of rows."""
        found = super().rows
        keys = [row.pk for row in found]
        versions: dict[int, list[InstrumentVersion]] = {key: [] for key in keys}
        for version in InstrumentVersion.objects.filter(instrument__in=keys).order_by("-number"):
            versions[version.instrument_id].append(version)
        sheets = dict(
            Response.objects.of_office()
            .filter(Q(version__instrument__in=keys))
            .order_by()
            .values("version__instrument")
            .annotate(n=Count("pk"))
            .values_list("version__instrument", "n")
        )
        for row in found:
            states = InstrumentVersion.State
            row.published = next((one for one in versions[row.pk] if one.state == states.PUBLISHED), None)
            row.draft = next((one for one in versions[row.pk] if one.state == states.DRAFT), None)
            row.sheets = sheets.get(row.pk, 0)
        return found
