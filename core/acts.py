"""The act of a single button: run it, and tell a refusal above the next page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from core.errors import DomainError, NotAllowed


def tried(request: HttpRequest, act: Callable[[], Any]) -> bool:
    """Whether the act was done; a refusal becomes a message, what the person may not do at all a 403."""
    try:
        act()
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return False
    return True
