"""`many_acts`: the trace and the notices of thousands of acts wait and are written together, all or none."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from core import audit, bulk, notify
from core.models import AuditEntry, Notice, NumberSeries
from core.pointers import Pointer
from tests.factories.base import account

pytestmark = pytest.mark.django_db
TARGET = Pointer("plan", "7", "แผนนิเทศ")


def _act(place: int, person: User) -> None:
    audit.record(
        actor=audit.SYSTEM, action="approval.returned", target=TARGET, district_code="T1", data={"place": place}
    )
    notify.send([person], code="approval.waiting", title=f"เรื่องที่ {place}", district_code="T1")


def test_rows_are_written_in_their_order_at_the_end(django_assert_num_queries: Any) -> None:
    person = account()
    with django_assert_num_queries(4), bulk.many_acts():  # savepoint of the test's transaction, two inserts, release
        for place in range(40):
            _act(place, person)
    kept = list(AuditEntry.objects.order_by("pk").values_list("data__place", flat=True))
    assert kept == list(range(40))
    assert Notice.objects.filter(recipient=person).count() == 40


def test_a_failure_leaves_nothing_and_savepoints_are_back() -> None:
    person = account()
    with pytest.raises(ZeroDivisionError), bulk.many_acts():
        _act(1, person)
        raise ZeroDivisionError
    assert not AuditEntry.objects.exists()
    assert not Notice.objects.exists()
    assert connection.features.uses_savepoints
    _act(2, person)
    assert Notice.objects.count() == 1


def test_marking_as_read_writes_what_waits_first() -> None:
    person = account()
    with bulk.many_acts():
        _act(1, person)
        assert notify.mark_read(person) == 1
        _act(2, person)
    assert notify.unread_count(person) == 1


def test_every_mail_of_what_waited_is_rung_for(django_capture_on_commit_callbacks: Any, monkeypatch: Any) -> None:
    rung: list[int] = []
    monkeypatch.setattr("core.queue.publish", lambda task, keys: rung.extend(keys) or True)
    person = account()
    with django_capture_on_commit_callbacks(execute=True), bulk.many_acts():
        for place in range(25):
            _act(place, person)
    assert sorted(rung) == sorted(Notice.objects.values_list("pk", flat=True))


def test_plain_rows_say_how_many_are_new() -> None:
    row = {"district_code": "T1", "series": "visit", "year": 2567, "last": 3}
    assert bulk.insert(NumberSeries, []) == 0
    assert bulk.insert(NumberSeries, [row, {**row, "year": 2568}]) == 2
    assert bulk.insert(NumberSeries, [row, {**row, "year": 2569, "last": 7}], ignore_conflicts=True) == 1
    assert dict(NumberSeries.objects.values_list("year", "last")) == {2567: 3, 2568: 3, 2569: 7}
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(NumberSeries, [row])


def test_plain_rows_keep_their_values() -> None:
    """Moments to the microsecond, JSON as JSON, text with quotes, nothing as nothing."""
    at = datetime(2024, 7, 17, 9, 1, 2, 345678, tzinfo=UTC)
    row = {
        "at": at, "actor_id": None, "actor_label": "ระบบ", "district_code": "T1", "action": "approval.returned",
        "target_kind": "plan", "target_key": "7", "target_label": "“แผน” '\"\\", "data": {"ข้อ": [1, 2.5, None]},
    }  # fmt: skip
    bulk.insert(AuditEntry, [row])
    kept = AuditEntry.objects.get()
    assert {name: getattr(kept, name) for name in row} == row


def test_objects_whose_key_is_taken_are_left_out() -> None:
    first = Notice(pk=900_001, recipient=account(), district_code="T1", code="approval.waiting", title="หนึ่ง")
    first.created_at = datetime(2024, 7, 17, tzinfo=UTC)
    assert bulk.insert_new([first]) == 1
    first.title = "สอง"
    assert bulk.insert_new([first]) == 0
    assert Notice.objects.get(pk=first.pk).title == "หนึ่ง"
