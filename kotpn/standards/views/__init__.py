"""Pages of office standards."""
