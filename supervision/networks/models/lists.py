"""Kinds of networks, as each office calls them."""

from django.db import models

from schools.models.lists import OfficeKind, shipped_once


class NetworkKind(OfficeKind):
    """เครือข่ายบุคคล, ชุมชนครู, โรงเรียนคู่พัฒนา …"""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="network_kinds")
    name = models.CharField("ชนิดของเครือข่าย", max_length=100)

    class Meta(OfficeKind.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_network_kind_per_name"),
            shipped_once("network_kind_shipped_once", "district"),
        ]
