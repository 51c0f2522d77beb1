"""Waiting one's turn in an office. Locks of a single row stand in the service that changes it."""

from schools.models import District


def lock_district(pk: int) -> District:
    """The office's row, held until the transaction ends: services that must see what the one before them wrote (two
    clicks, a number, an overlap) take turns by it.

    Without the key (`FOR NO KEY UPDATE`), because the key and `code` of an office never change: a full lock would keep
    every insert of a row that points at the office waiting, whatever it is about.
    """
    return District.objects.select_for_update(no_key=True).get(pk=pk)
