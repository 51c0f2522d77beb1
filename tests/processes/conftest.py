"""Procedures and runs stand on the same offices and schools as visits."""

from tests.field.conftest import Cast, cast

__all__ = ["Cast", "cast"]
