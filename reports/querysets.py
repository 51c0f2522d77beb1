"""Named filters of runs and sections."""

from datetime import datetime
from typing import Any, Self

from django.db import models


class ReportRunQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """A run belongs to who asked for it: parameters and file follow that person's rights."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(requested_by=user)

    def of_district(self, code: str) -> Self:
        return self.filter(district_code=code)

    def recent(self) -> Self:
        return self.order_by("-requested_at")

    def with_file(self, now: datetime) -> Self:
        """Finished, and the file is still kept."""
        return self.filter(state="done", output__expires_at__gt=now)

    def unfinished(self) -> Self:
        return self.filter(state__in=["waiting", "running"])

    def never_started(self, since: datetime) -> Self:
        return self.filter(state="waiting", queued_at__lt=since)

    def silent(self, since: datetime) -> Self:
        """Claimed by a worker that has not been heard of; a run in layout is claimed by none."""
        return self.filter(state="running", heartbeat_at__lt=since).exclude(stage="render")

    def in_layout(self) -> Self:
        return self.filter(state="running", stage="render")


class ReportSectionQuerySet(models.QuerySet[Any]):
    def rendered(self) -> Self:
        return self.exclude(file="")

    def unrendered(self) -> Self:
        return self.filter(file="")

    def wanted(self) -> Self:
        """Parts of a run that is being laid out now."""
        return self.filter(runs__state="running", runs__stage="render").distinct()

    def never_started(self, since: datetime) -> Self:
        return self.unrendered().wanted().filter(claim__isnull=True, queued_at__lt=since)

    def silent(self, since: datetime) -> Self:
        return self.unrendered().wanted().filter(claim__isnull=False, heartbeat_at__lt=since)
