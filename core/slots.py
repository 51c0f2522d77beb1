"""Places in a page that apps to its right fill. The page writes `{% slot "home.main" %}`; an app registers in
`apps.ready()`

    slots.register("home.main", Block("plans", 20, query, "planning/_home.html", capabilities=("plan.write",)))

where `query(request, **given)` returns the fragment's context, or None to show nothing. What a person may not see
is never queried. Slots: home.main, home.aside (nothing given); account.profile (nothing given); school.main,
school.aside (school); person.main (person); action.main (action); gathering.main (gathering); team.main
(team); order.aside (order); visit.aside (visit); run_step.main (row, a RunStep with its run);
committee.main, committee.aside (committee); programme.main (programme, of the office's page), programme.team
(programme and the schools a member of its teams reports on), participation.main (participation, of the school's
page); desk.main, desk.aside, desk.acts (district; the page /desk/, what waits at the office's desk today: a section
with its h2, a count in it and a link to the whole list; nothing waits = None)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Query = Callable[..., dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Block:
    """One fragment of a slot. order: smaller stands first. capabilities: any of them; empty = everyone signed in."""

    key: str
    order: int
    query: Query
    template: str
    capabilities: tuple[str, ...] = ()


_slots: dict[str, dict[str, Block]] = {}


def register(slot: str, *blocks: Block) -> None:
    """Add blocks to a slot; the same key twice with different content is a mistake of the programmer."""
    held = _slots.setdefault(slot, {})
    for block in blocks:
        if block.key in held and held[block.key] != block:
            raise ValueError(f"block {block.key} of slot {slot} is registered twice")
        held[block.key] = block


def blocks_of(slot: str) -> list[Block]:
    return sorted(_slots.get(slot, {}).values(), key=lambda block: (block.order, block.key))


def render(slot: str, request: HttpRequest, **given: object) -> SafeString:
    """The fragments of a slot this person may see, in order."""
    parts = []
    for block in blocks_of(slot):
        if block.capabilities and not any(request.user.has_perm(capability) for capability in block.capabilities):
            continue
        context = block.query(request, **given)
        if context is not None:
            parts.append(render_to_string(block.template, {**given, **context}, request=request))
    return mark_safe("".join(parts))  # noqa: S308 - rendered templates, escaped by the engine
