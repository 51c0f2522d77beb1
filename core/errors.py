"""Errors a user can cause; everything else is left to crash."""


class DomainError(Exception):
    """A refusal with a full Thai sentence; `field` names the form field it belongs to."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
