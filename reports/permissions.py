"""Who may have which document, and who may open a finished one."""

from typing import Any

from core.errors import DomainError
from reports import registry
from reports.base import Document
from reports.models import ReportRun


def documents_for(user: Any, district_code: str) -> list[Document]:
    """Definitions the user may run for this office, by Thai title."""
    return sorted(
        (document for document in registry.every() if document.may_run(user, district_code)), key=lambda d: d.title
    )


def can_download(user: Any, run: ReportRun) -> bool:
    """The person who asked, while the right to that document lasts."""
    if run.requested_by_id != user.pk:
        return False
    try:
        document = registry.get(run.key)
    except DomainError:
        return False
    return document.may_run(user, run.district_code)
