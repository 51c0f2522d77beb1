"""Demo data of this app: the shipped structure with its holders, one post left vacant; safe to run twice."""

from typing import Any

from office.structure import services
from office.structure.models import Post
from schools.demo import DemoContext
from schools.models import Appointment, WorkGroup

_ROLES = {"director": "office_director", "deputy": "deputy_director", "head-supervision": "group_director"}


def seed(context: DemoContext) -> None:
    """An office whose posts have holders is left as it is."""
    district, actor = context.first, _head(context)
    posts = {row.reference_key: row for row in Post.objects.of_district(district)}
    if any(row.holder_id for row in posts.values()):
        return
    for key, role in _ROLES.items():
        held = Appointment.objects.in_force(context.today).filter(district=district, role=role).first()
        if held is not None and key in posts:
            services.save_post(district, actor=actor, key=posts[key].pk, holder=held.person)
    unit = posts["head-supervision"].unit
    for group in WorkGroup.objects.of_district(district).order_by("number")[:7]:
        services.save_unit(
            district,
            actor=actor,
            kind="work",
            name=group.name,
            parent=unit,
            work_group=group,
            position=20 + group.number,
        )
    context.say(f"{district.code}: {len(posts)} posts of the office")


def _head(context: DemoContext) -> Any:
    return Appointment.objects.in_force(context.today).filter(
        district=context.first, role="group_director"
    ).select_related("person__user")[0].person.user  # fmt: skip
