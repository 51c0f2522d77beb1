"""Two people on one part: what `core.conflicts` tells of its fields; and the condition and levels, which are none."""

from typing import Any

from django import forms

from core.conflicts import differing

_OWN = {"relevant": "เงื่อนไข", "levels": "ระดับ/ตัวเลือก"}


def differences(form: forms.Form, now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(label, what stands now, what was typed) of what differs."""
    found = differing(form, {name: value for name, value in now.items() if name not in _OWN})
    return found + [
        (label, _words(now[name]), _words(form.cleaned_data[name]))
        for name, label in _OWN.items()
        if name in now and form.cleaned_data[name] != now[name]
    ]


def _words(value: Any) -> str:
    if isinstance(value, tuple):
        return " · ".join(f"{row.value} {row.label} {row.description} {row.code}".strip() for row in value)
    return str(value)
