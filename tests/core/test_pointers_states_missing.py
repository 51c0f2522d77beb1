"""Pointers ask their owner, state tables refuse what is not in them, missing lists refuse a submit."""

import pytest
from django.core.exceptions import ObjectDoesNotExist

from core import pointers
from core.errors import DomainError
from core.missing import Missing, refuse_if_missing
from core.states import StateTable

TABLE = StateTable({"draft": {"submit": "submitted"}, "submitted": {"return": "draft"}}, {"submit": "ส่ง"})


def gone(user: object, key: str) -> bool:
    raise ObjectDoesNotExist


def provider(**changes: object) -> pointers.Provider:
    asked = {"label": str, "url": str, "may_view": lambda user, key: True, "may_change": lambda user, key: True}
    return pointers.Provider(**{**asked, **changes})


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pointers, "_providers", {})


def test_nobody_sees_what_no_app_owns() -> None:
    assert not pointers.may_view(None, "nothing", "1")
    with pytest.raises(KeyError):
        pointers.provider("nothing")


@pytest.mark.parametrize("answer", [gone, lambda user, key: int(key) > 0])
def test_a_key_that_is_gone_or_nonsense_is_not_seen(answer: object) -> None:
    pointers.register_provider("thing", provider(may_view=answer))
    assert not pointers.may_view(None, "thing", "ไม่ใช่เลข")
    assert not pointers.may_change(None, "thing", "ไม่ใช่เลข")


def test_what_may_not_be_seen_may_not_be_changed() -> None:
    pointers.register_provider("thing", provider(may_view=lambda user, key: False))
    assert not pointers.may_change(None, "thing", "1")


def test_a_kind_has_one_owner() -> None:
    pointers.register_provider("thing", provider())
    with pytest.raises(ValueError, match="twice"):
        pointers.register_provider("thing", provider(label=repr))


def test_an_act_outside_the_table_is_refused_in_thai() -> None:
    assert TABLE.next("draft", "submit") == "submitted"
    assert TABLE.acts("submitted") == ("return",)
    assert not TABLE.allows("submitted", "submit")
    with pytest.raises(DomainError, match="ส่งไม่ได้"):
        TABLE.next("submitted", "submit")


def test_what_is_missing_is_named() -> None:
    refuse_if_missing([])
    with pytest.raises(DomainError, match="ยังขาด 2 รายการ: ยังไม่มีกิจกรรม · ยังไม่ระบุเป้าหมาย"):
        refuse_if_missing([Missing("ยังไม่มีกิจกรรม", "activities"), Missing("ยังไม่ระบุเป้าหมาย", "target")])
