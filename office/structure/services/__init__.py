"""Units, posts, board seats and channels: entered, changed, switched off; and the shipped rows."""

from office.structure.services.channels import described, save_channel
from office.structure.services.editing import save_post, save_seat, save_unit
from office.structure.services.reference import load_structure

__all__ = ["described", "load_structure", "save_channel", "save_post", "save_seat", "save_unit"]
