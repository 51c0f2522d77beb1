"""Tells core's approvals who holds which post: posts are the roles of `accounts.roles`, held by appointment."""

from datetime import date
from typing import Any

from accounts.roles import DISTRICT, ROLES, roles_with
from core.approvals import Posts, register_posts
from schools import queries
from schools.models import District
from schools.scope import roles_of

# From the head of the group upward; below it nobody approves anything.
LINE = tuple(
    role.code
    for role in sorted(ROLES.values(), key=lambda role: role.rank)
    if role.level == DISTRICT and role.code in roles_with("plan.decide")
)


def _holders(post: str, district_code: str, on: date) -> list[Any]:
    return queries.holders(post, District.objects.get(code=district_code), on)


def _label(post: str) -> str:
    return ROLES[post].thai


def _person_label(user: Any, district_code: str, post: str, on: date) -> str:
    return queries.post_label(user, District.objects.get(code=district_code), on, role=post)


def _above(post: str) -> str | None:
    return next((code for code in LINE if ROLES[code].rank > ROLES[post].rank), None)


def _held(user: Any, district_code: str, on: date) -> frozenset[str]:
    return roles_of(user, District.objects.get(code=district_code), on)


def register() -> None:
    register_posts(Posts(holders=_holders, label=_label, person_label=_person_label, above=_above, held=_held))
