"""The office's wording for a programme."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import NotAllowed, needed
from core.stamps import held_since
from supervision.agreements import wording
from supervision.agreements.models import AgreementText
from supervision.agreements.permissions import may_issue
from supervision.improvement.models import Programme
from supervision.improvement.services.common import programme_pointer

_WITNESSES = ("office_witnesses", "school_witnesses")


@transaction.atomic
def save_text(
    programme: Programme, *, actor: Any, stamp: int | None, now: datetime | None = None, **texts: str
) -> AgreementText:
    """Keep the wording; agreements that were issued keep theirs. Field names nobody fills are refused beside the text
    they stand in. `stamp` is the number of the text that was read, 0 for none, None to write over another's."""
    row = Programme.objects.select_for_update(of=("self",)).select_related("district").get(pk=programme.pk)
    if actor is not audit.SYSTEM and not may_issue(actor, row):
        raise NotAllowed("ท่านแก้ไขข้อความบันทึกข้อตกลงของปีนี้ไม่ได้")
    needed(texts["title"], "กรุณาเขียนชื่อบันทึกข้อตกลง", field="title")
    for name in wording.TEXTS:
        wording.check(name, texts[name])
    for name in _WITNESSES:
        wording.witnesses_of(texts[name], field=name)
    kept = AgreementText.objects.filter(programme=row).first()
    found = kept or AgreementText(programme=row, stamp=0)
    held_since(found, stamp, actor=actor, values=texts, by="updated_by")
    for name in (*wording.TEXTS, *_WITNESSES):
        setattr(found, name, "\n".join(line.rstrip() for line in texts[name].strip().splitlines()))
    found.is_example = _is_shipped(found)
    found.stamp += 1
    found.updated_by = None if actor is audit.SYSTEM else actor
    found.updated_at = now or timezone.now()
    found.save()
    audit.record(
        actor=actor, action="agreement_text.saved", target=programme_pointer(row),
        district_code=row.district.code, at=now,
    )  # fmt: skip
    return found


def shipped_text() -> dict[str, str]:
    """The example's texts by name, for who wants to begin again."""
    return {name: wording.example().get(name, "") for name in (*wording.TEXTS, *_WITNESSES)}


def _is_shipped(text: AgreementText) -> bool:
    return all(getattr(text, name) == wording.example().get(name, "").strip() for name in wording.TEXTS)
