"""The shipped set of 2557 against the desks: every rule can be asked, and the questions do not grow with the work."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.proofs import check_conditions
from kotpn.assessment.proposing import offers
from kotpn.standards.models import ProofLine
from kotpn.standards.services.reference import load_office_sets
from schools.models import District
from schools.services.reference import load_reference
from supervision.field.models import Visit
from tests.factories import base, field, levels
from tests.factories import quality as make

pytestmark = pytest.mark.django_db
MOST = 25


def _lines(district: District) -> list[ProofLine]:
    load_office_sets(district)
    rows = ProofLine.objects.filter(issue__indicator__standard__set__district=district)
    return list(rows.filter(issue__indicator__standard__set__code="esa-2557").select_related("issue"))


def test_every_rule_of_the_set_can_be_asked_of_an_office_with_the_shipped_lists() -> None:
    district = base.district()
    load_reference(district)
    for line in _lines(district):
        for where in filter(None, (line.where, line.among) if line.source else ()):
            check_conditions(line.source, where, district)


def test_the_whole_set_asks_as_much_for_much_work(quality: SimpleNamespace) -> None:
    lines = _lines(quality.district)
    levels.load_standard_sets(quality.district)
    counts, found = [], {}
    for many in (2, 18):
        for number in range(many):
            day = field.DAY - timedelta(days=number)
            field.submitted(quality.supervisor, quality.school, on=day, topic=f"เรื่อง {many}-{number}")
        make.gathering(quality.supervisor, [quality.school], title=f"กิจกรรม {many}")
        with CaptureQueriesContext(connection) as asked:
            found = offers(quality.district, 2567, lines)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= MOST
    assert max(offer.count for offer in found.values()) == 20 == Visit.objects.count()
