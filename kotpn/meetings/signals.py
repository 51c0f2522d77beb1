"""What a meeting tells the apps to its right.

Sent inside the transaction with `meeting`, `actor` and `now`: a receiver that raises DomainError undoes the act.
"""

from django.dispatch import Signal

meeting_opened = Signal()
meeting_not_opened = Signal()
meeting_closed = Signal()
