"""What can be approved, and who holds the posts. Both are told to core by the apps to its right in `apps.ready()`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from core.models import ApprovalDecision, ApprovalRound
from core.pointers import Pointer


def _no_effect(round_: Any, actor: Any, now: datetime) -> None:
    return None


def _no_detail(round_: Any) -> str:
    return ""


@dataclass(frozen=True)
class ApprovalKind:
    """One kind of thing with an approval chain.

    The concrete round has a foreign key `subject` (partial unique: one open round per subject), the decision one named
    `round`. `pointer`, `district_code` and `url` take the subject; `authors` gives the accounts that may not approve it
    and are told of the outcome; `limit_days` the days after which a lane is reminded. `approved`, `returned` and
    `withdrawn` (round, actor, now) change the subject in the same transaction; `sender` and `detail` take the round.
    `district_path` leads from the round to the district's code in a filter. `current` gives (revision, hash) of the
    subject as it is now, so that a change behind a submission's back is noticed. `paper` gives the key and parameters
    of the document that prints the subject, for a body that considers it at a meeting.
    """

    code: str
    label: str
    round_model: type[ApprovalRound]
    decision_model: type[ApprovalDecision]
    pointer: Callable[[Any], Pointer]
    district_code: Callable[[Any], str]
    url: Callable[[Any], str]
    authors: Callable[[Any], Iterable[Any]]
    limit_days: Callable[[Any], int]
    approved: Callable[[Any, Any, datetime], None]
    returned: Callable[[Any, Any, datetime], None]
    withdrawn: Callable[[Any, Any, datetime], None] = _no_effect
    detail: Callable[[Any], str] = _no_detail
    sender: Callable[[Any], str] | None = None
    current: Callable[[Any], tuple[int, str]] | None = None
    paper: Callable[[Any], tuple[str, dict[str, Any]]] | None = None
    district_path: str = "subject__district__code"
    related: tuple[str, ...] = ("subject",)


@dataclass(frozen=True)
class Posts:
    """Who holds which post: `holders(post, district_code, on)` accounts, acting ones included; `label(post)` in Thai;
    `person_label(user, district_code, post, on)` as printed, with รักษาการ; `above(post)` the next higher post or None;
    `held(user, district_code, on)` the person's posts there."""

    holders: Callable[[str, str, date], list[Any]]
    label: Callable[[str], str]
    person_label: Callable[[Any, str, str, date], str]
    above: Callable[[str], str | None]
    held: Callable[[Any, str, date], frozenset[str]]


_kinds: dict[str, ApprovalKind] = {}
_posts: list[Posts] = []


def register_posts(posts: Posts) -> None:
    """The one app that knows appointments calls this; the last call counts, so a test may stand in."""
    _posts[:] = [posts]


def posts() -> Posts:
    """RuntimeError when no app told who holds posts, which is a fault of ours."""
    if not _posts:
        raise RuntimeError("no app registered the posts of approvals")
    return _posts[0]


def register_kind(kind: ApprovalKind) -> None:
    if kind.code in _kinds and _kinds[kind.code].round_model is not kind.round_model:
        raise ValueError(f"approval kind {kind.code} is registered twice")
    _kinds[kind.code] = kind


def kind(code: str) -> ApprovalKind:
    """The registered kind; KeyError when there is none."""
    return _kinds[code]


def all_kinds() -> list[ApprovalKind]:
    return list(_kinds.values())
