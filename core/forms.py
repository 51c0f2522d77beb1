"""What the views of every desk do with forms alike: ask for a reason, run a service and show what it refuses."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from core.errors import DomainError
from core.keys import number_of
from core.passed import refusal_of

T = TypeVar("T")


class RowForm(forms.ModelForm):
    """The fields of a model's row whose service writes it: the form fills no instance. What a field of the model itself
    refuses, such as a number beyond its column, still stands beside it; fields a form declares have their own rules."""

    def _post_clean(self) -> None:
        for name in [
            name for name in self._meta.fields if name in self.cleaned_data and name not in self.declared_fields
        ]:
            field = self._meta.model._meta.get_field(name)
            value = self.cleaned_data[name]
            if field.is_relation or value in field.empty_values:
                continue
            try:
                field.run_validators(value)
            except forms.ValidationError as error:
                self.add_error(name, error)

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes: the row's own fields, of those the form has; a form that asks for more adds it."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}


def needed_to_send(form: forms.BaseForm, *names: str) -> None:
    """Fields a draft may lack but sending asks for: they are not marked as optional."""
    for name in names:
        field: Any = form.fields[name]
        field.needed_to_send = True


class ReasonForm(forms.Form):
    """Why something is cancelled, removed or returned; the people concerned read it."""

    def __init__(
        self,
        *args: Any,
        required: bool = True,
        label: str = "เหตุผล",
        help_text: str = "",
        max_length: int = 2000,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=label,
            help_text=help_text,
            required=required,
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": "กรุณาเขียนเหตุผล ผู้เกี่ยวข้องจะได้รับข้อความนี้"},
        )


class DecisionForm(ReasonForm):
    """Approve or return exactly the revision that was on the page; who returns it says why."""

    def __init__(self, posted: Mapping[str, Any]) -> None:
        self.approves = posted.get("decision") == "approved"
        super().__init__(posted, required=not self.approves)

    @property
    def given(self) -> dict[str, Any]:
        """What a service that decides takes besides subject and actor."""
        return {
            "revision": number_of(self.data.get("revision")) or 0,
            "decision": "approved" if self.approves else "returned",
            "comment": "" if self.approves else self.cleaned_data["reason"],
            "content_hash": self.data.get("hash", ""),
        }


def refuse(form: forms.Form | None, error: DomainError) -> None:
    """Show a service's refusal beside its field, or above the form; what the person may not do at all is a 403."""
    if error.forbids:
        raise PermissionDenied(error.message) from error
    if form is None:
        raise error
    form.add_error(error.field if error.field in form.fields else None, error.message)


def attempt(form: forms.Form, act: Callable[[], T], request: HttpRequest | None = None) -> T | None:
    """What the service gives, or None when it refused: then the form says why. With the request, a post that came too
    late (`core.passed`) is told what happened."""
    try:
        return act()
    except DomainError as error:
        refuse(form, refusal_of(request, error) if request else error)
        return None
