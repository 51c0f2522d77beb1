"""A finished run of the supervisor of office A, with its file."""

from django.core.files.base import ContentFile
from django.utils import timezone

from reports.models import ReportFile, ReportRun
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    now = timezone.now()
    stored = ReportFile(
        cache_key="access-matrix",
        name="ทดสอบ.pdf",
        content_type="application/pdf",
        size=4,
        created_at=now,
        expires_at=now,
    )
    stored.file.save("access-matrix.pdf", ContentFile(b"%PDF"))
    cast.rows["run"] = ReportRun.objects.create(
        key="school-list",
        title="ทะเบียนโรงเรียน",
        format="pdf",
        district_code=cast.a.code,
        requested_by=cast.users["supervisor"],
        requested_at=now,
        state=ReportRun.State.DONE,
        output=stored,
    )
