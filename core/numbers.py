"""Running numbers without gaps. Take one as the last step before the insert: the counter stays locked until commit."""

from django.db import connection

_NEXT = """
INSERT INTO core_numberseries (district_code, series, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (district_code, series, year) DO UPDATE SET last = core_numberseries.last + 1
RETURNING last
"""


def next_number(district_code: str, series: str, year: int) -> int:
    """The next number of `series` in `year` (พ.ศ.) for the office, from 1. A rollback gives it back: there is no gap.

    One statement, because the first number of a year has no row yet that could be locked. Outside a transaction the
    number would be spent even when the insert fails, so that raises RuntimeError.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    if not 2400 <= year <= 2700:
        raise ValueError(f"{year} is not a Buddhist-era year")
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [district_code, series, year])
        row = cursor.fetchone()
    return int(row[0])
