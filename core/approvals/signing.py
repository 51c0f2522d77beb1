"""Who signs a paper that went through a chain: one block of templates/documents/_signatures.html for each lane."""

from typing import Any

from django.utils import timezone

from core.models import ApprovalRound


def lane_signers(round_: ApprovalRound) -> list[dict[str, Any]]:
    """The lanes of a round in order, with name and day of those that approved; one that was passed by signs nothing."""
    decisions: Any = round_.decisions
    made = {row.lane: row for row in decisions.select_related("actor")}
    signers = []
    for number, lane in enumerate(round_.lanes):
        row = made.get(number)
        if row is not None and row.decision == "passed":
            continue
        approved = row if row is not None and row.decision == "approved" else None
        signers.append(
            {
                "said": "อนุมัติ" if number == len(round_.lanes) - 1 else "เห็นชอบ",
                "name": approved.actor.get_full_name() if approved and approved.actor else "",
                "post": lane["label"],
                "date": timezone.localdate(approved.at) if approved else None,
            }
        )
    return signers
