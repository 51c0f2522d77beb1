"""Circulars and who has read them."""
