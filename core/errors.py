"""What a user can cause, as opposed to a fault of ours, which is left to crash."""

from datetime import date

from core.plain_text import is_unseen


class DomainError(Exception):
    """A refusal with a Thai sentence for the person who asked; `field` names the form field it belongs to. What
    `forbids` is answered with 403, the rest is told where the person was."""

    forbids = False

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(DomainError):
    """The person may not do this here; views answer 403."""

    forbids = True


class TooLate(NotAllowed):
    """It was this person's to do, and they or a colleague did it meanwhile: told above the page, no 403."""

    forbids = False


class StaleRevision(DomainError):
    """The thing was changed by someone else since it was read; nothing was written."""


def needed(text: str, message: str, *, field: str = "reason") -> str:
    """The text without blanks around it; DomainError with `message` beside `field` where nothing is left to see."""
    text = text.strip()
    if not text or is_unseen(text):
        raise DomainError(message, field=field)
    return text


def not_past(day: date | None, today: date, message: str, *, field: str, was: date | None = None) -> None:
    """DomainError with `message` beside `field` for a day to come that is over already; one that stood there before
    (`was`) may stay."""
    if day is not None and day < today and day != was:
        raise DomainError(message, field=field)
