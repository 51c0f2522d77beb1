"""Acts on sets of office standards."""

from kotpn.standards.services.lines import LineWords, move_line, save_line
from kotpn.standards.services.parts import (
    PartWords,
    RuleRow,
    remove_part,
    save_indicator,
    save_issue,
    save_rules,
    save_standard,
    set_of,
)
from kotpn.standards.services.publishing import end_set, publish_set, retire_set
from kotpn.standards.services.reference import load_office_sets
from kotpn.standards.services.sets import copy_set, delete_draft, make_set, save_front, save_labels

__all__ = [
    "LineWords",
    "PartWords",
    "RuleRow",
    "copy_set",
    "delete_draft",
    "end_set",
    "load_office_sets",
    "make_set",
    "move_line",
    "publish_set",
    "remove_part",
    "retire_set",
    "save_front",
    "save_indicator",
    "save_issue",
    "save_labels",
    "save_line",
    "save_rules",
    "save_standard",
    "set_of",
]
