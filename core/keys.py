"""Numbers and keys that come as text from an address or a posted field, before a database is asked for them."""

from uuid import UUID

# A bigint holds any number of eighteen digits.
LONGEST = 18


def number_of(text: object) -> int | None:
    """The whole number `text` says in decimal digits, None for anything else or longer than any key."""
    words = str(text or "")
    return int(words) if words.isdecimal() and len(words) <= LONGEST else None


def uuid_of(text: object) -> UUID | None:
    """The key `text` says, None for anything else."""
    try:
        return UUID(str(text or ""))
    except ValueError:
        return None
