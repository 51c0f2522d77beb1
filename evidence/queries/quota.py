"""How full a store is."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum

from evidence.models import EvidenceItem
from schools.models import District, School

MB = 1024 * 1024


@dataclass(frozen=True)
class Quota:
    """Bytes kept and allowed; `limit` None for the office's own store, which has none."""

    used: int
    limit: int | None

    @property
    def percent(self) -> int:
        """Whole percent used, at most 100; 0 without a limit."""
        return min(100, self.used * 100 // self.limit) if self.limit else 0

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.used)


def quota_of(district: District, school: School | None) -> Quota:
    """What lies in a store, withdrawn files too: their bytes are still kept. One query."""
    rows = EvidenceItem.objects.of_owner(district, school)
    used = int(rows.aggregate(total=Sum("size"))["total"] or 0)
    return Quota(used, None if school is None else settings.EVIDENCE_SCHOOL_QUOTA_MB * MB)
