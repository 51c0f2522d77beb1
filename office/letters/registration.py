"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core import audit, navigation, slots
from core.approvals import InboxItem, register_inbox
from core.pointers import Provider, register_provider
from core.slots import Block
from core.thai.dates import thai_date
from office.letters.models import Letter
from office.letters.permissions import DESK, READERS, can_act, may_register
from office.letters.queries import KIND, desk_count, handed_to, pointer_of, put_before, search_evidence
from office.letters.services.veiling import about_secret, veil
from schools.scope import register_path

ACTS = {
    "letter.registered": "ลงทะเบียน เลขที่ {number}",
    "letter.entered": "ลงทะเบียนย้อนหลัง เลขที่ {number}",
    "letter.edited": "แก้ไข {what}",
    "letter.proposed": "เสนอต่อ{to}",
    "letter.opinion": "ให้ความเห็น: {outcome}",
    "letter.routed": "มอบ {people}",
    "letter.taken_back": "ถอนการมอบจาก {person}",
    "letter.acknowledged": "รับทราบ",
    "letter.finished": "แจ้งว่าดำเนินการเสร็จ",
    "letter.done": "ทุกคนที่รับมอบดำเนินการเสร็จ",
    "letter.closed": "ปิดเรื่อง",
    "letter.cancelled": "ยกเลิก: {reason}",
}
_MOST = 50


def _letter(key: str) -> Letter:
    return Letter.objects.select_related("district").get(pk=int(key))


def inbox(user: Any, district: Any) -> Iterable[InboxItem]:
    """Letters put before a post one holds, letters handed to one, and what the desk has to put forward or hand out."""
    for row in put_before(user, district).select_related("created_by")[:_MOST]:
        yield _item(row, "opinion", "ให้ความเห็น", since=row.proposed_at, sender=str(row.created_by), words="รอความเห็น")
    for route in handed_to(user, district)[:_MOST]:
        state, words = route.state
        yield _item(
            route.letter, "routed", "แจ้งผล" if route.acknowledged_at else "รับทราบ", since=route.routed_at,
            sender=str(route.routed_by), state=state, words=words, due=route.due_on,
        )  # fmt: skip
    if may_register(user, district):
        for state, words, act in (
            (Letter.State.REGISTERED, "รอสรุปเสนอ", "สรุปและเสนอ"),
            (Letter.State.DECIDED, "รอมอบ", "มอบผู้ปฏิบัติ"),
        ):
            rows = Letter.objects.of_district(district).incoming().filter(state=state).order_by("place")
            for row in rows[:_MOST]:
                yield _item(row, "desk", act, since=row.updated_at, sender=row.sender, words=words)


def _item(
    row: Letter, part: str, act: str, *, since: Any, sender: str, words: str, state: str = "waiting", due: Any = None
) -> InboxItem:
    due = due or row.due_on
    urgency = f" · {row.get_urgency_display()}" if row.urgency else ""
    return InboxItem(
        KIND, "หนังสือราชการ", f"{part}-{row.pk}", row.told, f"{row.reference} จาก {row.sender}{urgency}",
        reverse("letters:letter", args=[row.pk]), since, sender, state, words, act_label=act,
        deadline_note=f"ภายใน {thai_date(due, 'short')}" if due else "",
    )  # fmt: skip


def desk_block(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    """Letters of the clerk's day."""
    if not may_register(request.user, district):
        return None
    return {"count": desk_count(district)}


def register_all() -> None:
    audit.register(ACTS)
    audit.register_veil(KIND, veil, about=about_secret)
    register_path(Letter, district="district", read=("desk.write", "desk.decide"), named=("routes__person",))
    register_provider(
        KIND,
        Provider(
            label=lambda key: pointer_of(_letter(key)).label,
            url=lambda key: reverse("letters:letter", args=[key]),
            may_view=lambda user, key: Letter.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_act(user, _letter(key), "file"),
            district_code=lambda key: _letter(key).district.code,
            thai="หนังสือรับ-ส่ง",
            search=search_evidence,
            snapshot=lambda key: pointer_of(_letter(key)),
        ),
    )
    register_inbox(KIND, inbox)
    slots.register(
        "desk.main", Block("letters.desk", 10, desk_block, "office/letters/_desk.html", capabilities=(DESK,))
    )
    navigation.register(
        navigation.NavItem(
            "letters", "หนังสือรับ-ส่ง", "letters:letters", "mail", order=110, section=navigation.OFFICE,
            capabilities=READERS,
        )
    )  # fmt: skip
