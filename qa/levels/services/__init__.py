"""Business acts on quality levels."""
