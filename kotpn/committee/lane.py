"""The lane ก.ต.ป.น. holds in the office's approval chains (docs/adr/0008): its post, its secretaries, its rounds as
sources of agenda items. Where a round stands on an agenda is told by the app that keeps meetings."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from core import approvals, pointers
from core.approvals import ApprovalKind, Body
from core.pointers import Pointer
from kotpn.committee.queries import current_tenure, main_committee
from schools.models import District
from schools.queries import holders

POST = "committee"
ROUND = "approval_round"
CARRIERS = ("committee_secretary", "group_director")

Standing = Callable[[str, Sequence[int]], Mapping[int, str]]
_standing: list[Standing] = []


def register_standing(find: Standing) -> None:
    """`find(kind_code, round_keys)` says of each round that is on an agenda which meeting that is."""
    if find not in _standing:
        _standing.append(find)


def _label(district_code: str) -> str:
    found = main_committee(District.objects.get(code=district_code))
    return found.short_name if found else "ก.ต.ป.น."


def _missing(district_code: str, on: date) -> str:
    found = main_committee(District.objects.get(code=district_code))
    if found is None:
        return "สำนักงานนี้ยังไม่มี ก.ต.ป.น. ในระบบ กรุณาตั้งองค์คณะก่อน"
    return "" if current_tenure(found, on) else f"{found} ไม่มีวาระที่ใช้อยู่ จึงยังลงมติไม่ได้"


def carriers(district_code: str, on: date) -> list[Any]:
    """The accounts that put matters before the committee: its secretariat and the group director."""
    district = District.objects.get(code=district_code)
    found = {user.pk: user for role in CARRIERS for user in holders(role, district, on)}
    return list(found.values())


def _stands(kind_code: str, keys: Sequence[int]) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for find in _standing:
        found |= find(kind_code, keys)
    return found


BODY = Body(POST, _label, _missing, carriers, _stands)


def round_key(kind: ApprovalKind, round_: Any) -> str:
    return f"{kind.code}.{round_.pk}"


def round_pointer(kind: ApprovalKind, round_: Any) -> Pointer:
    """What an agenda item about this submission points to: the revision and its hash are the round's."""
    label = f"{kind.pointer(round_.subject).label} ฉบับที่ {round_.revision}"
    return Pointer(ROUND, round_key(kind, round_), label, hash=round_.content_hash)


def round_of(key: str) -> tuple[ApprovalKind, Any]:
    """The kind and the round of a pointer's key; ObjectDoesNotExist or ValueError for a key of nothing."""
    code, _, number = key.rpartition(".")
    kinds = {kind.code: kind for kind in approvals.all_kinds()}
    if code not in kinds:
        raise ValueError(f"no approval kind {code}")
    kind = kinds[code]
    return kind, kind.round_model._base_manager.select_related(*kind.related).get(pk=int(number))


def awaiting(district: Any) -> list[tuple[ApprovalKind, Any]]:
    """Open rounds of the office whose turn is the committee's, the longest waiting first."""
    found = []
    for kind in approvals.all_kinds():
        rows = kind.round_model._base_manager.filter(
            **{kind.district_path: district.code}, state="open", lanes__contains=[{"post": POST}]
        )
        rows = rows.select_related("submitted_by", *kind.related).defer("snapshot")
        found += [(kind, row) for row in rows if row.lanes[row.lane]["post"] == POST]
    return sorted(found, key=lambda pair: pair[1].lane_since)


def _subject(key: str) -> Pointer:
    kind, round_ = round_of(key)
    return kind.pointer(round_.subject)


def _may_view(user: Any, key: str) -> bool:
    subject = _subject(key)
    return pointers.may_view(user, subject.kind, subject.key)


def _url(key: str) -> str:
    kind, round_ = round_of(key)
    return kind.url(round_.subject)


def _label_of(key: str) -> str:
    return round_pointer(*round_of(key)).label


def _district_code(key: str) -> str:
    kind, round_ = round_of(key)
    return kind.district_code(round_.subject)


PROVIDER = pointers.Provider(
    label=_label_of, url=_url, may_view=_may_view, may_change=lambda user, key: False, district_code=_district_code
)


def register() -> None:
    approvals.register_body(BODY)
    pointers.register_provider(ROUND, PROVIDER)
