"""Acts on a committee itself: found it, change its name and rules, put it out of use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed, needed
from core.pointers import Pointer
from kotpn.committee.lane import POST
from kotpn.committee.models import Committee
from kotpn.committee.permissions import can_keep, may_keep
from schools.models import District
from schools.services.locks import lock_district
from schools.services.refusals import explained

RULES = (
    "size", "tenure_years", "quorum_rule", "quorum_number", "meetings_per_year", "numbering", "substitutes_allowed",
    "notice_days", "minutes_days", "warn_days",
)  # fmt: skip
NAMES = ("name", "short_name", "position", "is_active")
# Lowest and highest; facts §1.3 gives 5–15 members, the rest keeps a slip of the finger out.
BOUNDS = {
    "size": (1, 60), "tenure_years": (1, 10), "meetings_per_year": (1, 24), "notice_days": (1, 90),
    "minutes_days": (1, 90), "warn_days": (1, 365),
}  # fmt: skip
SIZES = (5, 15)
_TWICE = {
    "one_committee_per_name": ("มีองค์คณะชื่อนี้อยู่แล้ว", "name"),
    "one_main_committee": ("เขตนี้มี ก.ต.ป.น. ที่ใช้งานอยู่แล้ว", "is_active"),
}


def pointer(committee: Committee) -> Pointer:
    return Pointer("committee", str(committee.pk), committee.name)


def _check_rules(kind: str, rules: Mapping[str, Any]) -> None:
    bounds = dict(BOUNDS)
    if kind in (Committee.Kind.MAIN, Committee.Kind.SUB):
        bounds["size"] = SIZES
    for name, (low, high) in bounds.items():
        if name in rules and not low <= rules[name] <= high:
            raise DomainError(f"ต้องเป็นจำนวน {low}–{high}", field=name)
    if rules.get("quorum_rule") == Committee.QuorumRule.NUMBER:
        number = rules.get("quorum_number")
        if not number:
            raise DomainError("กรุณาระบุจำนวนองค์ประชุม", field="quorum_number")
        if number > rules["size"]:
            raise DomainError(f"องค์ประชุมมากกว่าจำนวนกรรมการ {rules['size']} คนไม่ได้", field="quorum_number")


@transaction.atomic
def found_committee(
    district: District, *, actor: Any, kind: str, name: str, short_name: str, parent: Committee | None = None,
    now: datetime | None = None, **rules: Any,
) -> Committee:  # fmt: skip
    """A committee with its rules; what is not given is as the office's main committee has it. The same name again is
    the committee that is there."""
    now = now or timezone.now()
    if not may_keep(actor, district):
        raise NotAllowed("จัดการองค์คณะได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    name = " ".join(needed(name, "กรุณากรอกชื่อคณะ", field="name").split())
    short_name = " ".join(needed(short_name, "กรุณากรอกชื่อย่อ", field="short_name").split())
    lock_district(district.pk)
    found = Committee.objects.filter(district=district, name=name).first()
    if found is not None:
        return found
    main = Committee.objects.active().filter(district=district, kind=Committee.Kind.MAIN).first()
    if kind not in Committee.Kind.values:
        raise DomainError("ไม่มีองค์คณะประเภทนี้", field="kind")
    if kind == Committee.Kind.MAIN and main is not None:
        raise DomainError(f"เขตนี้มี ก.ต.ป.น. อยู่แล้ว ({main})", field="kind")
    if kind == Committee.Kind.SUB:
        parent = parent or main
        if parent is None:
            raise DomainError("ตั้ง ก.ต.ป.น. ก่อนจึงจะตั้งอนุกรรมการได้", field="parent")
        if parent.district_id != district.pk:
            raise DomainError("คณะนี้ไม่ได้อยู่ในสำนักงานนี้", field="parent")
        if parent.kind != Committee.Kind.MAIN:
            raise DomainError("อ.ก.ต.ป.น. ตั้งอยู่ใต้ ก.ต.ป.น. เท่านั้น", field="parent")
    else:
        parent = None
    as_main = {rule: getattr(main, rule) for rule in RULES} if main is not None else {}
    made = Committee(
        district=district, kind=kind, name=name, short_name=short_name, parent=parent,
        position=Committee.objects.filter(district=district).count() + 1, **{**as_main, **rules},
    )  # fmt: skip
    _check_rules(kind, {rule: getattr(made, rule) for rule in RULES})
    made.save()
    audit.record(
        actor=actor, action="committee.founded", target=pointer(made), district_code=district.code, data={}, at=now
    )
    return made


@transaction.atomic
def change_committee(
    committee: Committee, *, actor: Any, values: Mapping[str, Any], teams: Any = None, now: datetime | None = None
) -> Committee:
    """Save the given names and rules (NAMES, RULES), and which field teams it works with where `teams` is given.

    Meetings already held keep what they were counted by. Putting a main committee out of use is refused while the
    office's chain of approvals waits for its resolutions.
    """
    if not can_keep(actor, committee):
        raise NotAllowed("จัดการองค์คณะได้เฉพาะกลุ่มงานเลขานุการ ก.ต.ป.น. และ ผอ.กลุ่มนิเทศฯ")
    row = Committee.objects.select_for_update(of=("self",)).select_related("district__settings").get(pk=committee.pk)
    wanted = {name: values[name] for name in (*NAMES, *RULES) if name in values}
    for name, word in (("name", "กรุณากรอกชื่อคณะ"), ("short_name", "กรุณากรอกชื่อย่อ")):
        if name in wanted:
            wanted[name] = " ".join(needed(wanted[name], word, field=name).split())
    if wanted.get("quorum_rule") == Committee.QuorumRule.HALF:
        wanted["quorum_number"] = None
    _check_rules(row.kind, {rule: wanted.get(rule, getattr(row, rule)) for rule in RULES})
    main = row.kind == Committee.Kind.MAIN
    if main and not wanted.get("is_active", True) and POST in row.district.settings.plan_chain:
        raise DomainError("ลำดับการพิจารณาแผนของสำนักงานยังรอมติของคณะนี้ กรุณาเปลี่ยนที่การตั้งค่าสำนักงานก่อน", field="is_active")
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        with explained(_TWICE):
            row.save(update_fields=changed)
    words = [str(Committee._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]  # names of plain fields
    if teams is not None:
        if any(team.district_id != row.district_id for team in teams):
            raise DomainError("ทีมนี้ไม่ได้อยู่ในสำนักงานนี้", field="teams")
        if set(teams) != set(row.teams.all()):
            row.teams.set(teams)
            words.append("ทีมในพื้นที่")
    if words:
        audit.record(
            actor=actor, action="committee.changed", target=pointer(row), district_code=row.district.code,
            data={"fields": ", ".join(words)}, at=now,
        )  # fmt: skip
    return row
