from evidence.services.items import (
    add_file,
    add_link,
    add_record,
    change_item,
    relabel_record,
    restore,
    withdraw,
)
from evidence.services.uses import accept, attach, carry, detach, return_use

__all__ = [
    "accept",
    "add_file",
    "add_link",
    "add_record",
    "attach",
    "carry",
    "change_item",
    "detach",
    "relabel_record",
    "restore",
    "return_use",
    "withdraw",
]
