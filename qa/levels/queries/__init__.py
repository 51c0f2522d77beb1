"""Read-only assembly of quality levels for pages, documents and the apps to the right."""
