"""Answers to rounds and a school's own summaries as records that may be taken up as evidence."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.pointers import Pointer
from supervision.rounds.models import InternalSummary, RoundSchool


def _day(moment: dt.datetime | None) -> dt.date | None:
    return timezone.localtime(moment).date() if moment else None


def _entry(row: RoundSchool) -> Pointer:
    return Pointer("round_school", str(row.pk), str(row), _day(row.submitted_at), row.content_hash)


def _summary(row: InternalSummary) -> Pointer:
    return Pointer("internal_summary", str(row.pk), str(row), _day(row.submitted_at))


def search_entries(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Answers that were sent, newest first."""
    rows = RoundSchool.objects.visible_to(user).answered().filter(round__district=district)
    if school is not None:
        rows = rows.filter(school=school)
    for word in text.split():
        rows = rows.filter(
            Q(round__title__icontains=word) | Q(round__label__icontains=word) | Q(school__name__icontains=word)
        )
    return [_entry(row) for row in rows.select_related("round", "school").order_by("-submitted_at", "-pk")[:limit]]


def entry(key: str) -> Pointer:
    return _entry(RoundSchool.objects.select_related("round", "school").get(pk=int(key)))


def search_summaries(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Summaries of schools' own supervision that were sent, newest first."""
    rows = InternalSummary.objects.visible_to(user).filter(
        school__district=district, state=InternalSummary.State.SUBMITTED
    )
    if school is not None:
        rows = rows.filter(school=school)
    for word in text.split():
        rows = rows.filter(Q(school__name__icontains=word) | Q(results__icontains=word))
    return [_summary(row) for row in rows.select_related("school").order_by("-submitted_at", "-pk")[:limit]]


def summary(key: str) -> Pointer:
    return _summary(InternalSummary.objects.select_related("school").get(pk=int(key)))
