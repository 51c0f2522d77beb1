"""Agreements of the year's programmes count; cancelled ones, other years and the neighbour do not."""

from types import SimpleNamespace

import pytest

from core import files
from supervision.agreements import services
from supervision.agreements.queries import pointer_of
from supervision.improvement.models import Programme
from tests.core import pictures
from tests.factories import agreements
from tests.factories.improvement import a_programme, a_quality_model, an_indicator_set
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db


def test_agreements_that_stand(quality: SimpleNamespace) -> None:
    by, chosen = quality.director, an_indicator_set(a_quality_model(quality.district), per_area=1)
    year = a_programme(by, quality.district, schools=[quality.school, quality.neighbour], set=chosen, year=2568)
    agreements.targets(year)
    first, second = year.participations.order_by("pk")
    signed, gone = agreements.signed(by, first), agreements.issued(by, second)
    services.cancel(gone, actor=by, reason="ออกผิด")
    files.store(
        pictures.upload(pictures.jpeg()), owner=pointer_of(signed), actor=by, district_code=quality.district.code
    )
    found = asked(quality.district, "agreements", 2568, reader=by)
    assert keys(found) == [str(signed.pk)]
    assert keys(found, state="signed", copy="yes") == [str(signed.pk)]
    assert {row.school for row in found} == {first.school_id}
    assert asked(quality.district, "agreements", 2567) == []
    Programme.objects.filter(pk=year.pk).update(state="cancelled")
    assert asked(quality.district, "agreements", 2568) == []
