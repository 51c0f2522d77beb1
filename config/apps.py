"""The composition root as a Django app: it registers system checks and management commands, and owns no tables."""

from django.apps import AppConfig

from core import navigation, slots
from core.navigation import NavItem
from core.slots import Block


class CompositionConfig(AppConfig):
    name = "config"
    verbose_name = "การติดตั้ง"

    def ready(self) -> None:
        from config import checks, home  # noqa: F401 - checks registers itself

        navigation.register(
            NavItem("home", "หน้าหลัก", "home", "home", order=10, tab=1),
            NavItem(
                "waiting", "งานที่รอฉัน", "core:inbox", "inbox", order=20, tab=2, tab_label="รอฉัน",
                count=home.waiting_count,
            ),
        )  # fmt: skip
        slots.register("home.main", Block("waiting", 20, home.waiting_block, "home/_waiting.html"))
        slots.register("home.aside", Block("changes", 90, home.changes_block, "home/_changes.html"))
        slots.register("account.profile", Block("appointments", 10, home.appointments_block, "home/_appointments.html"))
