"""Targets of schools, and agreements at each of their states, through the services."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from supervision.agreements import services
from supervision.agreements.models import Agreement
from supervision.improvement.models import Participation, Programme
from supervision.indicators.models import Indicator
from supervision.progress.models import SchoolIndicator

DAY = date(2024, 11, 15)


def targets(
    programme: Programme, participations: Sequence[Participation] | None = None, *, baseline: str = "2",
    value: str = "4", but: Sequence[str] = (),
) -> None:  # fmt: skip
    """A baseline and a target on every indicator of the given schools (all unless told), none on those of `but`."""
    now = timezone.now()
    parts = list(programme.participations.all()) if participations is None else participations
    SchoolIndicator.objects.bulk_create(
        SchoolIndicator(
            participation=part, indicator=one, baseline=Decimal(baseline),
            target=None if one.code in but else Decimal(value), updated_at=now,
        )
        for part in parts
        for one in Indicator.objects.filter(area__set=programme.set)
    )  # fmt: skip


def issued(actor: Any, part: Participation, *, dated: date = DAY, **more: Any) -> Agreement:
    return services.issue(part, actor=actor, dated=dated, **more)


def signed(actor: Any, part: Participation, *, on: date = DAY) -> Agreement:
    return services.sign(issued(actor, part), actor=actor, act="sign", on=on)
