"""What tables of schools are split by: size, kind, cluster, อำเภอ."""

from collections.abc import Mapping
from typing import Any

from qa.levels.queries.tables import Group
from schools.models import District, School
from schools.queries.schools import band_of, bands_of


def groups_of(district: District, pupils: Mapping[int, int]) -> list[Group]:
    """The groups of an office; sizes by `pupils` of each school in the year told, in the scheme the office chose. One
    query; schools come with their cluster and อำเภอ."""
    bands = bands_of(district)
    places = {band.pk: at for at, band in enumerate(bands)}
    kinds = {kind.value: at for at, kind in enumerate(School.Kind)}

    def size(school: School) -> tuple[Any, str, str]:
        band = band_of(pupils.get(school.pk), bands)
        return (places[band.pk], str(band.pk), band.label) if band else (999, "0", "ไม่มีจำนวนนักเรียนของปีนี้")

    def kind(school: School) -> tuple[Any, str, str]:
        return kinds[school.kind], school.kind, school.get_kind_display()

    def place(name: str, empty: str) -> Any:
        def of(school: School) -> tuple[Any, str, str]:
            found = getattr(school, name)
            if found is None:
                return (1, 0, ""), "0", empty
            return (0, getattr(found, "position", 0), found.name_sort), str(found.pk), found.name

        return of

    label = district.settings.cluster_label
    made = [
        Group("kind", "ประเภท", kind),
        Group("cluster", label, place("cluster", f"ไม่อยู่ใน{label}")),
        Group("amphoe", "อำเภอ", place("amphoe", "ไม่ระบุอำเภอ")),
    ]
    return [Group("size", "ขนาด", size), *made] if bands else made


def expansion_apart(size: Group) -> Group:
    """The manual's grouping เล็ก / กลาง / ขยายโอกาส (Phatthalung 2): expansion schools stand apart from size, the others
    by size. It mixes size and kind, so it is a grouping of its own beside both."""

    def of(school: School) -> tuple[Any, str, str]:
        if school.kind == School.Kind.EXPANDED:
            return 1000, school.kind, School.Kind.EXPANDED.label
        return size.of(school)

    return Group("manual", "ขนาดและขยายโอกาส", of)
