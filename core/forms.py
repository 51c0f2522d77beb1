"""What the views of every desk do with forms alike: ask for a reason, run a service and show what it refuses."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied

from core.errors import DomainError, NotAllowed
from core.keys import number_of

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
