"""What evidence tells apps to its right."""

from django.dispatch import Signal

# After the evidence of a target changed, inside the transaction; sender is the concrete use model: kind (its key),
# target, actor.
uses_changed = Signal()
