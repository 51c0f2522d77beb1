"""A finished document as something that may be taken up: by who asked for it, while its file is kept."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from core.pointers import Pointer, Provider, register_provider
from reports.models import ReportRun
from reports.permissions import can_download

KIND = "report_run"


def _run(key: str) -> ReportRun:
    return ReportRun.objects.select_related("output").get(pk=key)


def _may_view(user: Any, key: str) -> bool:
    return can_download(user, _run(key))


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    rows = ReportRun.objects.visible_to(user).of_district(district.code).with_file(timezone.now())
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    return [
        Pointer(KIND, str(run.pk), str(run), timezone.localtime(run.requested_at).date())
        for run in rows.recent()[:limit]
        if can_download(user, run)
    ]


def _file(key: str) -> UploadedFile | None:
    output = _run(key).output
    if output is None or not output.file.storage.exists(str(output.file.name)):
        return None
    return UploadedFile(output.file.open("rb"), name=output.name, size=output.size)


def register() -> None:
    register_provider(
        KIND,
        Provider(
            label=lambda key: str(_run(key)),
            url=lambda key: reverse("reports:run", args=[key]),
            may_view=_may_view,
            may_change=lambda user, key: False,
            district_code=lambda key: _run(key).district_code,
            thai="เอกสารที่ออกจากระบบ (เก็บเป็นไฟล์)",
            search=_search,
            file=_file,
        ),
    )
