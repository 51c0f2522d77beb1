"""Inclusive schools in counts, help given, coordination."""
