"""Shipped kinds of networks of an office."""

from functools import cache
from pathlib import Path

import yaml

from schools.models import District
from schools.services.reference import add_shipped, in_order
from supervision.networks.models import NetworkKind

_FILE = Path(__file__).resolve().parent.parent / "reference" / "kinds.yaml"


@cache
def shipped() -> tuple[dict[str, str], ...]:
    return tuple(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def load_kinds(district: District) -> int:
    return add_shipped(NetworkKind, district, in_order(shipped()))
