"""The strengths and points to improve schools wrote, for the district's synthesis (qa.levels.texts)."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from qa.levels.models import SchoolLevel
from qa.levels.texts import IMPROVE, STRENGTH, Text
from qa.sar.models import ANSWERED, SarCall, SarItem

_FIELDS = ((STRENGTH, "strengths"), (IMPROVE, "to_improve"))


def texts(district: Any, academic_year: int, level: str, source: str) -> Iterator[Text]:
    """Of SARs the office has received; every line is a point of its own. One query."""
    if source != SchoolLevel.Source.SELF:
        return
    rows = (
        SarItem.objects.filter(
            parent=None, part__level=level, part__sar__state__in=ANSWERED, part__sar__call__district=district,
            part__sar__call__academic_year=academic_year,
        )
        .exclude(part__sar__call__state=SarCall.State.CANCELLED)
        .select_related("part__sar__school", "standard")
        .order_by("part__sar__school__name_sort", "part__sar__school", "standard__position", "pk")
    )  # fmt: skip
    for row in rows:
        sar = row.part.sar
        url = f"{reverse('sar:standing', args=[sar.pk])}#{level}-{row.standard.number}"
        for kind, name in _FIELDS:
            for line in getattr(row, name).splitlines():
                if line.strip():
                    yield Text(kind, sar.school_id, sar.school.name, line.strip(), url, row.standard_id)
