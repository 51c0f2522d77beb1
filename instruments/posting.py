"""Saving what was posted of a sheet and of the form around it: what is right is kept, what is wrong says why.

For the pages of every app that fills a sheet in; what saving means is theirs.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form as PageForm

from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.answering import differing, posted_values, save_what_can
from instruments.models import Response
from instruments.queries import Form
from instruments.services import AnswerValue


@dataclass
class Outcome:
    """What became of a posted sheet: `refused` answers by item key; `problem` when nothing at all was saved. Where
    somebody else was faster (`overtaken`), `conflict` holds (label, what stands, what was typed) of the words that
    differ, and `refused` their answer beside every item that does."""

    refused: dict[int, str] = field(default_factory=dict)
    problem: str = ""
    overtaken: bool = False
    conflict: list[tuple[str, str, str]] = field(default_factory=list)

    def wrong(self, form: PageForm) -> str:
        """Everything that was not kept, in one line."""
        return " ".join([*self.refused.values(), *(str(errors[0]) for errors in form.errors.values())])

    def stamp(self, stands: int, seen: int | None) -> int:
        """What the page shown again carries: the newest save, unless it was refused for another reason and so does not
        show what stands."""
        return seen if self.problem and not self.overtaken and seen is not None else stands

    def error(self) -> str:
        """The line above the page shown again; "" when all was saved."""
        if self.refused and not self.problem:
            return f"มี {len(self.refused)} ข้อที่ยังไม่ได้บันทึก ข้ออื่นบันทึกแล้ว"
        return self.problem


def save_posted(
    post: Any,
    sheet_form: Form,
    *,
    form: PageForm,
    save: Callable[[dict[int, AnswerValue]], object],
    standing: Callable[[], Response],
    words: Callable[[], list[tuple[str, str, str]]] = list,
    who: str = "อีกคน",
) -> Outcome:
    """Hand the answers in `post` (a QueryDict) to `save`, without those it refuses by name; a field of `form` refused
    is told there and left out, the rest is tried again.

    `form` is bound; it may be partly wrong. When `save` finds that somebody else was faster, `standing` gives the sheet
    as it stands now, `words` the texts that differ, and `who` was faster. PermissionDenied where the person may not.
    """
    outcome = Outcome()
    form.is_valid()
    answers: Mapping[int, AnswerValue] = posted_values(post, sheet_form, refused=outcome.refused)
    while True:
        try:
            outcome.refused |= save_what_can(answers, save)
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.message) from refusal
        except StaleRevision as refusal:
            outcome.problem, outcome.overtaken = refusal.message, True
            outcome.conflict = words()
            theirs = differing(sheet_form, standing(), answers)
            outcome.refused = {key: f"{who}ตอบไว้ว่า: {told}" for key, told in theirs.items()}
        except DomainError as refusal:
            if refusal.field in form.cleaned_data:
                form.add_error(refusal.field, refusal.message)  # takes the value out, the rest is tried again
                continue
            outcome.problem = refusal.message
        return outcome
