"""Resolutions as something evidence proves."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from evidence.uses import UseKind, register_use
from kotpn.committee.permissions import may_keep
from kotpn.minutes.models import Resolution, ResolutionEvidence
from kotpn.minutes.permissions import may_follow, owns

KEY = "resolution"
_OPEN = (Resolution.State.OPEN, Resolution.State.DONE)


def _rows() -> QuerySet[Resolution]:
    return Resolution.objects.select_related("committee__district", "meeting", "owner__school")


def _school(row: Resolution) -> Any:
    """A school's own people hang what lies in their school's store; the office what lies in its own."""
    return row.owner.school if row.owner is not None else None


def _may_view(user: Any, row: Resolution) -> bool:
    return Resolution.objects.visible_to(user).filter(pk=row.pk).exists()


def _may_attach(user: Any, row: Resolution) -> bool:
    return row.state in _OPEN and may_follow(user, row)


def _may_review(user: Any, row: Resolution) -> bool:
    return row.state in _OPEN and may_keep(user, row.committee.district_id) and not owns(user, row)


def register() -> None:
    register_use(
        UseKind(
            key=KEY,
            model=ResolutionEvidence,
            thai="มติที่ประชุม",
            target=lambda key: _rows().get(pk=int(key)),
            describe=lambda row: f"{row.reference} {row.text}"[:200],
            url=lambda row: reverse("minutes:resolution", args=[row.pk]),
            school=_school,
            district=lambda row: row.committee.district,
            may_view=_may_view,
            may_attach=_may_attach,
            may_review=_may_review,
            related=("target__committee__district", "target__meeting", "target__owner__school"),
        )
    )
