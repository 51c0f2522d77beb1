"""Reports stand on visits, so their tests use the cast of the visits."""

from tests.field.conftest import Cast, cast

__all__ = ["Cast", "cast"]
