"""The frozen paper behind a published report: made when it is published, kept as long as it stands."""

import hashlib
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from reports import registry
from reports.base import Reader
from reports.produce import order, produce
from schools.published import PublishedKind
from supervision.groups.models import PublishedPaper


def frozen_paper(kind: PublishedKind, row: Any) -> PublishedPaper | None:
    """The paper of the publishing that stands, None while it is not made yet."""
    return PublishedPaper.objects.filter(kind=kind.key, key=str(row.pk), published_at=row.published_at).first()


def freeze(kind: PublishedKind, row: Any, *, now: datetime | None = None) -> PublishedPaper:
    """The paper of the publishing that stands, made now if it is not there; who comes second gets the first one's.
    DomainError as the document says."""
    found = frozen_paper(kind, row)
    if found is not None:
        return found
    now = now or timezone.now()
    key, given = kind.document(row)
    code = kind.district(row).code
    wanted = order(registry.get(key), format="pdf", district_code=code, given=dict(given), reader=Reader.machine())
    made = produce(wanted, now=now)
    with made.file.open("rb") as source:
        content = source.read()
    paper = PublishedPaper(
        kind=kind.key, key=str(row.pk), published_at=row.published_at, name=made.name[:200], made_at=now
    )
    digest = hashlib.sha256(content).hexdigest()
    paper.file.save(f"{kind.key}/{row.pk}-{digest[:16]}.pdf", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError:
        paper.file.storage.delete(str(paper.file.name))
        return PublishedPaper.objects.get(kind=kind.key, key=str(row.pk), published_at=row.published_at)
    return paper
