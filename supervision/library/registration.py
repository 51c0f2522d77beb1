"""What this app tells the others when the program starts."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from core import audit, navigation
from core.pointers import Pointer, Provider, register_provider
from schools.models import School
from schools.scope import register_path
from schools.signals import register_reference_loader
from schools.work_sources import register_source
from supervision.library.models import Category, LibraryItem
from supervision.library.permissions import may_write, reads_all
from supervision.library.services import load_categories, pointer_of
from supervision.library.work import DOCUMENTS

ACTS = {
    "library.added": "ร่างเอกสารในคลัง",
    "library.edited": "แก้ไขเอกสาร",
    "library.listed": "ขึ้นทะเบียนในคลัง {number}",
    "library.replaced": "มีฉบับใหม่แทน",
    "library.shown": "ให้โรงเรียนอ่าน",
    "library.hidden": "ไม่ให้โรงเรียนอ่าน",
    "library.withdrawn": "เลิกใช้: {reason}",
    "library.removed": "ลบร่าง",
    "library.category": "จัดหมวด {name}",
}
READ = ("district.read", "desk.write")


def _own_district(keys: frozenset[int]) -> Q:
    return Q(district__in=School.objects.filter(pk__in=keys).values("district"))


def _of_schools(keys: frozenset[int]) -> Q:
    """What is shown to the schools of their office, with replaced editions: an old link leads to the newer one."""
    return Q(for_schools=True, state__in=("listed", "replaced")) & _own_district(keys)


def _item(key: str) -> LibraryItem:
    return LibraryItem.objects.select_related("district").get(pk=int(key))


def _may_attach(user: Any, key: str) -> bool:
    row = _item(key)
    return row.state in (LibraryItem.State.DRAFT, LibraryItem.State.LISTED) and may_write(user, row)


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    if school is not None:
        return []
    rows: Any = LibraryItem.objects.visible_to(user).of_district(district)
    rows = rows.in_use().filter(title__icontains=text)
    return [pointer_of(row) for row in rows[:limit]]


def register_all() -> None:
    """Paths, acts, pointers, shipped categories, navigation."""
    audit.register(ACTS)
    register_path(LibraryItem, district="district", school=_of_schools, read=READ)
    register_path(Category, district="district", school=_own_district, read=READ)
    register_reference_loader("หมวดของคลังเอกสาร", load_categories)
    register_provider(
        "library_item",
        Provider(
            label=lambda key: str(_item(key)),
            url=lambda key: reverse("library:item", args=[key]),
            may_view=lambda user, key: LibraryItem.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=_may_attach,
            district_code=lambda key: _item(key).district.code,
            may_trace=lambda user, key: reads_all(user, _item(key).district_id),
            thai="เอกสารในคลัง",
            search=_search,
            snapshot=lambda key: pointer_of(_item(key)),
        ),
    )
    register_source(DOCUMENTS)
    navigation.register(
        navigation.NavItem(
            "library", "คลังเอกสาร", "library:items", "books", order=132, section=navigation.GROUP,
            capabilities=("district.read", "school.read", "desk.write"),
        )
    )  # fmt: skip
