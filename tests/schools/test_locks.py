"""Taking turns in an office: the second one waits, rows that only point at the office do not."""

from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError
from typing import Any

import pytest
from django.db import connection, transaction

from schools.models import Cluster
from schools.services.locks import lock_district
from tests.factories import base


def _apart(hands: ThreadPoolExecutor, act: Any) -> Future[Any]:
    def run() -> Any:
        try:
            with transaction.atomic():
                return act()
        finally:
            connection.close()

    return hands.submit(run)


@pytest.mark.django_db(transaction=True)
def test_the_second_waits_and_inserts_go_on() -> None:
    key = base.district().pk
    with ThreadPoolExecutor(2) as hands:
        with transaction.atomic():
            lock_district(key)
            insert = _apart(hands, lambda: Cluster.objects.create(district_id=key, name="กลุ่มใหม่", name_sort="กลุ่มใหม่"))
            assert insert.result(timeout=20).district_id == key
            second = _apart(hands, lambda: lock_district(key))
            with pytest.raises(TimeoutError):
                second.result(timeout=1)
        assert second.result(timeout=20).pk == key
