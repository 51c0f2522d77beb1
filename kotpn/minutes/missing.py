"""What is still absent before minutes are sent to be checked."""

from django.urls import reverse

from core.missing import Missing
from kotpn.meetings.models import AgendaItem, Meeting, Presence, SectionKind
from kotpn.minutes.models import Entry, Minutes, Resolution

# A decision is asked where an item names the point, and where sections exist to be decided on.
DECIDED = (SectionKind.ADOPT, SectionKind.CONSIDER)


def asks_decision(item: AgendaItem) -> bool:
    return bool(item.point.strip()) or item.section.kind in DECIDED


def missing_for_check(minutes: Minutes) -> list[Missing]:
    """In the order the paper is written; five queries."""
    meeting = minutes.meeting
    found: list[Missing] = []
    if not minutes.recorder_name.strip():
        found.append(Missing("ชื่อผู้จดรายงานการประชุม", "people"))
    if not minutes.checker_name.strip():
        found.append(Missing("ชื่อผู้ตรวจรายงานการประชุม", "people"))
    if meeting.state != Meeting.State.CLOSED or meeting.closed_at is None:
        found.append(Missing("เวลาเลิกประชุม (การประชุมยังไม่ปิด)", "attendance"))
    presences = Presence.objects.filter(meeting=meeting)
    if not presences.exists():
        found.append(Missing("ผู้มาประชุมและผู้ไม่มาประชุม", "attendance"))
    staying = presences.filter(spans__isnull=False, spans__left__isnull=True, meeting__closed_at__isnull=True)
    if staying.exists():
        found.append(Missing("เวลากลับของผู้ที่ยังไม่ได้บันทึก", "attendance"))
    items = list(AgendaItem.objects.filter(section__meeting=meeting).select_related("section"))
    written = set(
        Entry.objects.filter(item__in=[item.pk for item in items]).exclude(text="").values_list("item", flat=True)
    )
    decided = set(Resolution.objects.standing().filter(meeting=meeting).values_list("item", flat=True))
    here = reverse("minutes:minutes", args=[meeting.pk])
    places: dict[int, int] = {}
    order = {key: number for number, key in enumerate(meeting.sections.values_list("pk", flat=True), start=1)}
    for item in items:
        places[item.section_id] = places.get(item.section_id, 0) + 1
        place = f"{order[item.section_id]}.{places[item.section_id]}"
        if item.pk not in written and item.pk not in decided:
            found.append(Missing(f"ข้อความของเรื่องที่ {place} {item.title}", f"item-{item.pk}", here))
        if item.pk not in decided and asks_decision(item):
            found.append(Missing(f"มติที่ประชุมของเรื่องที่ {place} {item.title}", f"item-{item.pk}", here))
    return found
