"""What core tells apps to its right."""

from django.dispatch import Signal

# After files of a thing changed, inside the transaction: owner_kind, owner_key, actor.
files_changed = Signal()
