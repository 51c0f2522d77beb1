"""What evidence can prove: each app names its own kind of target in `apps.ready()`.

register_use(UseKind(
    key="run_step", model=RunStepEvidence, thai="ขั้นของกระบวนงาน",
    target=get_step, describe=str, url=address_of, school=lambda step: step.run.school,
    district=lambda step: step.run.district, may_view=…, may_attach=…, may_review=…,
    visible=lambda user: RunStep.objects.filter(run__in=Run.objects.visible_to(user)),
))
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import QuerySet

from evidence.models import EvidenceUse


def _no_year(target: Any) -> int | None:
    return None


def _nothing_before(target: Any) -> Sequence[Any]:
    return ()


@dataclass(frozen=True)
class UseKind:
    """How one kind of target answers. Every function but `target` and `visible` takes the target itself.

    `target` gives the row of a key as text and raises what Django raises when there is none; `visible(user)` the rows
    the person may see (without it `objects.visible_to(user)` of the target's model). `may_attach` answers for the
    state too: False once the target is closed. `year` is the พ.ศ. year the target belongs to; `previous` its
    counterparts of earlier years, newest first, whose evidence is offered again. `related` are `select_related` paths
    of a use that `describe`, `url` and the rest read ("target__run__school"). At most `most` items hang on a target.
    """

    key: str
    model: type[EvidenceUse]
    thai: str
    target: Callable[[str], Any]
    describe: Callable[[Any], str]
    url: Callable[[Any], str]
    school: Callable[[Any], Any]
    district: Callable[[Any], Any]
    may_view: Callable[[Any, Any], bool]
    may_attach: Callable[[Any, Any], bool]
    may_review: Callable[[Any, Any], bool]
    year: Callable[[Any], int | None] = _no_year
    previous: Callable[[Any], Iterable[Any]] = _nothing_before
    visible: Callable[[Any], QuerySet[Any]] | None = None
    related: tuple[str, ...] = ("target",)
    most: int = 50

    def uses(self) -> QuerySet[Any]:
        """Every use of this kind."""
        return self.model._default_manager.all()

    def targets_for(self, user: Any) -> QuerySet[Any]:
        """Targets the person may see."""
        if self.visible is not None:
            return self.visible(user)
        model: Any = self.model  # the abstract one has no target yet
        found: Any = model._meta.get_field("target").related_model
        return found.objects.visible_to(user)

    def find(self, key: str) -> Any | None:
        """The target of a key from an address, None when there is none."""
        try:
            return self.target(key)
        except (ObjectDoesNotExist, ValueError, ValidationError):
            return None


_kinds: dict[str, UseKind] = {}


def register_use(kind: UseKind) -> None:
    """Once per key, in `apps.ready()`; a second, different one is a fault of ours."""
    held = _kinds.setdefault(kind.key, kind)
    if held.model is not kind.model:
        raise ValueError(f"evidence use {kind.key} is registered twice")


def use_kind(key: str) -> UseKind:
    """KeyError when no app registered it."""
    return _kinds[key]


def kinds() -> list[UseKind]:
    return list(_kinds.values())


def kind_of(use: EvidenceUse) -> UseKind:
    """The kind a concrete link belongs to; StopIteration when its app registered none."""
    return next(kind for kind in _kinds.values() if isinstance(use, kind.model))
