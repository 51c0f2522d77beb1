"""`manage.py export_instrument INSTRUMENT --district CODE --output FILE [--number N]`: a version as an XLSForm."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from instruments.models import Instrument, InstrumentVersion
from instruments.services.exchange import export_form
from schools.models import District


class Command(BaseCommand):
    help = "Write an instrument as an XLSForm (.xlsx): the published version, else the draft, or the one asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("instrument", help="code of the instrument")
        parser.add_argument("--district", required=True, help="code of the office")
        parser.add_argument("--output", required=True, type=Path)
        parser.add_argument("--number", type=int, help="number of the version")

    def handle(self, *args: Any, **options: Any) -> None:
        district = District.objects.filter(code=options["district"]).first()
        if district is None:
            raise CommandError(f"ไม่มีเขตรหัส {options['district']}")
        instrument = Instrument.objects.filter(district=district, code=options["instrument"]).first()
        if instrument is None:
            raise CommandError(f"เขต {district.code} ไม่มีเครื่องมือรหัส {options['instrument']}")
        versions = instrument.versions.select_related("band_set", "instrument").order_by("-number")
        if options["number"] is not None:
            version = versions.filter(number=options["number"]).first()
        else:
            version = versions.filter(state=InstrumentVersion.State.PUBLISHED).first() or versions.first()
        if version is None:
            raise CommandError(f"เครื่องมือ {instrument.code} ไม่มีรุ่นที่ขอ")
        try:
            options["output"].write_bytes(export_form(version))
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ {options['output']} ไม่ได้: {error.strerror}") from None
        self.stdout.write(f"เขียน {instrument.code} รุ่นที่ {version.number} แล้ว {options['output']}")
