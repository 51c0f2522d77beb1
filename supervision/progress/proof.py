"""What a school shows for an indicator, as something evidence proves."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from evidence.uses import UseKind, register_use
from supervision.progress import permissions
from supervision.progress.models import IndicatorEvidence, SchoolIndicator

KEY = "school_indicator"


def _rows() -> QuerySet[SchoolIndicator]:
    return SchoolIndicator.objects.select_related(
        "participation__programme__district", "participation__school", "indicator__area"
    )


def _may_view(user: Any, row: SchoolIndicator) -> bool:
    part = row.participation
    # The indicators of one school are asked one after the other.
    asked = part.__dict__.setdefault("_seen_by", {})
    if user.pk not in asked:
        asked[user.pk] = type(part).objects.visible_to(user).filter(pk=part.pk).exists()
    return bool(asked[user.pk])


def _may_attach(user: Any, row: SchoolIndicator) -> bool:
    return permissions.can_tick(user, row.participation)


def _may_review(user: Any, row: SchoolIndicator) -> bool:
    programme = row.participation.programme
    return programme.is_open and permissions.follows(user, programme)


def _previous(row: SchoolIndicator) -> list[SchoolIndicator]:
    """The same indicator (by its codes) of the school in the years this one follows, newest first."""
    part = row.participation
    if "_earlier" not in part.__dict__:
        before = _rows().filter(
            participation__school=part.school_id, participation__programme__model=part.programme.model_id,
            participation__programme__year__lt=part.programme.year,
        )  # fmt: skip
        part.__dict__["_earlier"] = list(
            before.exclude(participation__programme__state="cancelled").order_by(
                "-participation__programme__year", "pk"
            )
        )
    codes = (row.indicator.area.code, row.indicator.code)
    return [old for old in part.__dict__["_earlier"] if (old.indicator.area.code, old.indicator.code) == codes]


def register() -> None:
    register_use(
        UseKind(
            key=KEY,
            model=IndicatorEvidence,
            thai="ตัวชี้วัดของรูปแบบการขับเคลื่อน",
            target=lambda key: _rows().get(pk=int(key)),
            describe=lambda row: f"{row.indicator} · {row.participation}",
            url=lambda row: reverse("progress:indicator", args=[row.participation_id, row.indicator_id]),
            school=lambda row: row.participation.school,
            district=lambda row: row.participation.programme.district,
            may_view=_may_view,
            may_attach=_may_attach,
            may_review=_may_review,
            year=lambda row: row.participation.programme.year,
            previous=_previous,
            related=("target__participation__programme__district", "target__participation__school",
                     "target__indicator__area"),
        )
    )  # fmt: skip
