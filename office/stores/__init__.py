"""Supplies, requisitions, stock, repairs and purchases."""
