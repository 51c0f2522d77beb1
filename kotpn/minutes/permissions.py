"""Who writes, checks and adopts minutes, and who follows a resolution up; in which state."""

from typing import Any

from django.utils import timezone

from core.states import StateTable
from kotpn.committee.models import Member
from kotpn.committee.permissions import may_keep
from kotpn.minutes.models import Minutes, Resolution
from schools.scope import holds, people_keys

M = Minutes.State
STATES = StateTable(
    moves={
        M.DRAFT: {"write": M.DRAFT, "send": M.CHECKING},
        M.RETURNED: {"write": M.RETURNED, "send": M.CHECKING},
        M.CHECKING: {"remark": M.CHECKING, "return": M.RETURNED, "pass": M.CIRCULATED},
        M.CIRCULATED: {"remark": M.CIRCULATED, "adopt": M.ADOPTED},
        # Only when the resolution that adopted is itself taken back while its meeting still sits.
        M.ADOPTED: {"put_back": M.CIRCULATED},
    },
    labels={
        "write": "แก้ไขรายงานการประชุม",
        "send": "ส่งตรวจ",
        "remark": "แจ้งข้อแก้ไข",
        "return": "ส่งกลับให้แก้ไข",
        "pass": "ผ่านการตรวจและแจ้งเวียน",
        "adopt": "รับรองรายงานการประชุม",
        "put_back": "ยกเลิกการรับรอง",
    },
)

R = Resolution.State
FOLLOW = StateTable(
    moves={
        R.NOTHING: {"follow": R.OPEN},
        R.OPEN: {"note": R.OPEN, "report": R.DONE, "open_work": R.OPEN, "settle": R.CLOSED, "stop": R.NOTHING},
        R.DONE: {"note": R.DONE, "close": R.CLOSED, "return": R.OPEN, "settle": R.CLOSED, "stop": R.NOTHING},
        R.CLOSED: {"reopen": R.OPEN},
        R.CANCELLED: {},
    },
    labels={
        "follow": "กำหนดผู้รับผิดชอบ",
        "note": "บันทึกความก้าวหน้า",
        "report": "แจ้งว่าเสร็จแล้ว",
        "open_work": "เปิดงานติดตาม",
        "close": "ปิดมติ",
        "return": "ส่งกลับ",
        "settle": "ปิดตามมติที่ประชุม",
        "reopen": "เปิดใหม่",
        "stop": "เลิกติดตาม",
    },
)


def _district(minutes: Minutes) -> int:
    return int(minutes.meeting.committee.district_id)


def may_write(user: Any, minutes: Minutes) -> bool:
    """The secretariat, and whoever is named as recorder; whatever the state."""
    named = minutes.recorder_id is not None and minutes.recorder_id in people_keys(user)
    return named or may_keep(user, _district(minutes))


def can_write(user: Any, minutes: Minutes) -> bool:
    return STATES.allows(minutes.state, "write") and may_write(user, minutes)


def can_send(user: Any, minutes: Minutes) -> bool:
    return STATES.allows(minutes.state, "send") and may_write(user, minutes)


def is_recorder(user: Any, minutes: Minutes) -> bool:
    """Who wrote it: the person named as recorder, and whoever sent it to be checked."""
    return minutes.sent_by_id == user.pk or (
        minutes.recorder_id is not None and minutes.recorder_id in people_keys(user)
    )


def may_check(user: Any, minutes: Minutes) -> bool:
    """The checker where one of our people is named, else somebody of the secretariat; never who wrote it."""
    if is_recorder(user, minutes):
        return False
    if minutes.checker_id is not None and minutes.checker_id in people_keys(user):
        return True
    # A checker known by name only signs on paper; the group director answers for it here.
    return (minutes.checker_id is None and may_keep(user, _district(minutes))) or holds(
        user, "publish", district=_district(minutes)
    )


def can_check(user: Any, minutes: Minutes) -> bool:
    return STATES.allows(minutes.state, "pass") and may_check(user, minutes)


def is_member(user: Any, minutes: Minutes) -> bool:
    """Held a seat of the committee on the day of the meeting."""
    keys = people_keys(user)
    rows = Member.objects.in_force(minutes.meeting.held_on).filter(tenure__committee=minutes.meeting.committee_id)
    return bool(keys) and rows.of_people(keys).exists()


def can_remark_as_member(user: Any, minutes: Minutes, today: Any = None) -> bool:
    """Members, from circulation until the day they were given."""
    until = minutes.remarks_until
    return (
        minutes.state == M.CIRCULATED
        and (until is None or (today or timezone.localdate()) <= until)
        and is_member(user, minutes)
    )


def can_settle(user: Any, minutes: Minutes) -> bool:
    """Answer a remark: while it is corrected, and what members said after circulation until it is adopted."""
    return minutes.state in (M.DRAFT, M.RETURNED, M.CIRCULATED) and may_write(user, minutes)


def can_amend(user: Any, minutes: Minutes) -> bool:
    """Write down what the adopting meeting changes; before it adopts, while it sits."""
    return minutes.state == M.CIRCULATED and may_keep(user, _district(minutes))


# Resolutions


def _office(resolution: Resolution) -> int:
    return int(resolution.committee.district_id)


def owns(user: Any, resolution: Resolution) -> bool:
    return resolution.owner_id is not None and resolution.owner_id in people_keys(user)


def may_follow(user: Any, resolution: Resolution) -> bool:
    """The owner, whatever their role, and the secretariat."""
    return owns(user, resolution) or may_keep(user, _office(resolution))


def can_note(user: Any, resolution: Resolution) -> bool:
    return FOLLOW.allows(resolution.state, "note") and may_follow(user, resolution)


def can_report(user: Any, resolution: Resolution) -> bool:
    return FOLLOW.allows(resolution.state, "report") and may_follow(user, resolution)


def may_close(user: Any, resolution: Resolution) -> bool:
    """Somebody of the secretariat who neither owns it nor told it done."""
    return may_keep(user, _office(resolution)) and not owns(user, resolution) and resolution.done_by_id != user.pk


def can_close(user: Any, resolution: Resolution) -> bool:
    return FOLLOW.allows(resolution.state, "close") and may_close(user, resolution)


def can_return(user: Any, resolution: Resolution) -> bool:
    return FOLLOW.allows(resolution.state, "return") and may_close(user, resolution)


def can_reopen(user: Any, resolution: Resolution) -> bool:
    return FOLLOW.allows(resolution.state, "reopen") and may_keep(user, _office(resolution))


def can_stop(user: Any, resolution: Resolution) -> bool:
    return FOLLOW.allows(resolution.state, "stop") and may_keep(user, _office(resolution))


def can_assign(user: Any, resolution: Resolution) -> bool:
    """Say who does it until when: of one nobody follows yet, and of one that is open."""
    return resolution.state in (R.NOTHING, R.OPEN) and bool(resolution.number) and may_keep(user, _office(resolution))


def can_open_work(user: Any, resolution: Resolution) -> bool:
    return (
        FOLLOW.allows(resolution.state, "open_work")
        and not resolution.opened_kind
        and may_keep(user, _office(resolution))
    )
