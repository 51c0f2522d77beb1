"""Put an edition in use, take it out of use, and into it again. What is in use is frozen."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.missing import refuse_if_missing
from supervision.indicators.missing import missing
from supervision.indicators.models import IndicatorSet
from supervision.indicators.services.common import locked_draft, locked_set, save_set
from supervision.indicators.states import SET_STATES


@transaction.atomic
def publish(row: IndicatorSet, *, actor: Any, stamp: int | None = None, now: datetime | None = None) -> IndicatorSet:
    """Freeze a draft for use. DomainError names every weight that does not add up; two clicks publish once.

    Editions in use before stay in use: a year goes on with the one it was opened with.
    """
    held = locked_set(row, actor=actor)
    if held.state == IndicatorSet.State.PUBLISHED:
        return held
    draft = locked_draft(row, actor=actor, stamp=stamp)
    refuse_if_missing(missing(draft))
    draft.state = SET_STATES.next(draft.state, "publish")
    draft.published_at = now or timezone.now()
    return save_set(draft, "published", actor=actor, now=now)


@transaction.atomic
def retire(row: IndicatorSet, *, actor: Any, now: datetime | None = None) -> IndicatorSet:
    """No new year begins with it; years that use it go on. Twice is once."""
    held = locked_set(row, actor=actor)
    if held.state == IndicatorSet.State.RETIRED:
        return held
    held.state = SET_STATES.next(held.state, "retire")
    return save_set(held, "retired", actor=actor, now=now)


@transaction.atomic
def use_again(row: IndicatorSet, *, actor: Any, now: datetime | None = None) -> IndicatorSet:
    held = locked_set(row, actor=actor)
    if held.state == IndicatorSet.State.PUBLISHED:
        return held
    held.state = SET_STATES.next(held.state, "use")
    return save_set(held, "used", actor=actor, now=now)
