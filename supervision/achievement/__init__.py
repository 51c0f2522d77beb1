"""Test results of schools, their trends, early warnings, and the item bank."""
