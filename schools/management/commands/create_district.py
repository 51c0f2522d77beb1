"""`manage.py create_district CODE "NAME"`: opens an empty office with the reference data."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import audit
from core.errors import DomainError
from schools.services.districts import create_district


class Command(BaseCommand):
    help = "Open an empty office with its settings and the reference data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code")
        parser.add_argument("name")
        parser.add_argument("--short-name", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            district = create_district(
                options["code"], options["name"], actor=audit.SYSTEM, short_name=options["short_name"]
            )
        except DomainError as error:
            raise CommandError(error.message) from None
        self.stdout.write(f"{district.code}: {district.name}")
