"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core import audit, navigation, slots
from core.approvals import InboxItem, register_inbox
from core.pointers import Provider, register_provider
from core.slots import Block
from core.thai.dates import thai_date
from office.circulars.models import Circular, Receipt
from office.circulars.permissions import READERS, WRITERS, can_act, may_write
from office.circulars.queries import KIND, from_letter, pointer_of, search_evidence, unread_count, unread_of
from schools.scope import holds, register_path

ACTS = {
    "circular.drafted": "เริ่มร่าง",
    "circular.edited": "แก้ไขร่าง",
    "circular.deleted": "ลบร่าง: {title}",
    "circular.sent": "ส่ง เลขที่ {number} ถึง {people} คน {schools} โรงเรียน",
    "circular.read": "รับทราบ",
    "circular.reminded": "เตือนผู้ที่ยังไม่รับทราบ {count} ราย",
    "circular.cancelled": "ยกเลิก: {reason}",
}
_MOST = 50


def _circular(key: str) -> Circular:
    return Circular.objects.select_related("district").get(pk=int(key))


def inbox(user: Any, district: Any) -> Iterable[InboxItem]:
    """Circulars a person of the office, or the principal of a school, has not read."""
    for row in unread_of(user, district)[:_MOST]:
        if row.school is not None and not holds(user, "visit.acknowledge", school=row.school):
            continue  # teachers find it in the list; it waits for the principal
        sent = row.circular
        due = sent.due_on
        late = due is not None and due < timezone.localdate()
        yield InboxItem(
            KIND, "หนังสือเวียน", str(row.pk), sent.title, sent.reference, reverse("circulars:circular", args=[sent.pk]),
            sent.sent_at, str(sent.sent_by or ""), "late" if late else "waiting", "เลยกำหนด" if late else "รอรับทราบ",
            act_label="เปิดอ่าน", deadline_note=f"ภายใน {thai_date(due, 'short')}" if due else "",
        )  # fmt: skip


def desk_block(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    """Circulars of the clerk's day."""
    if not may_write(request.user, district):
        return None
    circulars, waiting = unread_count(district)
    return {"circulars": circulars, "waiting": waiting}


def letter_block(request: HttpRequest, letter: Any) -> dict[str, Any] | None:
    """Circulars made of a letter, and the way to one."""
    found = from_letter(request.user, letter)
    may = may_write(request.user, letter.district_id) and not letter.is_secret and letter.state != "cancelled"
    return {"circulars": found, "may_write": may} if found or may else None


def register_all() -> None:
    audit.register(ACTS)
    for model, district in ((Circular, "district"), (Receipt, "circular__district")):
        register_path(model, district=district, read=WRITERS)
    register_provider(
        KIND,
        Provider(
            label=lambda key: pointer_of(_circular(key)).label,
            url=lambda key: reverse("circulars:circular", args=[key]),
            may_view=lambda user, key: Circular.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_act(user, _circular(key), "file"),
            district_code=lambda key: _circular(key).district.code,
            thai="หนังสือเวียน",
            search=search_evidence,
            snapshot=lambda key: pointer_of(_circular(key)),
        ),
    )
    register_inbox(KIND, inbox)
    slots.register(
        "desk.main", Block("circulars.desk", 50, desk_block, "office/circulars/_desk.html", capabilities=WRITERS)
    )
    slots.register("letter.main", Block("circulars.letter", 20, letter_block, "office/circulars/_letter.html"))
    navigation.register(
        navigation.NavItem(
            "circulars", "หนังสือเวียน", "circulars:circulars", "mailbox", order=112, section=navigation.OFFICE,
            capabilities=READERS,
        )
    )  # fmt: skip
