"""The indicator against its target, and a result counted by hand."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from core.errors import DomainError, NotAllowed
from supervision.planning import services
from supervision.planning.fieldwork import ActivityResult
from supervision.planning.queries import activity_lines, indicator_value
from tests.factories import planning as make

RESULT = ActivityResult(visits=5, schools=3, at_a_distance=2, rated=8, good=6)


@pytest.mark.parametrize(
    ("basis", "planned", "result", "value"),
    [
        ("visits", 4, RESULT, Decimal(7)),
        ("schools", 4, RESULT, Decimal(75)),
        ("schools", 2, RESULT, Decimal(100)),
        ("schools", 0, RESULT, None),
        ("level", 4, RESULT, Decimal(75)),
        ("level", 4, ActivityResult(), None),
        ("manual", 4, RESULT, Decimal(9)),
    ],
)
def test_the_value_follows_how_it_is_counted(basis, planned, result, value):
    activity = SimpleNamespace(result_basis=basis, result_manual=Decimal(9))
    assert indicator_value(activity, planned, result) == value


def test_a_result_by_hand_is_the_authors_and_no_change_of_the_plan(office):
    plan = make.ready(office.author, office.district, office.schools)
    counted = plan.activities.get()
    by_hand = make.activity(plan, office.author, topic="อบรม", result_basis="manual", target=Decimal(50))
    with pytest.raises(DomainError, match="ไม่ต้องบันทึกเอง"):
        services.record_result(counted, actor=office.author, value=Decimal(1), now=make.NOW)
    with pytest.raises(NotAllowed):
        services.record_result(by_hand, actor=office.head, value=Decimal(1), now=make.NOW)
    with pytest.raises(DomainError, match="ไม่น้อยกว่า"):
        services.record_result(by_hand, actor=office.author, value=Decimal(-1), now=make.NOW)
    plan.refresh_from_db()
    digest = plan.content_hash
    services.record_result(by_hand, actor=office.author, value=Decimal(60), now=make.NOW)
    plan.refresh_from_db()
    assert plan.content_hash == digest
    line = activity_lines(plan)[1]
    assert (line.value, line.reached, line.percent) == (Decimal(60), True, 100)
