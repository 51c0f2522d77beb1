"""What letters tell apps to their right."""

from django.dispatch import Signal

# After a letter was made secret, inside the transaction; sender is Letter: letter, subject (what it was called before).
made_secret = Signal()
