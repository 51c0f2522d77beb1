"""Forms of published versions, kept in the process: they no longer change, and a sheet of sixty items is read in four
queries and three hundred rows."""

from dataclasses import replace
from functools import lru_cache

from instruments.models import Band, InstrumentVersion
from instruments.queries import Form, form_of


def form_for(version: InstrumentVersion) -> Form:
    """The form of a version that was published; bands are the office's own and are read anew each time."""
    if version.state == InstrumentVersion.State.DRAFT:
        return form_of(version.pk)
    bands = tuple(Band.objects.filter(band_set=version.band_set_id).order_by("lower")) if version.band_set_id else ()
    return replace(_kept(version.pk, version.lock_version), version=version, bands=bands)


@lru_cache(maxsize=64)
def _kept(version: int, lock_version: int) -> Form:
    return form_of(version)
