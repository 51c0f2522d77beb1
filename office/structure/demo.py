"""Demo data of this app: the shipped structure with its holders, one post left vacant, and the channels the office
uses; safe to run twice."""

from datetime import date
from typing import Any

from office.structure import services
from office.structure.models import Channel, Post
from schools.demo import DemoContext
from schools.models import Appointment, WorkGroup

_ROLES = {"director": "office_director", "deputy": "deputy_director", "head-supervision": "group_director"}


# Which of the described channels, by what name, since when, and the address that shows it.
_CHANNELS = (
    ("my-office", "ระบบ My Office", date(2019, 10, 1), ""),
    ("line", "กลุ่ม LINE ผู้บริหารสถานศึกษา", date(2018, 5, 16), ""),
    ("facebook", "เพจ Facebook ของสำนักงาน", date(2017, 1, 9), "https://www.facebook.com/example.esa"),
    ("email", "E-mail กลุ่มนิเทศฯ", date(2016, 10, 3), ""),
    ("phone", "โทรศัพท์กลุ่มนิเทศฯ", None, ""),
)


def seed(context: DemoContext) -> None:
    _seed_channels(context)
    _seed_structure(context)


def _seed_channels(context: DemoContext) -> None:
    """An office that has entered any is left as it is."""
    district, words = context.first, services.described()
    if Channel.objects.of_district(district).exists():
        return
    for position, (kind, name, since, link) in enumerate(_CHANNELS, start=1):
        given = {**words[kind], "name": name, "kind": kind, "since": since, "link": link, "position": position}
        services.save_channel(district, actor=_head(context), **given)
    context.say(f"{district.code}: {len(_CHANNELS)} channels of the office")


def _seed_structure(context: DemoContext) -> None:
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
