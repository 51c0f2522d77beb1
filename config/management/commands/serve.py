"""`manage.py serve`: prepare the data and run web, worker and scheduler until Ctrl-C."""

import io
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.models import User
from config import collect
from config.serve import say, serve
from schools.demo import PASSWORD, SIGN_INS
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
    call_command("load_reference", stdout=io.StringIO())
    seed_demo()


def greeting(address: str) -> list[str]:
    """What is printed once the web server answers: the address, the demo accounts that are there, where mail goes."""
    lines = ["", f"  {address}", ""]
    there = set(User.objects.filter(email__in=[one.email for one in SIGN_INS]).values_list("email", flat=True))
    if there:
        lines.append(f"  demo accounts, password {PASSWORD}:")
        lines += [f"    {one.email:36} {one.post}" for one in SIGN_INS if one.email in there]
        lines.append("")
    if "filebased" in settings.EMAIL_BACKEND:
        lines.append(f"  No mail server is set: mail is written to {settings.EMAIL_FILE_PATH}")
    return [*lines, "  Ctrl-C stops everything; the data stays.", ""]


def seed_demo() -> None:
    """Fill the demo district once. The marker outlives an interrupted run, so the next one finishes it."""
    marker = settings.VAR_DIR / "demo-unfinished"
    if District.objects.exists() and not marker.exists():
        return
    marker.touch()
    say("filling the demo offices (a few minutes, only the first time)")
    call_command("seed_demo", verbosity=0)
    marker.unlink()
