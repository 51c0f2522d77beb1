"""What evidence tells apps to its right."""

from django.dispatch import Signal

# After the evidence of a target changed, inside the transaction; sender is the concrete use model: kind (its key),
# target, actor.
uses_changed = Signal()

# After an item that is in use was taken out of its store, inside the transaction; sender is EvidenceItem: item, actor.
item_withdrawn = Signal()
