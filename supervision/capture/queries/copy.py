"""The server's copy of a visit, as a document of the wire."""

from typing import Any

from supervision.field.content import slots_of
from supervision.field.models import Visit
from supervision.field.sections import contents, every_section, place_of
from supervision.field.services.writing import number_of_section, visit_url


def photos_of(visit: Visit) -> dict[str, dict[str, bool]]:
    """Every picture still wanted, and whether it is here whole; at most one query."""
    return {str(slot.pk): {"arrived": slot.attachment_id is not None} for slot in slots_of(visit)}


def server_copy(visit: Visit) -> dict[str, Any]:
    """All sections with their numbers, and the pictures with what has arrived; a fixed number of queries."""
    sections = contents(visit, every_section(visit))
    stamps = {name: number_of_section(visit, name) for name in sections}
    return {
        "format": 1,
        "id": str(visit.public_id),
        "visit": visit.pk,
        "url": visit_url(visit),
        "school": visit.school_id,
        "planned": visit.planned_id,
        "began_at": visit.phone_at.isoformat() if visit.phone_at else None,
        "lead": visit.lead_id,
        "state": visit.state_code,
        "state_label": visit.state_label,
        "number": visit.number,
        "base": stamps,
        "stamps": stamps,
        "sections": sections,
        "photos": [
            {
                "id": str(row.pk),
                "sha256": row.sha256,
                "size": row.size,
                "caption": row.caption,
                "taken_at": row.taken_at.isoformat() if row.taken_at else None,
                "place": place_of(row),
                "sheet": str(row.response_id) if row.response_id else None,
                "item": row.item_code,
                "removed": False,
                "arrived": row.attachment_id is not None,
            }
            for row in slots_of(visit)
        ],
    }
