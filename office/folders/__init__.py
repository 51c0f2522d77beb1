"""Folders presented for signature, and where each is now."""
