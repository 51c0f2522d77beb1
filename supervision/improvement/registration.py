"""What this app tells the others when the program starts."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation, slots
from core.pointers import Pointer, Provider, register_provider
from schools.models import School
from schools.scope import people_keys, register_naming, register_path
from supervision.improvement import blocks, pages, school_changes
from supervision.improvement.models import Cooperation, Participation, Programme, WorkingTeam
from supervision.improvement.permissions import can_write_cooperation
from supervision.improvement.services import programme_pointer
from supervision.improvement.views.base import READERS

ACTS = {
    "improvement.opened": "เปิดการขับเคลื่อนปี {year}",
    "improvement.edited": "แก้ไขเกณฑ์และข้อกำหนด",
    "improvement.followed": "ปรับรายชื่อโรงเรียนตามทะเบียน เพิ่ม {added} เปลี่ยน {changed}",
    "improvement.decided": "{school}: {word} เพราะ {reason}",
    "improvement.undecided": "{school}: กลับไปใช้เกณฑ์",
    "improvement.closed": "สิ้นสุดการขับเคลื่อน",
    "improvement.reopened": "เปิดการขับเคลื่อนอีกครั้ง: {reason}",
    "improvement.cancelled": "ยกเลิกการขับเคลื่อน: {reason}",
    "improvement.team_made": "ตั้งทีม {team}",
    "improvement.team_edited": "แก้ไขทีม {team}",
    "improvement.team_ended": "ยุบทีม {team}: {reason}",
    "improvement.member_added": "เพิ่ม {who} ในทีม {team}",
    "improvement.member_dropped": "นำ {who} ออกจากทีม {team}",
    "improvement.rollout_saved": "บันทึกกิจกรรมในแผน: {title}",
    "improvement.rollout_done": "ทำกิจกรรมแล้ว: {title}",
    "improvement.rollout_undone": "แก้เป็นยังไม่ได้ทำ: {title}",
    "improvement.rollout_cancelled": "ยกเลิกกิจกรรม {title}: {reason}",
    "improvement.cooperation_saved": "บันทึกความร่วมมือของ{where}: {title}",
    "improvement.cooperation_cancelled": "ยกเลิกบันทึกความร่วมมือของ{where} {title}: {reason}",
}


def _of_own_schools(keys: frozenset[int]) -> Q:
    return Q(pk__in=Participation.objects.filter(school__in=keys).values("programme"))


def _teams_of_own_schools(keys: frozenset[int]) -> Q:
    """A school's own team, its cluster's, those that look after it, and those for every school of its programmes."""
    mine = Participation.objects.filter(school__in=keys)
    whole = WorkingTeam.objects.filter(level=WorkingTeam.Level.DISTRICT, programme__in=mine.values("programme"))
    whole = whole.filter(Q(schools=None) | Q(schools__in=keys))
    clusters = School.objects.filter(pk__in=keys).values("cluster")
    return Q(school__in=keys) | Q(cluster__in=clusters) | Q(pk__in=whole.values("pk"))


def _named(user: Any) -> bool:
    """On a team that stands, of a programme that runs."""
    rows = WorkingTeam.objects.filter(ended_on=None, programme__state=Programme.State.OPEN)
    return bool(rows.filter(members__person__in=people_keys(user)).exists())


def _programme(key: str) -> Programme:
    return Programme.objects.select_related("district").get(pk=int(key))


def _participation(key: str) -> Participation:
    return Participation.objects.select_related("programme__district", "school").get(pk=int(key))


def _cooperation(key: str) -> Cooperation:
    return Cooperation.objects.select_related("programme__district", "school").get(pk=int(key))


def _found(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Programmes to tie a gathering to, or to show as evidence of the office."""
    if school is not None:
        return []
    rows = Programme.objects.visible_to(user).of_district(district).standing()
    if text:
        rows = rows.filter(name__icontains=text)
    return [programme_pointer(row) for row in rows.order_by("-year", "pk")[:limit]]


def _providers() -> None:
    register_provider(
        "improvement_programme",
        Provider(
            label=lambda key: _programme(key).name,
            url=lambda key: reverse("improvement:programme", args=[key]),
            may_view=lambda user, key: Programme.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _programme(key).district.code,
            thai="การขับเคลื่อนคุณภาพ",
            search=_found,
            snapshot=lambda key: programme_pointer(_programme(key)),
        ),
    )
    register_provider(
        "improvement_school",
        Provider(
            label=lambda key: str(_participation(key)),
            url=lambda key: reverse("improvement:school", args=[key]),
            may_view=lambda user, key: Participation.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _participation(key).programme.district.code,
        ),
    )
    register_provider(
        "improvement_cooperation",
        Provider(
            label=lambda key: str(_cooperation(key)),
            url=lambda key: reverse("improvement:cooperation-record", args=[key]),
            may_view=lambda user, key: Cooperation.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_write_cooperation(user, _cooperation(key)),
            district_code=lambda key: _cooperation(key).programme.district.code,
            allow=("image",),
            max_files=12,
        ),
    )


def register_all() -> None:
    audit.register(ACTS)
    register_path(Programme, district="district", school=_of_own_schools)
    register_path(Participation, district="programme__district", school="school")
    register_path(WorkingTeam, district="programme__district", school=_teams_of_own_schools, named=("members__person",))
    register_path(Cooperation, district="programme__district", school="school")
    register_naming("improvement.follow", _named)
    _providers()
    pages.register()
    school_changes.register()
    navigation.register(
        navigation.NavItem(
            "improvement", "การขับเคลื่อนคุณภาพ", "improvement:programmes", "route", order=58, capabilities=READERS
        )
    )
    slots.register("home.main", *blocks.HOME_MAIN)
    slots.register("school.main", blocks.SCHOOL_MAIN)
