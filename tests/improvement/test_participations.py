"""In or out by hand, back to the rule, and what an act on a school changes by itself."""

from datetime import date

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from schools.services.lifecycle import close_school
from supervision.improvement import services
from supervision.improvement.tasks import follow_registers

pytestmark = pytest.mark.django_db


def test_only_the_group_director_decides_and_with_a_reason(year, client) -> None:
    for user in (year.supervisor, year.principal):
        with pytest.raises(NotAllowed):
            services.decide_participation(year.row, actor=user, is_in=False, reason="ขอ")
    with pytest.raises(DomainError):
        services.decide_participation(year.row, actor=year.director, is_in=False, reason=" ")
    client.force_login(year.director)
    page = client.post(reverse("improvement:decide", args=[year.row.pk]), {"is_in": "no", "reason": "น้ำท่วมทั้งปี"})
    assert page.status_code == 302
    year.row.refresh_from_db()
    assert (year.row.is_in, year.row.by_hand, year.row.reason) == (False, True, "น้ำท่วมทั้งปี")
    client.force_login(year.principal)
    assert "น้ำท่วมทั้งปี" in client.get(reverse("improvement:school", args=[year.row.pk])).content.decode()
    services.leave_to_rule(year.row, actor=year.director)
    year.row.refresh_from_db()
    assert (year.row.is_in, year.row.by_hand, year.row.reason) == (True, False, "")


def test_closing_a_school_puts_it_out_by_the_rule_but_not_what_was_decided_by_hand(
    year, django_capture_on_commit_callbacks
) -> None:
    services.decide_participation(year.other_row, actor=year.director, is_in=True, reason="ทำต่อจนจบ")
    with django_capture_on_commit_callbacks(execute=True):
        for school in (year.school, year.other):
            close_school(school, actor=year.director, effective_on=date(2025, 5, 1))
    year.row.refresh_from_db()
    year.other_row.refresh_from_db()
    assert not year.row.is_in
    assert "ปิดเมื่อ" in year.row.reason
    assert (year.other_row.is_in, year.other_row.reason) == (True, "ทำต่อจนจบ")
    assert follow_registers() == 0
