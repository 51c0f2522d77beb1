"""Turns the database's refusals (a second click, a colleague at the same moment) into Thai sentences by a field."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from core.errors import DomainError


@contextmanager
def explained(refusals: Mapping[str, tuple[str, str | None]]) -> Iterator[None]:
    """Constraint name → (Thai sentence, field); a constraint not named here crashes, as a fault of ours should."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        name = getattr(diagnosis, "constraint_name", None) or ""
        if name not in refusals:
            raise
        message, field = refusals[name]
        raise DomainError(message, field=field) from None
