from supervision.field.services.checks import check_finding, save_advice, set_advice_aside, switch_advice, take_advice
from supervision.field.services.cycle import (
    acknowledge_visit,
    amend_visit,
    cancel_visit,
    close_visit,
    correct_visit,
    return_visit,
    submit_visit,
)
from supervision.field.services.findings import remove_finding, save_finding
from supervision.field.services.people import (
    add_member,
    add_new_teacher,
    add_supervised,
    remove_member,
    remove_supervised,
)
from supervision.field.services.sheets import add_sheet, redirect_sheet, remove_sheet, save_sheet
from supervision.field.services.signing import sign, withdraw_signature
from supervision.field.services.visits import add_item_photo, add_photo, item_photos, save_visit, start_visit
from supervision.field.services.writing import visit_pointer

__all__ = [
    "acknowledge_visit",
    "add_item_photo",
    "add_member",
    "add_new_teacher",
    "add_photo",
    "add_sheet",
    "add_supervised",
    "amend_visit",
    "cancel_visit",
    "check_finding",
    "close_visit",
    "correct_visit",
    "item_photos",
    "redirect_sheet",
    "remove_finding",
    "remove_member",
    "remove_sheet",
    "remove_supervised",
    "return_visit",
    "save_advice",
    "save_finding",
    "save_sheet",
    "save_visit",
    "set_advice_aside",
    "sign",
    "start_visit",
    "submit_visit",
    "switch_advice",
    "take_advice",
    "visit_pointer",
    "withdraw_signature",
]
