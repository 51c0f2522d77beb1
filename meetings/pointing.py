"""What a gathering and its pictures are to those who point at them."""

from core.pointers import Pointer
from meetings.models import Gathering


def pointer(gathering: Gathering) -> Pointer:
    return Pointer("gathering", str(gathering.pk), gathering.title, gathering.held_on)


def photo_pointer(gathering: Gathering) -> Pointer:
    """Where its pictures hang; its papers hang on the gathering itself."""
    return Pointer("gathering_photo", str(gathering.pk), f"ภาพ {gathering.title}", gathering.held_on)
