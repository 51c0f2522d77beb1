"""`manage.py report KEY --district CODE [--format pdf|xlsx] --param name=value --output FILE`: write one document.

Runs in this process without a worker, as the machine's administrator: every row of the office is read.
"""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import DomainError
from reports import registry
from reports.base import Reader
from reports.produce import order, produce, thai_worker


class Command(BaseCommand):
    help = "Write one document to a file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", help="see manage.py documents")
        parser.add_argument("--district", required=True, help="code of the office")
        parser.add_argument("--format", help="pdf or xlsx; the document's first format unless given")
        parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE", help="may be repeated")
        parser.add_argument("--output", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["output"]
        if not target.absolute().parent.is_dir():
            raise CommandError(f"ไม่มีโฟลเดอร์ {target.absolute().parent}")
        try:
            with thai_worker():
                document = registry.get(options["key"])
                request = order(
                    document,
                    format=options["format"] or document.formats[0],
                    district_code=options["district"],
                    given=_pairs(options["param"]),
                    reader=Reader.machine(),
                )
                made = produce(request)
        except DomainError as error:
            raise CommandError(" ".join(error.message.split())) from error
        with made.file.open("rb") as source, target.open("wb") as out:
            shutil.copyfileobj(source, out)
        pages = f", {made.pages} หน้า" if made.pages else ""
        self.stdout.write(f"{target}: {document.title} ({made.size:,} ไบต์{pages})")


def _pairs(given: list[str]) -> dict[str, Any]:
    """name=value pairs; a name given twice becomes a list."""
    found: dict[str, Any] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise DomainError(f"พารามิเตอร์ “{pair}” ต้องเขียนเป็น ชื่อ=ค่า")
        if name in found:
            held = found[name]
            found[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            found[name] = value
    return found
