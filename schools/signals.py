"""What this app tells those to its right: an office was opened, a report was published, and reference data is being
loaded."""

from collections.abc import Callable
from typing import Any

from django.dispatch import Signal

# Sent inside the transaction that opened the office: sender=District, district=…, actor=….
district_created = Signal()

# Sent inside the transaction that published a report (schools.services.publishing): sender=its model, row=….
report_opened = Signal()

# district → number of rows it added. Safe to run twice, and never touches a row that is already there.
ReferenceLoader = Callable[[Any], int]
_loaders: dict[str, ReferenceLoader] = {}


def register_reference_loader(name: str, loader: ReferenceLoader) -> None:
    """An app to the right adds its shipped rows to every office; call it in `apps.ready()`. `name` is printed by
    `load_reference`."""
    _loaders[name] = loader


def reference_loaders() -> dict[str, ReferenceLoader]:
    """Every registered loader by name, in the order of the apps."""
    return dict(_loaders)
