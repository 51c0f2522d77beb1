"""What this app tells the others when the program starts."""


def register_all() -> None:
    """Paths, acts, pointers, inbox, navigation."""
