"""Tests on the real engines: `make test` runs all, `python -m pytest tests/x` some."""
