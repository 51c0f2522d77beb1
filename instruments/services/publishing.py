"""Publish a draft for given academic years, and take a version out of use. What is published is frozen."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, NotAllowed
from instruments.missing import missing
from instruments.models import Instrument, InstrumentVersion
from instruments.permissions import may_write
from instruments.services.building import locked_draft, version_pointer

EARLIEST, LATEST = 2540, 2640
State = InstrumentVersion.State


@dataclass(frozen=True)
class Succession:
    """What publishing does to an earlier version: its last year becomes `until`, or it is retired (None)."""

    version: InstrumentVersion
    until: int | None


def succession(instrument: Instrument, *, year_from: int) -> list[Succession]:
    """Earlier published versions that reach into the years from `year_from` on, and what becomes of them."""
    found = []
    for row in instrument.versions.filter(state=State.PUBLISHED).order_by("number"):
        if row.year_to is not None and row.year_to < year_from:
            continue
        ends = row.year_from is None or row.year_from < year_from
        found.append(Succession(row, year_from - 1 if ends else None))
    return found


def publish(
    version: InstrumentVersion, *, actor: Any, year_from: int, year_to: int | None = None,
    lock_version: int | None = None, now: Any = None,
) -> InstrumentVersion:  # fmt: skip
    """Publish a draft for ปีการศึกษา `year_from` to `year_to` (None = until replaced); earlier versions end before it.

    Pressed twice, the published version is given back. DomainError with what is missing, StaleRevision when the draft
    moved on since it was looked at.
    """
    _years(year_from, year_to)
    with transaction.atomic():
        done = InstrumentVersion.objects.select_related("instrument").get(pk=version.pk)
        if (
            done.state == State.PUBLISHED
            and (done.year_from, done.year_to) == (year_from, year_to)
            and may_write(actor, done.instrument)
        ):
            return done
        draft = locked_draft(version, actor=actor, lock_version=lock_version)
        lacking = missing(draft)
        if lacking:
            raise DomainError("ยังเผยแพร่ไม่ได้: " + " · ".join(text for text, _ in lacking))
        for row in succession(draft.instrument, year_from=year_from):
            if row.until is None:
                row.version.state = State.RETIRED
            else:
                row.version.year_to = row.until
            row.version.save(update_fields=["state", "year_to"])
        draft.state, draft.published_at = State.PUBLISHED, now or timezone.now()
        draft.year_from, draft.year_to = year_from, year_to
        draft.save(update_fields=["state", "published_at", "year_from", "year_to"])
        audit.record(
            actor=actor, action="instrument.published", target=version_pointer(draft),
            district_code=draft.instrument.district.code, data={"from": year_from, "to": year_to},
        )  # fmt: skip
    return draft


def retire(version: InstrumentVersion, *, actor: Any) -> InstrumentVersion:
    """Take a published version out of use; sheets filled in with it stay as they are. Twice is once."""
    with transaction.atomic():
        found = (
            InstrumentVersion.objects.select_for_update(of=("self",))
            .select_related("instrument__district")
            .get(pk=version.pk)
        )
        if not may_write(actor, found.instrument):
            raise NotAllowed("แก้ไขได้เฉพาะ ผอ.กลุ่มนิเทศฯ และผู้รับผิดชอบกลุ่มงานเจ้าของเครื่องมือ")
        if found.state == State.RETIRED:
            return found
        if found.state == State.DRAFT:
            raise DomainError("ร่างยังไม่เผยแพร่ จึงเลิกใช้ไม่ได้ หากไม่ต้องการให้ลบร่าง")
        found.state = State.RETIRED
        found.save(update_fields=["state"])
        audit.record(
            actor=actor, action="instrument.retired", target=version_pointer(found),
            district_code=found.instrument.district.code,
        )  # fmt: skip
    return found


def _years(year_from: int, year_to: int | None) -> None:
    if not EARLIEST <= year_from <= LATEST:
        raise DomainError(f"ปีการศึกษาต้องอยู่ระหว่าง {EARLIEST} ถึง {LATEST} (พ.ศ.)", field="year_from")
    if year_to is not None and not year_from <= year_to <= LATEST:
        raise DomainError(f"ปีสุดท้าย {year_to} ต้องไม่ก่อนปีแรก {year_from}", field="year_to")
