"""Pages of calls and SARs."""
