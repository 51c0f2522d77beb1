"""Form fields that speak Thai: dates typed and shown in พ.ศ. They explain; core.thai.dates reads."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.errors import DomainError
from core.thai import dates


class ThaiDateInput(forms.TextInput):
    """A date as text in พ.ศ.; a bound value is shown as it was typed."""

    def format_value(self, value: Any) -> str | None:
        return dates.thai_date(value, "short").replace(dates.NBSP, " ") if isinstance(value, date) else value


class ThaiDateField(forms.Field):
    """15 ม.ค. 2567, 15/1/2567, ๑๕ มกราคม ๒๕๖๗ or ISO; cleans to a `date` or None. What cannot be read is told in
    Thai."""

    widget = ThaiDateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "เช่น 15 ม.ค. 2567 หรือ 15/1/2567")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"data-nt-date": "", "autocomplete": "off"}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        try:
            return dates.parse_date(value)
        except DomainError as error:
            raise ValidationError(str(error), code="invalid") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class ThaiTimeInput(forms.TextInput):
    def format_value(self, value: Any) -> str | None:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class ThaiTimeField(forms.Field):
    """09.30, 9:30 or ๐๙.๓๐ น.; cleans to a `time` or None."""

    widget = ThaiTimeInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "เช่น 09.30")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        try:
            return dates.parse_time(value)
        except DomainError as error:
            raise ValidationError(str(error), code="invalid") from None
