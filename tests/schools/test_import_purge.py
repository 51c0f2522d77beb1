"""Rehearsals nobody imported go after a month with their files; what was imported stays as a record."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from schools.importing.service import purge_rehearsals
from schools.models import District, ImportRun

pytestmark = pytest.mark.django_db


def _run(district: District, state: str, days: int) -> ImportRun:
    run = ImportRun(
        district=district, file_name="แฟ้ม.xlsx", state=state, uploaded_at=timezone.now() - timedelta(days=days)
    )
    run.file.save(f"{run.pk}.xlsx", ContentFile(b"x"), save=False)
    run.save()
    return run


def test_only_old_ones_that_were_not_imported_go(a: District) -> None:
    kept = [_run(a, "rehearsed", 29), _run(a, "applied", 400)]
    gone = [_run(a, "rehearsed", 31), _run(a, "stale", 90)]
    assert purge_rehearsals() == 2
    assert set(ImportRun.objects.values_list("pk", flat=True)) == {run.pk for run in kept}
    assert not any(run.file.storage.exists(run.file.name) for run in gone)
    assert all(run.file.storage.exists(run.file.name) for run in kept)
    assert purge_rehearsals() == 0
