"""What a search finds. Each app offers `search(user, district, text, limit) -> list[Hit]` in its `queries.py`;
`config.search` asks them all."""

from collections.abc import Sequence
from dataclasses import dataclass

MIN_LENGTH = 3
# Every word of a search is one more condition on the database.
MAX_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. kind: Thai plural heading it stands under, such as โรงเรียน; facts: short pieces told under
    the title."""

    kind: str
    title: str
    url: str
    facts: Sequence[str] = ()
    icon: str = "file-text"
