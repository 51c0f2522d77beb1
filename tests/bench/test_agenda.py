"""The agenda drafted from a year of work of one office: its time and its queries."""

import statistics
import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kotpn.meetings.models import Meeting
from kotpn.meetings.queries.draft import draft
from processes.models import Action
from tests.bench.years import office
from tests.factories import kotpn

pytestmark = pytest.mark.django_db
ROUNDS, MOST, FINDINGS = 9, 0.3, 600


@pytest.fixture(scope="module")
def working(django_db_setup: None, django_db_blocker: Any) -> tuple[Any, Meeting]:
    """An office with 2,400 visits of a year and 600 findings, half of them late; loaded once, by bulk statements."""
    with django_db_blocker.unblock():
        held = office(1)
        committee = kotpn.a_committee(
            held.director, held.district, starts_on=timezone.localdate() - timedelta(days=400)
        )
        meeting = kotpn.a_meeting(held.director, committee, held_on=timezone.localdate())
        now, today = timezone.now(), timezone.localdate()
        Action.objects.bulk_create(
            Action(
                district=held.district, school=held.school, text=f"ข้อค้นพบที่ {number}", owner_label="ผอ.โรงเรียน",
                due_on=date.fromordinal(today.toordinal() - 150 + number % 300), source_kind="visit",
                source_key=str(number), source_label="บันทึกการนิเทศ", created_by=held.director, created_at=now,
            )
            for number in range(FINDINGS)
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return held.director, meeting


def test_draft_of_a_year(working: tuple[Any, Meeting]) -> None:
    user, meeting = working
    with CaptureQueriesContext(connection) as queries:
        parts = draft(user, meeting)
    found = [line for part in parts for line in part.lines]
    assert {"ผลการนิเทศ", "ข้อค้นพบ"} <= {line.source for line in found}
    taken = []
    for _ in range(ROUNDS):
        fresh = Meeting.objects.select_related("committee__district").get(pk=meeting.pk)
        start = time.monotonic()
        draft(user, fresh)
        taken.append((time.monotonic() - start) * 1000)
    taken.sort()
    print(
        f"\nagenda drafted from 2,400 visits and {FINDINGS} findings: {statistics.median(taken):.0f} ms "
        f"(of {taken[0]:.0f}–{taken[-1]:.0f}, {ROUNDS} rounds), {len(queries)} queries, limit {MOST * 1000:.0f} ms"
    )
    assert statistics.median(taken) < MOST * 1000
