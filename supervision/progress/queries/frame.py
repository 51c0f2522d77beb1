"""Which areas and indicators a programme asks for, and which of them concern a school."""

from collections.abc import Collection
from dataclasses import dataclass

from supervision.improvement.models import Programme
from supervision.indicators.models import Area, Indicator


@dataclass(frozen=True, slots=True)
class AreaFrame:
    area: Area
    indicators: tuple[Indicator, ...]

    def of_kind(self, kind: str) -> "AreaFrame":
        return AreaFrame(self.area, tuple(row for row in self.indicators if row.applies_to(kind)))


def frame_of(programme: Programme, use: str, *, kind: str | None = None) -> tuple[AreaFrame, ...]:
    """The areas in use for this part of the work (a value of `Use`) in their order, with the indicators that concern a
    school of `kind`, or all of them. Two queries."""
    with_extra = programme.has_extra(use)
    areas = [area for area in Area.objects.filter(set=programme.set_id) if with_extra or not area.is_extra]
    held: dict[int, list[Indicator]] = {area.pk: [] for area in areas}
    by_key = {area.pk: area for area in areas}
    for row in Indicator.objects.filter(area__in=by_key).order_by("area__position", "position", "pk"):
        row.area = by_key[row.area_id]
        held[row.area_id].append(row)
    frames = tuple(AreaFrame(area, tuple(held[area.pk])) for area in areas)
    return frames if kind is None else tuple(frame.of_kind(kind) for frame in frames)


def indicators_in(frames: Collection[AreaFrame]) -> dict[int, Indicator]:
    return {row.pk: row for frame in frames for row in frame.indicators}
