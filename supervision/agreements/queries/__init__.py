"""Read-only questions about agreements: wording, targets, who signs, how far the signing is."""

from supervision.agreements.queries.agreements import (
    KIND,
    goal_of,
    history_of,
    pointer_of,
    search_evidence,
    signing_day,
    standing_of,
    text_of,
    without_agreement,
    wording_of,
    year_label,
)
from supervision.agreements.queries.board import Counts, board_rows, cluster_counts, counts_of, whole_of
from supervision.agreements.queries.drafts import Draft, drafts_for, why_not
from supervision.agreements.queries.signers import Signer, office_signer, office_witnesses, school_signers
from supervision.agreements.queries.targets import (
    AreaRows,
    Changed,
    Targets,
    areas_of,
    by_area,
    changed_since,
    targets_of,
)

__all__ = [
    "KIND",
    "AreaRows",
    "Changed",
    "Counts",
    "Draft",
    "Signer",
    "Targets",
    "areas_of",
    "board_rows",
    "by_area",
    "changed_since",
    "cluster_counts",
    "counts_of",
    "drafts_for",
    "goal_of",
    "history_of",
    "office_signer",
    "office_witnesses",
    "pointer_of",
    "school_signers",
    "search_evidence",
    "signing_day",
    "standing_of",
    "targets_of",
    "text_of",
    "whole_of",
    "why_not",
    "without_agreement",
    "wording_of",
    "year_label",
]
