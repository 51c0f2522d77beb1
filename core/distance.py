"""Distance between two points of the earth."""

from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

_EARTH_M = 6_371_000
Degrees = Decimal | float


def metres(first: tuple[Degrees, Degrees], second: tuple[Degrees, Degrees]) -> int:
    """Metres between two (latitude, longitude) in degrees, over a round earth: right to half a percent."""
    lat_1, lon_1, lat_2, lon_2 = (radians(float(value)) for value in (*first, *second))
    half = sin((lat_2 - lat_1) / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin((lon_2 - lon_1) / 2) ** 2
    return round(2 * _EARTH_M * asin(sqrt(half)))


def in_words(distance: int) -> str:
    """ "120 เมตร", "3.4 กม." """
    return f"{distance:,} เมตร" if distance < 1000 else f"{distance / 1000:,.1f} กม."
