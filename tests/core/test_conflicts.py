"""What two people wrote, side by side, in the words of their form."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from core.conflicts import differing, guarded
from core.errors import DomainError, NotAllowed, StaleRevision
from core.fields import ThaiDateField


class Form(forms.Form):
    title = forms.CharField(label="เรื่อง", required=False)
    way = forms.ChoiceField(label="วิธี", choices=[("rule", "ตามเกณฑ์"), ("choice", "เลือกเอง")])
    on = ThaiDateField(label="วันที่", required=False)
    limit = forms.DecimalField(label="ขีดจำกัด", required=False)
    whole = forms.BooleanField(label="ทั้งหมด", required=False)


TYPED = {"title": "ของข้าพเจ้า", "way": "rule", "on": "1 ต.ค. 2567", "limit": "60.00", "whole": "on"}


def _post(**more: Any) -> tuple[Any, Form]:
    request = RequestFactory().post("/", {**TYPED, **more})
    return request, Form(request.POST)


def test_only_what_says_something_else_in_words() -> None:
    form = _post()[1]
    assert form.is_valid()
    same = {"title": " ของข้าพเจ้า ", "way": "rule", "on": date(2024, 10, 1), "limit": Decimal(60), "whole": True}
    assert differing(form, same) == []
    other = {"title": None, "way": "choice", "on": None, "limit": Decimal("59.50"), "whole": False, "gone": 1}
    assert differing(form, other) == [
        ("เรื่อง", "", "ของข้าพเจ้า"), ("วิธี", "เลือกเอง", "ตามเกณฑ์"), ("วันที่", "", "1\xa0ตุลาคม\xa02567"),
        ("ขีดจำกัด", "59.5", "60"), ("ทั้งหมด", "ไม่ใช่", "ใช่"),
    ]  # fmt: skip


def test_the_stamp_that_was_seen_is_kept_until_both_are_shown() -> None:
    row = SimpleNamespace(stamp=7, title="ของเขา", way="rule")
    asked: list[int] = []

    def act(stamp: int) -> str:
        asked.append(stamp)
        if stamp != row.stamp:
            raise StaleRevision("มีผู้อื่นบันทึกแล้ว")
        return "done"

    request, form = _post(stamp="6", way="nothing")
    assert guarded(request, form, act, stamp=7, fresh=lambda: row) == (None, {"stamp": 6})
    assert asked == []
    request, form = _post(stamp="6")
    done, more = guarded(request, form, act, stamp=7, fresh=lambda: row)
    assert (done, more) == (None, {"stamp": 7, "conflict": [("เรื่อง", "ของเขา", "ของข้าพเจ้า")]})
    assert form.non_field_errors() == ["มีผู้อื่นบันทึกแล้ว"]
    request, form = _post(stamp=str(more["stamp"]), overwrite="1")
    assert guarded(request, form, act, stamp=7, fresh=lambda: row) == ("done", {})
    row.stamp = 8
    request, form = _post(stamp="7", overwrite="1")
    assert guarded(request, form, act, stamp=8, fresh=lambda: row)[0] is None, "a third one's save was not seen either"
    assert asked == [6, 7, 7]


def test_another_refusal_keeps_the_stamp_and_what_is_gone_has_none() -> None:
    def refuses(_: int) -> None:
        raise DomainError("ไม่ได้", field="title")

    def late(_: int) -> None:
        raise StaleRevision("ลบแล้ว")

    def may_not(_: int) -> None:
        raise NotAllowed("ไม่มีสิทธิ์")

    request, form = _post(stamp="6")
    assert guarded(request, form, refuses, stamp=7, fresh=lambda: None) == (None, {"stamp": 6})
    assert form.errors["title"] == ["ไม่ได้"]
    request, form = _post()
    assert guarded(request, form, late, stamp=7, fresh=lambda: None) == (None, {"stamp": 0})
    with pytest.raises(PermissionDenied):
        guarded(*_post(), may_not, stamp=7, fresh=lambda: None)
    assert guarded(RequestFactory().get("/"), Form(), refuses, stamp=7, fresh=lambda: None) == (None, {"stamp": 7})
