"""Evidence in the search over everything."""

from typing import Any

from django.urls import reverse

from core.search import Hit
from core.thai.dates import thai_date
from evidence.models import EvidenceItem


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    rows = EvidenceItem.objects.visible_to(user).of_district(district).offered().containing(text)
    return [
        Hit(
            "หลักฐาน",
            item.title,
            reverse("evidence:item", args=[item.pk]),
            (item.get_kind_display(), str(item.owner_label), thai_date(item.added_at, "short")),
            "paperclip",
        )
        for item in rows.select_related("school", "district")[:limit]
    ]
