"""Running numbers: no gap, no double, not even at the first number of a year or after rollbacks."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from core.models import NumberSeries
from core.numbers import next_number


class Undone(Exception):
    """What makes a registration roll back."""


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_given() -> None:
    with pytest.raises(RuntimeError):
        next_number("T1", "visit", 2567)
    assert not NumberSeries.objects.exists()


@pytest.mark.django_db
def test_a_christian_year_is_refused() -> None:
    with pytest.raises(ValueError, match="2024"):
        next_number("T1", "visit", 2024)


@pytest.mark.django_db
def test_each_office_series_and_year_counts_for_itself() -> None:
    assert [next_number("T1", "visit", 2567) for _ in range(3)] == [1, 2, 3]
    assert next_number("T2", "visit", 2567) == 1
    assert next_number("T1", "letter", 2567) == 1
    assert next_number("T1", "visit", 2568) == 1
    assert next_number("T1", "visit", 2567) == 4


@pytest.mark.django_db
def test_one_counter_per_series_and_year_in_the_database() -> None:
    next_number("T1", "visit", 2567)
    with pytest.raises(IntegrityError):
        NumberSeries.objects.create(district_code="T1", series="visit", year=2567)


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_with_rollbacks_leave_no_gap() -> None:
    given: list[int] = []
    faults: list[BaseException] = []
    start = threading.Barrier(40)

    def register(place: int) -> None:
        try:
            start.wait(timeout=60)
            with transaction.atomic():
                number = next_number("T1", "letter-in", 2567)
                if place % 7 == 0:
                    raise Undone
            given.append(number)
        except Undone:
            pass
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=register, args=(place,)) for place in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not faults
    assert sorted(given) == list(range(1, 35))
    assert NumberSeries.objects.get().last == 34
