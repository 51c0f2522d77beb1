"""Forms of published versions, kept in the process: they no longer change, and a sheet of sixty items is read in four
queries and three hundred rows."""

from dataclasses import replace
from functools import lru_cache

from instruments.models import Band, InstrumentVersion
from instruments.queries import Form, form_of


def form_for(version: InstrumentVersion) -> Form:
    """The form of a version, to be scored by; the office's own bands are read anew each time."""
    bands = Band.objects.filter(band_set=version.band_set_id).order_by() if version.band_set_id else ()
    return replace(questions_of(version), bands=tuple(sorted(bands, key=lambda band: band.lower)))


def questions_of(version: InstrumentVersion) -> Form:
    """The form of a version, to be read and checked by: its bands may have changed since, its items cannot have."""
    if version.state == InstrumentVersion.State.DRAFT:
        return replace(form_of(version.pk), version=version)
    return replace(_kept(version.pk, version.lock_version), version=version)


@lru_cache(maxsize=64)
def _kept(version: int, lock_version: int) -> Form:
    return form_of(version)
