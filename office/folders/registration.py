"""What this app tells the others when the program starts."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from core import audit, navigation
from core.approvals import register_inbox
from core.pointers import Pointer, Provider, register_provider
from office.folders import blocks
from office.folders.models import Folder, FolderPaper, Movement
from office.folders.permissions import may_act
from office.folders.queries import KIND, pointer_of
from office.letters.models import Letter
from office.letters.services import retitle, secret_keys, veil_about
from office.letters.signals import made_secret
from schools.scope import office_keys, register_naming
from schools.views.common import held_here

ACTS = {
    "folder.opened": "จัดแฟ้มเสนอ",
    "folder.edited": "แก้ไขแฟ้ม",
    "folder.paper": "เอกสารในแฟ้ม: {what}",
    "folder.sent": "เสนอถึง {who} {note}",
    "folder.passed": "เสนอต่อถึง {who} {note}",
    "folder.signed": "{who} ลงนามหรือสั่งการแล้ว {note}",
    "folder.returned": "ส่งกลับแก้ไข: {note}",
    "folder.taken_back": "นำแฟ้มกลับ: {note}",
    "folder.chased": "ตามแฟ้มจาก {who}",
    "folder.closed": "เก็บแฟ้ม {note}",
    "folder.cancelled": "ยกเลิกแฟ้ม: {note}",
    "desk_settings.saved": "ตั้งค่างานธุรการ: ตามแฟ้มเมื่อค้างครบ {days} วัน",
}


def _folder(key: str) -> Folder:
    return Folder.objects.select_related("district", "holder").get(pk=int(key))


def _may_change(user: Any, key: str) -> bool:
    """Scans of signed papers are hung by its owner, the desk, and whoever has it."""
    found = _folder(key)
    return any(may_act(user, found, act) for act in ("edit", "sign"))


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    if school is not None:
        return []
    rows = Folder.objects.visible_to(user).of_district(district)
    if text:
        rows = rows.containing(text)
    return [pointer_of(row) for row in rows.order_by("-created_at", "-pk")[:limit]]


def _named(user: Any) -> bool:
    keys = office_keys(user)
    return bool(keys) and Movement.objects.filter(person__in=keys).exists()


def _hide(letter: Letter, subject: str, **_: Any) -> None:
    retitle(Folder.objects.holding("letter", letter.pk), KIND, letter=letter, subject=subject)


def _letters_in(keys: set[str]) -> Iterable[tuple[int, str]]:
    return FolderPaper.objects.filter(folder__pk__in=keys, kind="letter").values_list("folder", "key")


def _about_secret() -> Q:
    held = FolderPaper.objects.filter(kind="letter", key__in=secret_keys()).values_list(Cast("folder_id", TextField()))
    return Q(target_kind=KIND, target_key__in=held)


def register_all() -> None:
    audit.register(ACTS)
    audit.register_veil(KIND, lambda entries: veil_about(entries, KIND, _letters_in), about=_about_secret)
    register_naming("desk.own", _named)
    made_secret.connect(_hide, dispatch_uid="folders")
    register_provider(
        KIND,
        Provider(
            label=lambda key: str(_folder(key)),
            url=lambda key: reverse("folders:folder", args=[key]),
            may_view=lambda user, key: Folder.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=_may_change,
            district_code=lambda key: _folder(key).district.code,
            thai="แฟ้มเสนอ",
            search=_search,
            snapshot=lambda key: pointer_of(_folder(key)),
        ),
    )
    register_inbox("folder", blocks.inbox)
    blocks.fill()
    navigation.register(
        navigation.NavItem(
            "desk", "งานธุรการวันนี้", "folders:desk", "briefcase", order=100, section=navigation.OFFICE,
            capabilities=("desk.write", "desk.decide"), visible=held_here("desk.write", "desk.decide"),
        ),
        navigation.NavItem(
            "folders", "แฟ้มเสนอ", "folders:board", "folders", order=118, section=navigation.OFFICE,
            capabilities=("desk.write", "desk.decide", "desk.own"),
            visible=held_here("desk.write", "desk.decide", "desk.own"),
        ),
    )  # fmt: skip
