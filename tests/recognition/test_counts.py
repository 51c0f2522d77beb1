"""Lists ask the database as often for twenty rows as for two."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.recognition import services
from tests.factories import base, recognition
from tests.factories.improvement import a_programme


def _count(user: object, address: str) -> int:
    client = Client()
    client.force_login(user)
    client.get(address)  # what is asked once for a fresh session
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _awards(office: SimpleNamespace, start: int, stop: int) -> None:
    for number in range(start, stop):
        made = recognition.an_announced_award(
            office.head, office.district, office.schools, name=f"รางวัลที่ {number}", programme=office.programme
        )
        services.issue_certificates(made, actor=office.head)


def _recipients(office: SimpleNamespace, start: int, stop: int) -> None:
    made = recognition.an_announced_award(
        office.head, office.district,
        [base.school(office.district) for _ in range(stop - start)], name=f"รางวัล {start}", programme=office.programme,
    )  # fmt: skip
    services.issue_certificates(made, actor=office.head)
    office.award = made


def _practices(office: SimpleNamespace, start: int, stop: int) -> None:
    for number in range(start, stop):
        recognition.a_shown_practice(
            office.schools[0], office.principals[0], office.head, title=f"เรื่องที่ {number}", programme=office.programme
        )


@pytest.mark.parametrize(
    ("name", "fill"),
    [
        ("index", _awards), ("certificates", _awards), ("practices", _practices), ("award", _recipients),
        ("honours", _awards), ("sharing", _practices),
    ],
)  # fmt: skip
def test_as_many_queries_for_twenty_as_for_two(
    office: SimpleNamespace, name: str, fill: Callable[[SimpleNamespace, int, int], None]
) -> None:
    office.programme = a_programme(office.head, office.district, schools=office.schools)
    counts = []
    for start, stop in ((0, 2), (2, 20)):
        fill(office, start, stop)
        keys = {"award": lambda: [office.award.pk], "honours": lambda: [office.programme.pk],
                "sharing": lambda: [office.programme.pk]}.get(name, list)()  # fmt: skip
        counts.append(_count(office.head, reverse(f"recognition:{name}", args=keys)))
    assert counts[0] == counts[1]
    assert counts[1] <= 25


def test_the_proof_is_one_query(office: SimpleNamespace) -> None:
    from evidence.proofs import Scope
    from supervision.recognition.proofs import HONOURS

    recognition.an_announced_award(office.head, office.district, office.schools)
    recognition.an_award(office.head, office.district, name="ร่าง")
    with CaptureQueriesContext(connection) as asked:
        found = list(HONOURS.gather(Scope(office.district, 2568)))
    assert len(asked) == 1
    assert [(row.label, row.amount, row.tags["kind"]) for row in found] == [("โรงเรียนคุณภาพดีเด่น", 3, ("certificate",))]
