"""Typed readers of environment variables; every setting that differs between machines comes through here."""

import os


class SettingError(Exception):
    """An environment variable is missing or malformed."""


def text(name: str, default: str | None = None) -> str:
    """The variable's text; an empty one counts as not set. Raises SettingError when it is missing without default."""
    value = os.environ.get(name) or default
    if value is None:
        raise SettingError(f"{name} must be set")
    return value


def flag(name: str, *, default: bool) -> bool:
    """True or false in the usual spellings; raises SettingError for anything else."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    if value.lower() in ("1", "true", "yes", "on"):
        return True
    if value.lower() in ("0", "false", "no", "off"):
        return False
    raise SettingError(f"{name} must be true or false, not {value!r}")


def number(name: str, default: int) -> int:
    """A whole number; raises SettingError for anything else."""
    value = os.environ.get(name)
    if value is None or value == "":
        return default
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} must be a whole number, not {value!r}") from None


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
