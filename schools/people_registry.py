"""What the people pages tell the rest of the product: names of acts, pointers to people and teams, navigation."""

from typing import Any

from django.urls import reverse

from core import audit, navigation, pointers
from schools.models import Person, Team
from schools.permissions import can_change_team, can_edit_person

ACTS = {
    "person.added": "เพิ่มบุคลากร ({place})",
    "person.edited": "แก้ไขข้อมูลบุคลากร: {fields}",
    "person.account_given": "เปิดบัญชีผู้ใช้ {email}",
    "person.deactivated": "ปิดการใช้งาน: {reason}",
    "person.reactivated": "เปิดการใช้งานอีกครั้ง",
    "person.transferred": "ย้ายจาก {from} ไป {to} ตั้งแต่ {on} {reference}",
    "appointment.given": "แต่งตั้งเป็น{role} {place} {span} {order}",
    "appointment.ended": "สิ้นสุดบทบาท{role} {place} เมื่อ {on} {reason}",
    "assignment.given": "มอบหมาย {targets} ตั้งแต่ {on}",
    "assignment.ended": "สิ้นสุดการมอบหมาย {targets} เมื่อ {on} {reason}",
    "assignment.handed_over": "โอนงาน {count} รายการให้ {receivers} ตั้งแต่ {on} {reason}",
    "assignment.received": "รับโอน {targets} จาก {from} ตั้งแต่ {on}",
    "team.created": "ตั้งทีม{kind} {members}",
    "team.edited": "แก้ไขทีม",
    "team.ordered": "คำสั่งแต่งตั้งทีม: {number}",
    "team.member_added": "เพิ่ม {person} เป็น{duty}",
    "team.member_removed": "นำ {person} ({duty}) ออกจากทีม",
}


def _person(key: str) -> Person:
    return Person.objects.select_related("district", "school").get(pk=key)


def _team(key: str) -> Team:
    return Team.objects.select_related("district").get(pk=key)


def _may_view_person(user: Any, key: str) -> bool:
    return Person.objects.visible_to(user).filter(pk=key).exists()


def _may_view_team(user: Any, key: str) -> bool:
    return Team.objects.visible_to(user).filter(pk=key).exists()


PERSON = pointers.Provider(
    label=lambda key: _person(key).full_name,
    url=lambda key: reverse("schools:person", args=[key]),
    may_view=_may_view_person,
    may_change=lambda user, key: can_edit_person(user, _person(key)),
    district_code=lambda key: _person(key).district.code,
)
TEAM = pointers.Provider(
    label=lambda key: _team(key).name,
    url=lambda key: reverse("schools:team", args=[key]),
    may_view=_may_view_team,
    may_change=lambda user, key: can_change_team(user, _team(key)),
    district_code=lambda key: _team(key).district.code,
)


def register() -> None:
    audit.register(ACTS)
    audit.register_reads({"person.read": "เปิดดูข้อมูลบุคลากร"})
    pointers.register_provider("person", PERSON)
    pointers.register_provider("team", TEAM)
    navigation.register(
        navigation.NavItem(
            "assignments",
            "ใครรับผิดชอบอะไร",
            "schools:assignments",
            "sitemap",
            order=70,
            capabilities=("district.read",),
        ),
        navigation.NavItem(
            "people",
            "บุคลากร",
            "schools:people",
            "users",
            order=75,
            capabilities=("reference.read", "school.read"),
        ),
        navigation.NavItem(
            "teams",
            "ทีมนิเทศ",
            "schools:teams",
            "users-group",
            order=80,
            capabilities=("district.read",),
        ),
        navigation.NavItem(
            "appointments",
            "ผู้ดำรงตำแหน่ง",
            "schools:appointments",
            "id",
            order=110,
            section=navigation.SETTINGS,
            capabilities=("reference.read",),
        ),
    )
