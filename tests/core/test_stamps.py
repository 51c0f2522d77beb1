"""A row saved since its form was opened: whoever saved it, and whether or not the row keeps who."""

from types import SimpleNamespace
from typing import Any

import pytest

from core import audit
from core.errors import StaleRevision
from core.stamps import held_since


def _row(**more: Any) -> Any:
    return SimpleNamespace(stamp=3, title="เรื่อง เดิม", **more)


ME, COLLEAGUE = SimpleNamespace(pk=1), SimpleNamespace(pk=2)


def test_a_row_that_keeps_no_name_is_held_too() -> None:
    held_since(_row(), 3, actor=ME)
    held_since(_row(), None, actor=ME)
    held_since(_row(), 2, actor=ME, values={"title": " เรื่อง  เดิม"})
    with pytest.raises(StaleRevision):
        held_since(_row(), 2, actor=ME, values={"title": "เรื่อง\r\nเดิม"})
    with pytest.raises(StaleRevision, match="จากอีกหน้าหนึ่ง"):
        held_since(_row(), 2, actor=ME, values={"title": "เรื่องใหม่"})
    with pytest.raises(StaleRevision, match="จากอีกหน้าหนึ่ง"):
        held_since(_row(), 2, actor=ME)


def test_who_saved_is_named_by_the_field_that_keeps_it() -> None:
    row = _row(updated_by_id=2, updated_by="นายเพื่อน ร่วมงาน")
    same = {"title": "เรื่อง เดิม"}
    with pytest.raises(StaleRevision, match="นายเพื่อน"):
        held_since(row, 2, actor=ME, values=same, by="updated_by")
    with pytest.raises(StaleRevision, match="นายเพื่อน"):
        held_since(row, 2, actor=audit.SYSTEM, values=same, by="updated_by")
    held_since(row, 2, actor=COLLEAGUE, values=same, by="updated_by")
    first_writer = _row(saved_by_id=2, saved_by="นายผู้ เขียนก่อน")
    held_since(first_writer, 2, actor=ME, values=same, by="")
