"""`manage.py sample_workbooks DIR`: writes the project's own sample workbooks."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools.samples import FILES


class Command(BaseCommand):
    help = "Write the sample workbooks: a clean office, and one with faults that lists them in its last sheet."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        for name, make in FILES.items():
            try:
                (options["folder"] / name).write_bytes(make())
            except OSError as error:
                raise CommandError(f"เขียนไฟล์ไม่ได้: {error.strerror}") from None
            self.stdout.write(str(options["folder"] / name))
