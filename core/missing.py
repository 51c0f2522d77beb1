"""What is still absent before a submit: the page lists it and the service refuses on the same list."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import DomainError


@dataclass(frozen=True)
class Missing:
    """`text` is a Thai sentence; `anchor` the id of the field or section it is about, `page` a URL if elsewhere."""

    text: str
    anchor: str
    page: str = ""


def refuse_if_missing(missing: Sequence[Missing]) -> None:
    if missing:
        raise DomainError(f"ยังขาด {len(missing)} รายการ: " + " · ".join(item.text for item in missing))
