"""Business acts on standard sets."""
