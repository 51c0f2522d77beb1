"""What this app adds to the pages of others."""

from core import navigation, slots
from supervision.capture import blocks


def register_all() -> None:
    navigation.register(
        navigation.NavItem(
            "capture",
            "บันทึกในเครื่องนี้",
            "capture:app",
            "device-mobile",
            order=39,
            capabilities=("visit.write",),
            tab=3,
            tab_label="บันทึก",
        )
    )
    slots.register("home.aside", *blocks.HOME_ASIDE)
