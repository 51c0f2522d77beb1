"""Pages of rounds and of a school's own supervision."""
