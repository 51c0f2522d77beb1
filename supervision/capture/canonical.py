"""What was read from a phone, in the words of history (supervision.field.sections): equal texts have equal digests."""

import hashlib
from collections.abc import Mapping
from typing import Any

from core.approvals.content import plain
from supervision.field.sections import GENERAL, SIGNATURES, answer_content, sheet_of


def as_kept(section: str, content: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The section as `contents` would give it once it is saved; None for a sheet taken off."""
    if content is None:
        return None
    found = dict(content)
    if section == GENERAL:
        found = _general(found)
    elif section == SIGNATURES:
        found = {"rows": [_signature(row) for row in content["rows"]]}
    elif sheet_of(section):
        answers = {
            code: answer_content(
                given["number"], given["text"], given["values"], not_observed=given["not_observed"], note=given["note"]
            )
            for code, given in content["answers"].items()
        }
        found["answers"] = {code: answer for code, answer in answers.items() if answer}
    return dict(plain(found))


def _general(found: dict[str, Any]) -> dict[str, Any]:
    place = found["place"]
    return {
        **found,
        "time_in": found["time_in"].strftime("%H:%M") if found["time_in"] else None,
        "time_out": found["time_out"].strftime("%H:%M") if found["time_out"] else None,
        "place": {"lat": float(place.lat), "lon": float(place.lon), "accuracy": place.accuracy} if place else None,
    }


def _signature(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("id", "side", "name", "position", "phone_at")},
        "sha256": hashlib.sha256(row["png"]).hexdigest() if row["png"] else None,
    }
