"""Read-only assembly for the pages of meetings."""
