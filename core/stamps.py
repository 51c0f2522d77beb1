"""Whether a row that is about to be written was saved since its form was opened. What the page then shows is
`core.conflicts`; pages that save by themselves while one types have a rule of their own."""

from collections.abc import Mapping
from typing import Any

from core.errors import StaleRevision


def held_since(row: Any, stamp: int | None, *, actor: Any, values: Mapping[str, Any]) -> None:
    """StaleRevision where `row` (stamp, saved_by) was saved after the form with this stamp was opened: by a colleague,
    or by the same person in another tab. The same `values` from the same person are a second tap. None: no form."""
    if stamp is None or stamp == row.stamp:
        return
    if row.saved_by_id != actor.pk:
        raise StaleRevision(f"{row.saved_by} บันทึกไปแล้วหลังจากท่านเปิดหน้า กรุณาตรวจฉบับล่าสุดแล้วบันทึกอีกครั้ง")
    if any(_said(getattr(row, name)) != _said(value) for name, value in values.items()):
        raise StaleRevision("ท่านบันทึกเรื่องนี้จากอีกหน้าหนึ่งไปแล้ว กรุณาตรวจฉบับล่าสุดแล้วบันทึกอีกครั้ง")


def _said(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value
