"""`manage.py load_reference`: adds shipped rows an office does not have yet; its own edits stay."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools.models import District
from schools.services.reference import load_reference


class Command(BaseCommand):
    help = "Load reference data into every office (or one); safe to run twice, never overwrites an office's edits."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", help="code of one office")

    def handle(self, *args: Any, **options: Any) -> None:
        districts = District.objects.order_by("code")
        if code := options["district"]:
            districts = districts.filter(code=code)
            if not districts:
                raise CommandError(f"ไม่มีเขตรหัส {code}")
        for district in districts:
            added = load_reference(district)
            told = ", ".join(f"{name} +{count}" for name, count in added.items() if count)
            self.stdout.write(f"{district.code}: {told or 'nothing new'}")
