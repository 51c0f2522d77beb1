"""Units, posts and board seats: entered, changed, switched off; and the shipped rows."""

from office.structure.services.editing import save_post, save_seat, save_unit
from office.structure.services.reference import load_structure

__all__ = ["load_structure", "save_post", "save_seat", "save_unit"]
