"""Numbers that come as text from an address or a posted field, before a database is asked for them."""

# A bigint holds any number of eighteen digits.
LONGEST = 18


def number_of(text: object) -> int | None:
    """The whole number `text` says in decimal digits, None for anything else or longer than any key."""
    words = str(text or "")
    return int(words) if words.isdecimal() and len(words) <= LONGEST else None
