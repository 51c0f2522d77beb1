"""Acts on orders and announcements, and the registry of what drafts are filled from."""

from office.orders.services.annex import (
    move_group,
    move_person,
    paste_people,
    remove_group,
    remove_person,
    save_group,
    save_person,
)
from office.orders.services.drafts import delete_draft, draft_order, draft_replacement, edit_order, fill_annex
from office.orders.services.issuing import cancel_order, enter_order, issue_order
from office.orders.services.proposals import (
    Line,
    Part,
    Proposal,
    Proposer,
    line_of,
    proposer_of,
    register_own,
    register_proposer,
    sources_for,
)
from office.orders.services.wordings import matter_of, save_settings, save_wording

__all__ = [
    "Line",
    "Part",
    "Proposal",
    "Proposer",
    "cancel_order",
    "delete_draft",
    "draft_order",
    "draft_replacement",
    "edit_order",
    "enter_order",
    "fill_annex",
    "issue_order",
    "line_of",
    "matter_of",
    "move_group",
    "move_person",
    "paste_people",
    "proposer_of",
    "register_own",
    "register_proposer",
    "remove_group",
    "remove_person",
    "save_group",
    "save_person",
    "save_settings",
    "save_wording",
    "sources_for",
]
