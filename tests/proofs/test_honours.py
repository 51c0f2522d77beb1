"""Announced awards prove the honouring of the year's work."""

import pytest

from evidence.proofs import Gathered, Scope
from supervision.recognition import services
from tests.factories import base, recognition


@pytest.mark.django_db
def test_announced_awards_of_the_year_that_stand() -> None:
    district = base.district()
    head, school = base.user("group_director", district), base.school(district)
    given = recognition.an_announced_award(head, district, [school], name="ให้แล้ว", kind="plaque")
    recognition.an_announced_award(head, district, [school], name="ปีอื่น", year=2567)
    recognition.an_award(head, district, name="ร่าง")
    gone = recognition.an_announced_award(head, district, [school], name="ยกเลิก")
    services.cancel_award(gone, actor=head, reason="ผิด")
    gathered = Gathered(Scope(district, 2568))
    assert [row.key for row in gathered.of("honours")] == [str(given.pk)]
    assert [row.amount for row in gathered.of("honours")] == [1]
    assert gathered.picked("honours", {"kind": ["plaque"]}) and not gathered.picked("honours", {"kind": ["merit"]})
