"""Blocks of the offline app on the pages of others."""

from typing import Any

from django.http import HttpRequest

from core.slots import Block


def ready_block(request: HttpRequest) -> dict[str, Any]:
    """The way into the app; what the phone holds only the phone knows."""
    return {}


HOME_ASIDE = (Block("capture", 5, ready_block, "capture/_home.html", capabilities=("visit.write",)),)
