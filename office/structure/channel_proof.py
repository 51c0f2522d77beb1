"""Channels as something evidence proves: a picture of the screen, a page's address."""

from typing import Any

from django.urls import reverse

from evidence.uses import UseKind, register_use
from office.structure.models import Channel, ChannelEvidence
from office.structure.permissions import may_write

KEY = "channel"


def _channel(key: str) -> Channel:
    return Channel.objects.select_related("district").get(pk=int(key))


def _may_view(user: Any, row: Channel) -> bool:
    return Channel.objects.visible_to(user).filter(pk=row.pk).exists()


def register() -> None:
    register_use(
        UseKind(
            key=KEY,
            model=ChannelEvidence,
            thai="ช่องทางสื่อสาร",
            target=_channel,
            describe=lambda row: f"ช่องทางสื่อสาร {row.name}",
            url=lambda row: reverse("structure:channel", args=[row.pk]),
            school=lambda row: None,
            district=lambda row: row.district,
            may_view=_may_view,
            may_attach=lambda user, row: may_write(user, row.district),
            may_review=lambda user, row: may_write(user, row.district),
            related=("target__district",),
        )
    )
