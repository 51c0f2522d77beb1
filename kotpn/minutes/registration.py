"""What this app tells the others when the program starts."""

from core import audit

ACTS: dict[str, str] = {
    "minutes.entry_saved": "จดรายงานการประชุม: {item}",
    "minutes.resolved": "{reference}: {text} ({quorum})",
    "minutes.resolution_changed": "แก้{reference}: {text} ({quorum})",
    "minutes.resolution_withdrawn": "ยกเลิก{reference}: {reason}",
}


def register_all() -> None:
    audit.register(ACTS)
