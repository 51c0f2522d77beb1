"""What this app tells those to its left and right: a resolution was recorded."""

from django.dispatch import Signal

resolution_recorded = Signal()
"""Sent inside the transaction with `resolution`, `actor` and `now`; a receiver that refuses undoes the resolution."""

resolution_changed = Signal()
"""Likewise, with `kind_before`: a receiver that acted on the first kind may refuse the change."""

resolution_withdrawn = Signal()
"""Likewise, before it is gone from the register: a receiver that acted on it may refuse."""
