"""Two people on one part: what stands now beside what was typed."""

from typing import Any

from django import forms

LABELS = {"levels": "ระดับ/ตัวเลือก", "relevant": "เงื่อนไข", "choice_list": "ชุดตัวเลือก"}


def differences(form: forms.Form, now: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(label, what stands now, what was typed) of what differs."""
    found = []
    for name, value in now.items():
        if name not in form.cleaned_data or form.cleaned_data[name] == value:
            continue
        label = LABELS.get(name) or str(form.fields[name].label)
        found.append((label, _words(value), _words(form.cleaned_data[name])))
    return found


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, tuple):
        return " · ".join(f"{row.value} {row.label} {row.description} {row.code}".strip() for row in value)
    return "" if value is None else str(value)
