"""Pages of evaluations and results."""
