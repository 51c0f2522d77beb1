"""Every registered source of proof: it can be asked of an office that has nothing, in few queries, and names itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import pointers
from evidence.proofs import ProofSource, Scope, check_conditions, sources
from tests.factories import base

pytestmark = pytest.mark.django_db
MOST = {"projects": 2, "instruments": 2, "internal": 2}


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.key)
def test_an_empty_office_has_no_proof(source: ProofSource) -> None:
    district = base.district()
    with CaptureQueriesContext(connection) as queries:
        found = list(source.gather(Scope(district, 2568)))
    assert found == []
    assert len(queries) <= MOST.get(source.key, 1), [query["sql"] for query in queries]


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.key)
def test_it_can_be_put_into_a_rule(source: ProofSource) -> None:
    district = base.district()
    assert source.thai and source.unit
    assert len({tag.key for tag in source.tags}) == len(source.tags)
    for tag in source.tags:
        values = [value for value, word in tag.choices(district) if word]
        assert len(values) == len(set(values))
        if values:
            check_conditions(source.key, {tag.key: values[:1]}, district)
    if source.page is not None:
        assert source.page(Scope(district, 2568)).startswith("/")


def test_every_key_is_of_one_source() -> None:
    assert len({source.key for source in sources()}) == len(sources())
    assert pointers.kinds()
