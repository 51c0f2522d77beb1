"""The office's channels: entered, changed, ended. None is deleted: what was in use in a year stays of that year."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from core.errors import DomainError, needed
from office.structure.models import Channel
from office.structure.services.editing import begin_row, record_row, set_fields
from schools.models import District
from schools.services.refusals import explained

FILE = Path(__file__).resolve().parent.parent / "reference" / "channels.yaml"
FIELDS = ("kind", "name", "use", "who", "link", "since", "until", "position")
_NAMES = {"one_channel_per_name": ("มีช่องทางชื่อนี้แล้ว", "name")}


@cache
def described() -> dict[str, dict[str, str]]:
    """Kind → name, use and who, as the manual describes each: what a new channel's form begins with."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {row["kind"]: {name: row.get(name, "") for name in ("name", "use", "who")} for row in found["channels"]}


@transaction.atomic
def save_channel(district: District, *, actor: Any, key: int | None = None, **values: Any) -> Channel:
    """Add a channel or change one. DomainError for a name that is there, days in the wrong order and an
    address that is none."""
    row: Channel = begin_row(Channel, district, actor, key)
    new = row.pk is None
    set_fields(row, FIELDS, values)
    if row.kind not in Channel.Kind.values:
        raise DomainError("กรุณาเลือกช่องทาง", field="kind")
    row.name = needed(" ".join(row.name.split()), "กรุณากรอกชื่อช่องทาง", field="name")
    row.use = needed(row.use, "กรุณาบอกว่าใช้ช่องทางนี้ทำอะไร", field="use")
    if row.link and not row.link.lower().startswith(("https://", "http://")):
        raise DomainError("ลิงก์ต้องขึ้นต้นด้วย https:// หรือ http://", field="link")
    if row.since and row.until and row.until < row.since:
        raise DomainError("วันสุดท้ายที่ใช้ต้องไม่ก่อนวันแรก", field="until")
    with explained(_NAMES):
        row.save()
    record_row(row, actor, new)
    return row
