"""Where the pages of agreements lead back to."""

from django.urls import reverse

from core import pointers
from supervision.improvement.models import Participation, Programme
from supervision.improvement.services.common import participation_pointer, programme_pointer


def _page(pointer: pointers.Pointer) -> str:
    return pointers.provider(pointer.kind).url(pointer.key) if pointer.kind in pointers.kinds() else reverse("home")


def programme_url(programme: Programme) -> str:
    """The year's own page."""
    return _page(programme_pointer(programme))


def school_url(part: Participation) -> str:
    """The page of a school in the year."""
    return _page(participation_pointer(part))
