"""The library of laws, guides and numbered papers."""
