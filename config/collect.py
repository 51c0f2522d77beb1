"""Collects and squeezes the static files once per change: hashing and brotli take ten seconds, a start should not."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def fingerprint() -> str:
    """A hash over every static file's address, size and time, and over how they are stored."""
    found = hashlib.sha256(repr((settings.STORAGES["staticfiles"], settings.NPM_FILES)).encode())
    for finder in get_finders():
        for address, storage in finder.list([]):
            file = Path(storage.path(address)).stat()
            found.update(f"{address} {file.st_size} {file.st_mtime_ns}\n".encode())
    return found.hexdigest()


def collect() -> None:
    """Run collectstatic unless what STATIC_ROOT holds was made from the very files there are now."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    wanted = fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted)
