"""Letters in and out: registers, routing, opinions."""
