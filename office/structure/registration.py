"""What this app tells the others when the program starts."""

from typing import Any

from django.urls import reverse

from core import audit, navigation
from core.pointers import Provider, register_provider
from evidence.proofs import register_source
from office.structure import channel_proof, proofs
from office.structure.models import BoardSeat, Channel, Post, Unit
from office.structure.permissions import may_write
from office.structure.services import load_structure
from schools.models import District
from schools.scope import holds, register_path
from schools.signals import register_reference_loader


def _district(key: str) -> District:
    return District.objects.get(pk=int(key))


def _channel(key: str) -> Channel:
    return Channel.objects.select_related("district").get(pk=int(key))


def _page_of(part: str, thai: str) -> Provider:
    """A part of the structure's page, known by the office's key."""
    return Provider(
        label=lambda key: f"{thai} {_district(key).name}",
        url=lambda key: f"{reverse('structure:structure')}#{part}",
        may_view=lambda user, key: holds(user, "reference.read", district=_district(key)),
        may_change=lambda user, key: False,
        district_code=lambda key: _district(key).code,
        printed=lambda key: ("office-structure", {}),
    )


def _may_view_channel(user: Any, key: str) -> bool:
    return Channel.objects.visible_to(user).filter(pk=int(key)).exists()


def _providers() -> None:
    register_provider(proofs.STRUCTURE, _page_of("units", "โครงสร้าง"))
    register_provider(proofs.BOARD, _page_of("board", "บอร์ดบริหาร"))
    register_provider(
        proofs.CHANNEL,
        Provider(
            label=lambda key: str(_channel(key)),
            url=lambda key: reverse("structure:channel", args=[key]),
            may_view=_may_view_channel,
            may_change=lambda user, key: may_write(user, _channel(key).district),
            district_code=lambda key: _channel(key).district.code,
        ),
    )


def register_all() -> None:
    for model in (Unit, Post, BoardSeat, Channel):
        register_path(model, district="district", read=("reference.read",))
    audit.register(
        {"structure.added": "เพิ่มในโครงสร้างสำนักงาน: {what}", "structure.edited": "แก้ไขโครงสร้างสำนักงาน: {what}"}
    )
    register_reference_loader("office structure", load_structure)
    navigation.register(
        navigation.NavItem(
            "structure", "โครงสร้างสำนักงาน", "structure:structure", "sitemap", order=160, section=navigation.OFFICE,
            capabilities=("reference.read",),
        ),
        navigation.NavItem(
            "channels", "ช่องทางสื่อสาร", "structure:channels", "message", order=162, section=navigation.OFFICE,
            capabilities=("reference.read",),
        ),
    )  # fmt: skip
    _providers()
    channel_proof.register()
    for source in proofs.SOURCES:
        register_source(source)
