"""Forms of sets of office standards."""
