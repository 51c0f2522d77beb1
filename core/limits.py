"""How often one address may try something without an account."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.module_loading import import_string


def too_many(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Whether this address has tried `what` more than `most` times within `seconds`; counts this time."""
    address = import_string(settings.AXES_CLIENT_IP_CALLABLE)(request)  # behind our proxy the one it saw
    key = f"tries:{what}:{address}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) > most
    except ValueError:  # the counter expired between the two lines
        return False
