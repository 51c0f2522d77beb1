from supervision.inclusion.services.coordination import cancel_coordination, write_coordination
from supervision.inclusion.services.counts import (
    accept,
    add_help,
    drop_help,
    load_kinds,
    open_inclusion,
    return_year,
    save_counts,
    submit,
)

__all__ = [
    "accept",
    "add_help",
    "cancel_coordination",
    "drop_help",
    "load_kinds",
    "open_inclusion",
    "return_year",
    "save_counts",
    "submit",
    "write_coordination",
]
