"""Kinds of networks, as each office calls them."""

from django.db import models

from schools.models.lists import shipped_once
from schools.querysets import ScopedQuerySet


class NetworkKind(models.Model):
    """เครือข่ายบุคคล, ชุมชนครู, โรงเรียนคู่พัฒนา … ; shipped rows are known by their key whatever the office calls them."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="network_kinds")
    position = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ชนิดของเครือข่าย", max_length=100)
    is_active = models.BooleanField("ใช้งาน", default=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_network_kind_per_name"),
            shipped_once("network_kind_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.name
