"""Acts on folders and the desk's settings."""

from office.folders.services.folders import add_paper, edit_folder, open_folder, remove_paper
from office.folders.services.moving import (
    cancel_folder,
    chase_folder,
    close_folder,
    pass_folder,
    return_folder,
    send_folder,
    sign_folder,
    take_back,
)
from office.folders.services.settings import save_settings

__all__ = [
    "add_paper",
    "cancel_folder",
    "chase_folder",
    "close_folder",
    "edit_folder",
    "open_folder",
    "pass_folder",
    "remove_paper",
    "return_folder",
    "save_settings",
    "send_folder",
    "sign_folder",
    "take_back",
]
