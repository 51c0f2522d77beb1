"""Views of quality levels, their import and external assessment."""
