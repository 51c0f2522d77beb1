"""Lists of folders."""

from typing import Any

from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.tables import TITLE, Column, Table
from office.folders.models import Folder


def _containing(rows: Any, text: str) -> Any:
    return rows.containing(text)


class FolderTable(Table):
    row_template = "office/folders/_row.html"
    default_sort = "-number"
    unit = "แฟ้ม"
    empty = "ยังไม่มีแฟ้มเสนอ"
    columns = (
        Column("title", "เรื่องที่เสนอ", phone=TITLE),
        Column("number", "แฟ้มที่", sort="created_at"),
        Column("place", "อยู่ที่"),
        Column("since", "ตั้งแต่", sort="since"),
        Column("state", "สถานะ", bare=True),
    )
    filters = (
        TextFilter("q", "ค้นหาเรื่องหรือเอกสารในแฟ้ม", fields=("title",), apply=_containing),
        ChoiceFilter("state", "สถานะ", Folder.State.choices),
        ChoiceFilter("purpose", "เสนอเพื่อ", Folder.Purpose.choices, any_label="ทุกวัตถุประสงค์"),
        ChoiceFilter("urgency", "ความเร่งด่วน", Folder.Urgency.choices, any_label="ทุกความเร่งด่วน"),
        DateFilter("made", "วันที่จัดแฟ้ม", path="created_at__date"),
    )
