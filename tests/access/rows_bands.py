"""`bands`: a set of district A that nobody has used."""

from decimal import Decimal

from instruments.services.bands import BandRow, save_band_set
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    cast.rows["bands"] = save_band_set(
        actor=director, district=cast.a1.district, name="เกณฑ์ทดสอบสิทธิ์", basis="mean", lowest=Decimal(1),
        highest=Decimal(5), rows=[BandRow(Decimal(1), "ต่ำ"), BandRow(Decimal(3), "สูง")],
    )  # fmt: skip
