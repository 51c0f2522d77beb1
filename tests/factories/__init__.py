"""Rows for tests: plain keyword functions. States are reached through services, only what has no state is written
directly. `from tests.factories import base`, then `base.district()`."""
