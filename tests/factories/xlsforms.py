"""XLSForm workbooks of a few rows, in the shapes people send them."""

from typing import Any

from tests.factories.workbooks import raw

SURVEY = ["type", "name", "label", "required", "relevant", "constraint", "constraint_message", "hint", "appearance"]
CHOICES = ["list_name", "name", "label"]


def form(
    survey: list[list[Any]], choices: list[list[Any]] | None = None, settings: dict[str, Any] | None = None, **more: Any
) -> bytes:
    """Rows without headers; `survey_head` and `choices_head` replace the usual ones, other keywords are sheets."""
    sheets = {"survey": [more.pop("survey_head", SURVEY), *survey]}
    head = more.pop("choices_head", CHOICES)
    if choices is not None:
        sheets["choices"] = [head, *choices]
    settings = {"form_title": "แบบทดสอบ", "form_id": "test-form"} if settings is None else settings
    if settings:
        sheets["settings"] = [list(settings), list(settings.values())]
    return raw({**sheets, **more})
