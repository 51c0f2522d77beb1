"""What this app tells those to its left and right: a resolution was recorded."""

from django.dispatch import Signal

resolution_recorded = Signal()
"""Sent inside the transaction with `resolution`, `actor` and `now`; a receiver that refuses undoes the resolution."""
