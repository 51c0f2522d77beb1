"""Parameters of a document as a form whose every field has a default that makes sense."""

from typing import TYPE_CHECKING, Any

from django import forms

from reports.rows import RowField

if TYPE_CHECKING:
    from reports.base import Reader


class DocumentForm(forms.Form):
    """Base of all parameter forms.

    A subclass narrows choices by `self.reader` and `self.district_code` in `__init__` and sets `field.initial` to the
    default: latest year, plan or school that has data. Raw values (as posted) are what a run stores.
    """

    def __init__(self, *args: Any, reader: "Reader", district_code: str, **kwargs: Any) -> None:
        self.reader = reader
        self.district_code = district_code
        super().__init__(*args, **kwargs)

    def default_data(self) -> dict[str, Any]:
        """Raw value of every field when nobody chose anything."""
        data: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = field.prepare_value(self.get_initial_for_field(field, name))
            if isinstance(value, (list, tuple, set)):
                data[name] = [str(item) for item in value]
            elif isinstance(value, bool):
                data[name] = "on" if value else ""
            else:
                data[name] = "" if value is None else str(value)
        return data

    def offer_rows(self, asked: Any) -> None:
        """What a page offers for parameters that are rows; `asked` is the address, where find-NAME searches one."""
        for name, field in self.row_fields():
            chosen = self.data.get(self.add_prefix(name)) if self.is_bound else self.get_initial_for_field(field, name)
            field.offer(chosen, asked.get(f"find-{name}", ""))
            if field.matched:
                self.initial[name] = field.offered[0].pk

    def row_fields(self) -> list[tuple[str, RowField]]:
        return [(name, field) for name, field in self.fields.items() if isinstance(field, RowField)]

    @property
    def has_nothing(self) -> bool:
        """There is no row yet that could be printed; asked after `offer_rows`."""
        return any(field.has_none for _name, field in self.row_fields())


def posted(data: Any, form: forms.Form) -> dict[str, Any]:
    """What was posted for each field, as a run stores it: a list where the widget takes several, else the last."""
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        values = data.getlist(form.add_prefix(name))
        many = getattr(field.widget, "allow_multiple_selected", False)
        found[name] = values if many else (values[-1] if values else "")
    return found


class DigitsField(forms.ChoiceField):
    """Thai or Arabic digits of one printing; empty follows the office's setting."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "ตามการตั้งค่าของสำนักงาน"), ("thai", "เลขไทย"), ("arabic", "เลขอารบิก")]
        super().__init__(**{"label": "ตัวเลขในเอกสาร", "required": False, "initial": "", **kwargs, "choices": choices})
