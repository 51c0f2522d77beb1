"""What the views of every desk do with forms alike: ask for a reason, run a service and show what it refuses."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied

from core.errors import DomainError, NotAllowed

T = TypeVar("T")


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


def refuse(form: forms.Form | None, error: DomainError) -> None:
    """Show a service's refusal beside its field, or above the form; what the person may not do at all is a 403."""
    if isinstance(error, NotAllowed):
        raise PermissionDenied(error.message) from error
    if form is None:
        raise error
    form.add_error(error.field if error.field in form.fields else None, error.message)


def attempt(form: forms.Form, act: Callable[[], T]) -> T | None:
    """What the service gives, or None when it refused: then the form says why."""
    try:
        return act()
    except DomainError as error:
        refuse(form, error)
        return None
