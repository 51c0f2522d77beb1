"""`manage.py serve`: prepare the data and run web, worker and scheduler until Ctrl-C."""

from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from config import collect
from config.serve import say, serve
from schools.models import District


class Command(BaseCommand):
    help = "Migrate, load the reference data and the demo district, then run web, worker and scheduler until Ctrl-C."
    requires_system_checks = []
    requires_migrations_checks = False

    def handle(self, *args: Any, **options: Any) -> None:
        serve(prepare, greeting)


def prepare() -> None:
    """Bring database, static files and demo district up to date; each step is quick when there is nothing to do."""
    say("preparing the database")
    call_command("migrate", interactive=False, verbosity=0)
    collect.collect()
    if "load_reference" in get_commands():
        call_command("load_reference", verbosity=0)
    if "seed_demo" in get_commands():
        seed_demo()


def greeting(address: str) -> list[str]:
    """What is printed once the web server answers."""
    return ["", f"  {address}", "", "  Ctrl-C stops everything; the data stays.", ""]


def seed_demo() -> None:
    """Fill the demo district once. The marker outlives an interrupted run, so the next one finishes it."""
    marker = settings.VAR_DIR / "demo-unfinished"
    if District.objects.exists() and not marker.exists():
        return
    marker.touch()
    say("filling the demo district (about a minute, only the first time)")
    call_command("seed_demo", verbosity=0)
    marker.unlink()
