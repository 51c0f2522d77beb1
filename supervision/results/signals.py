"""What others may listen to: `published` is sent with edition, actor and now inside the transaction that publishes."""

from django.dispatch import Signal

published = Signal()
