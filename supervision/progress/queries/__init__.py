"""Read-only assembly for pages and for the apps to the right."""
