"""What this app tells the others when the program starts."""

from typing import Any

from django.urls import reverse

from core import audit, navigation
from core.pointers import Provider, register_provider
from office.welfare import blocks
from office.welfare.models import Entry, Fund, MonthClose
from office.welfare.permissions import READERS, may_keep
from office.welfare.queries import entry_pointer, first_open_day
from schools.scope import register_path
from schools.views.common import held_here

ACTS = {
    "welfare.opened": "เปิดบัญชี ยอดยกมา {amount}",
    "welfare.recorded": "{kind} {amount}",
    "welfare.countered": "แก้รายการที่ {number} {amount}: {reason}",
    "welfare.closed": "ปิดบัญชีเดือน{month} คงเหลือ {amount}",
}


def _entry(key: str) -> Entry:
    return Entry.objects.select_related("fund__district").get(pk=int(key))


def _fund(key: str) -> Fund:
    return Fund.objects.select_related("district").get(pk=int(key))


def _may_hang(user: Any, key: str) -> bool:
    """The papers of a closed month stay as they were; one that comes late hangs on an entry of an open month."""
    entry = _entry(key)
    return may_keep(user, entry.fund.district) and entry.day >= first_open_day(entry.fund)


def _sees(model: type[Any]) -> Any:
    return lambda user, key: model.objects.visible_to(user).filter(pk=int(key)).exists()


def register_all() -> None:
    register_path(Fund, district="district", read=READERS)
    register_path(Entry, district="fund__district", read=READERS)
    register_path(MonthClose, district="fund__district", read=READERS)
    audit.register(ACTS)
    register_provider(
        "welfare_entry",
        Provider(
            label=lambda key: entry_pointer(_entry(key)).label,
            url=lambda key: reverse("welfare:entry", args=[key]),
            may_view=_sees(Entry),
            may_change=_may_hang,
            district_code=lambda key: _entry(key).fund.district.code,
            allow=("pdf", "image"),
            max_files=5,
        ),
    )
    register_provider(
        "welfare_fund",
        Provider(
            label=lambda key: _fund(key).name,
            url=lambda key: reverse("welfare:fund", args=[key]),
            may_view=_sees(Fund),
            may_change=lambda user, key: False,
            district_code=lambda key: _fund(key).district.code,
            printed=lambda key: ("welfare-ledger", {"fund": key}),
        ),
    )
    blocks.fill()
    navigation.register(
        navigation.NavItem(
            "welfare", "เงินสวัสดิการ", "welfare:funds", "hash", order=140, section=navigation.OFFICE,
            capabilities=READERS, visible=held_here(*READERS),
        )
    )  # fmt: skip
