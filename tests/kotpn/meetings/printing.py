"""Documents of a meeting as somebody gets them."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from reports import registry
from reports.base import Reader
from reports.models import ReportFile
from reports.produce import order, produce, thai_worker


def asked(user: Any, key: str, cast: Any, **given: Any) -> ReportFile:
    """The stored file `user` gets; the meeting is the cast's unless told."""
    given = {"meeting": cast.meeting.pk, "digits": "arabic", **given}
    with thai_worker():
        return produce(
            order(registry.get(key), format="pdf", district_code=cast.district.code, given=given, reader=Reader(user))
        )


def file_of(stored: ReportFile) -> Path:
    return Path(default_storage.path(str(stored.file.name)))
