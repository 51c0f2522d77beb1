"""System checks that only the whole installation can make."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def mail_has_a_sender(**kwargs: Any) -> list[CheckMessage]:
    """An installation whose password resets never arrive looks healthy until the first person needs one."""
    if "example." not in settings.DEFAULT_FROM_EMAIL:
        return []
    return [Warning("mail has no sender of yours", hint="set DEFAULT_FROM_EMAIL and EMAIL_HOST", id="config.W001")]
