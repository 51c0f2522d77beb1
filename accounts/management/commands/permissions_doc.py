"""Write docs/permissions.md from accounts/roles.py, or only say whether it is current."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.permissions_doc import page


class Command(BaseCommand):
    help = "Writes docs/permissions.md from the table of roles; --check only compares and fails when it differs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit non-zero when the page is old")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "permissions.md"
        current = path.read_text(encoding="utf-8") if path.exists() else ""
        if options["check"]:
            if current != page():
                raise CommandError("docs/permissions.md is not current: run manage.py permissions_doc")
            return
        path.write_text(page(), encoding="utf-8")
        self.stdout.write(f"wrote {path.relative_to(settings.BASE_DIR)}")
