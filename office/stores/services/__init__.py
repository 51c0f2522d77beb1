"""Acts of the store: its catalogue and cards, requisitions, purchases and repairs."""

from office.stores.services.items import count_item, receive_item, save_item, switch_item
from office.stores.services.procurements import (
    ask_procurement,
    cancel_procurement,
    order_procurement,
    receive_procurement,
)
from office.stores.services.requisitions import (
    approve_requisition,
    cancel_requisition,
    close_requisition,
    edit_requisition,
    issue_requisition,
    request_items,
    return_requisition,
)

__all__ = [
    "approve_requisition",
    "ask_procurement",
    "cancel_procurement",
    "cancel_requisition",
    "close_requisition",
    "count_item",
    "edit_requisition",
    "issue_requisition",
    "order_procurement",
    "receive_item",
    "receive_procurement",
    "request_items",
    "return_requisition",
    "save_item",
    "switch_item",
]
