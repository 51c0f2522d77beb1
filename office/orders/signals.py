"""What this app tells those to its right, inside the transaction of the act. A receiver may refuse by a DomainError."""

from django.dispatch import Signal

# sender=Order, order=…, actor=…, now=…
order_issued = Signal()
# sender=Order, order=…, actor=…, now=…; the order bears its reason.
order_cancelled = Signal()
