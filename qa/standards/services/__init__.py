"""Business acts on standard sets."""

from qa.standards.services.district import (
    announce_paper,
    endorse_paper,
    return_paper,
    save_settings,
    send_paper,
    withdraw_paper,
)
from qa.standards.services.publishing import end_set, publish_set, retire_set
from qa.standards.services.reference import load_standard_sets
from qa.standards.services.school import (
    declare_paper,
    delete_paper,
    remove_own_item,
    revise_paper,
    save_own_item,
    save_targets,
    school_pointer,
    start_paper,
)
from qa.standards.services.sets import (
    ItemWords,
    copy_set,
    delete_draft,
    is_used,
    make_set,
    move_item,
    remove_item,
    save_front,
    save_item,
    save_scale,
    set_pointer,
    set_ties,
)

__all__ = [
    "ItemWords",
    "announce_paper",
    "copy_set",
    "declare_paper",
    "delete_draft",
    "delete_paper",
    "end_set",
    "endorse_paper",
    "is_used",
    "load_standard_sets",
    "make_set",
    "move_item",
    "publish_set",
    "remove_item",
    "remove_own_item",
    "retire_set",
    "return_paper",
    "revise_paper",
    "save_front",
    "save_item",
    "save_own_item",
    "save_scale",
    "save_settings",
    "save_targets",
    "school_pointer",
    "send_paper",
    "set_pointer",
    "set_ties",
    "start_paper",
    "withdraw_paper",
]
