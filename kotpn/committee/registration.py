"""What this app tells the others when the program starts."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core import audit, navigation, slots
from core.pointers import Provider, register_provider
from core.slots import Block
from evidence.proofs import register_source
from kotpn.committee import lane, proposals
from kotpn.committee.models import Committee, Member, Power, Tenure
from kotpn.committee.permissions import can_keep
from kotpn.committee.proofs import COMMITTEES
from kotpn.committee.queries import standings
from kotpn.committee.services.powers import load_powers
from kotpn.committee.services.tenures import tenure_pointer
from schools.scope import holds, people_keys, register_naming, register_path
from schools.signals import register_reference_loader

ACTS = {
    "committee.founded": "ตั้งองค์คณะ",
    "committee.changed": "แก้ไข {fields}",
    "committee.appointed": "แต่งตั้งตามคำสั่งที่ {order} กรรมการ {members} คน",
    "committee.tenure_changed": "แก้ไขวาระตามคำสั่งที่ {order}",
    "committee.tenure_ended": "คณะตามคำสั่งที่ {order} พ้นก่อนครบวาระ {on}: {reason}",
    "committee.tenure_deleted": "ลบวาระตามคำสั่งที่ {order} ที่บันทึกผิด",
    "committee.member_added": "เพิ่ม {name} เป็น{role}",
    "committee.member_changed": "แก้ไขข้อมูลกรรมการ {name}",
    "committee.member_left": "{name} พ้นจากตำแหน่ง {on}: {reason}",
    "committee.member_replaced": "{name} รับตำแหน่งแทน {instead}",
    "committee.substitute_added": "ให้ {name} เป็นผู้แทนของ {instead}",
    "committee.substitute_dropped": "นำ {name} ออกจากผู้แทนของ {instead}",
    "committee.power_saved": "แก้ไขอำนาจหน้าที่ ก.ต.ป.น. ข้อ {number}",
    "committee.ending": "แจ้งว่าวาระตามคำสั่งที่ {order} จะสิ้นสุดใน {days} วัน",
}
_KEEPERS = ("committee.write", "district.read")


def _committee(key: str) -> Committee:
    return Committee.objects.select_related("district").get(pk=int(key))


def _tenure(key: str) -> Tenure:
    return Tenure.objects.select_related("committee__district").get(pk=int(key))


def _printed_tenure(key: str) -> tuple[str, dict[str, Any]]:
    """The committee's list as it is, or as it was on the tenure's last day."""
    tenure = _tenure(key)
    on = min(max(timezone.localdate(), tenure.starts_on), tenure.ends_on)
    return "committee-list", {"committee": tenure.committee_id, "on": on.isoformat()}


def home_block(request: HttpRequest) -> dict[str, Any] | None:
    """For the office: no committee in force, a tenure soon over. Nothing while all is well."""
    district = getattr(request, "district", None) or None
    if district is None or not holds(request.user, "district.read", district=district):
        return None
    today = timezone.localdate()
    rows = list(Committee.objects.active().of_district(district).filter(kind__in=("main", "sub")))
    stands = standings(rows, today)
    ending = [one for one in stands.values() if one.ends_soon]
    without = [one for one in stands.values() if one.tenure is None]
    return {"ending": ending, "without": without} if ending or without else None


def is_member(user: Any) -> bool:
    """Whether somebody sits on a committee today, whatever their role."""
    keys = people_keys(user)
    return bool(keys) and Member.objects.of_people(keys).in_force(timezone.localdate()).exists()


def register_all() -> None:
    audit.register(ACTS)
    lane.register()
    proposals.register()
    register_source(COMMITTEES)
    register_path(Committee, district="district")
    register_path(Tenure, district="committee__district")
    register_path(Member, district="tenure__committee__district")
    register_path(Power, district="district", read=("district.read", "paper.read"))
    register_naming("paper.read", is_member)
    register_reference_loader("committee powers", load_powers)
    register_provider(
        "committee",
        Provider(
            label=lambda key: _committee(key).name,
            url=lambda key: reverse("committee:committee", args=[key]),
            may_view=lambda user, key: Committee.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _committee(key).district.code,
        ),
    )
    register_provider(
        "committee_tenure",
        Provider(
            label=lambda key: tenure_pointer(_tenure(key)).label,
            url=lambda key: reverse("committee:tenure", args=[key]),
            may_view=lambda user, key: Tenure.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_keep(user, _tenure(key).committee),
            printed=_printed_tenure,
            district_code=lambda key: _tenure(key).committee.district.code,
            max_files=10,
        ),
    )
    navigation.register(
        navigation.NavItem(
            "committees", "องค์คณะ", "committee:committees", "users-group", order=140, section=navigation.KOTPN,
            capabilities=("district.read", "paper.read"),
        )
    )  # fmt: skip
    slots.register("home.aside", Block("committee.tenures", 15, home_block, "kotpn/committee/_home.html", _KEEPERS))
