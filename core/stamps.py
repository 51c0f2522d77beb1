"""Whether a row that is about to be written was saved since its form was opened. What the page then shows is
`core.conflicts`; pages that save by themselves while one types have a rule of their own."""

from collections.abc import Mapping
from typing import Any

from core.errors import StaleRevision

_AGAIN = "กรุณาตรวจฉบับล่าสุดแล้วบันทึกอีกครั้ง"


def held_since(
    row: Any, stamp: int | None, *, actor: Any, values: Mapping[str, Any] | None = None, by: str = "saved_by"
) -> None:
    """StaleRevision where `row` was saved after the form with this stamp was opened: by a colleague, or by the same
    person in another tab. None: no form.

    The same `values` again are a second tap, unless a colleague is known to have saved; without values every other
    stamp is refused. `by` is the field that keeps who saved last, where there is one; "" where it means another thing.
    """
    if stamp is None or stamp == row.stamp:
        return
    kept = getattr(row, f"{by}_id", None)
    if kept is not None and kept != getattr(actor, "pk", None):
        raise StaleRevision(f"{getattr(row, by)} บันทึกไปแล้วหลังจากท่านเปิดหน้า {_AGAIN}")
    if values is not None and all(said(getattr(row, name)) == said(value) for name, value in values.items()):
        return
    if kept is not None:
        raise StaleRevision(f"ท่านบันทึกเรื่องนี้จากอีกหน้าหนึ่งไปแล้ว {_AGAIN}")
    raise StaleRevision(f"มีผู้อื่นแก้ไข หรือท่านแก้ไขจากอีกหน้าหนึ่ง หลังจากที่ท่านเปิดหน้านี้ {_AGAIN}")


def said(value: Any) -> Any:
    """Of texts the words and lines: a browser ends lines otherwise than we do, and services strip what they keep."""
    return [line.split() for line in value.strip().splitlines()] if isinstance(value, str) else value
