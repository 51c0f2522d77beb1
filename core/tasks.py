"""Jobs of the core: e-mails, copies of pictures, malware, reminders of approvals. Each is safe to run twice."""

from celery import shared_task

from core import approvals, files, notify
from core.files import pictures, resumable
from core.files import scan as scanning


@shared_task
def email_notices(keys: list[int]) -> int:
    """Send the e-mails of these notices; what fails waits for the sweep."""
    return sum(notify.deliver(key) for key in keys)


@shared_task
def email_mails(keys: list[int]) -> int:
    """The same for e-mails to addresses without an account."""
    return sum(notify.deliver_mail(key) for key in keys)


@shared_task(expires=60)
def sweep_notices() -> int:
    return notify.sweep()


@shared_task
def reencode(key: int) -> bool:
    return pictures.reencode(key)


@shared_task(expires=60)
def sweep_pictures() -> int:
    return pictures.sweep()


@shared_task
def scan(key: int) -> bool:
    return scanning.scan(key)


@shared_task(expires=60)
def sweep_scans() -> int:
    return scanning.sweep()


@shared_task(expires=3600)
def purge_files() -> int:
    return files.purge_unused()


@shared_task(expires=3600)
def purge_uploads() -> int:
    return resumable.purge_expired()


@shared_task(expires=3600)
def remind_approvals() -> int:
    return approvals.remind()
