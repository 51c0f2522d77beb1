"""What schools were told of their overall level in one academic year, for whoever shows it beside other work."""

from collections.abc import Collection
from typing import Any

from qa.levels.models import SchoolLevel


def overall_of(schools: Collection[int], academic_year: int) -> dict[int, list[dict[str, Any]]]:
    """By school: level, source and word of each overall level of the year (พ.ศ.); one query."""
    rows = SchoolLevel.objects.filter(school__in=schools, academic_year=academic_year, standard=None)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.select_related("scale_level").order_by("level", "source"):
        found.setdefault(row.school_id, []).append(
            {
                "level": row.get_level_display(),
                "source": row.get_source_display(),
                "word": row.scale_level.word if row.scale_level else "ไม่ประเมิน",
            }
        )
    return found
