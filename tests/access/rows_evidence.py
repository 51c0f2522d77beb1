"""`evidence_a1` lies in the store of A1 and proves nothing yet."""

from evidence import services
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    cast.rows["evidence_a1"] = services.add_link(
        "https://example.org/a",
        district=cast.a,
        school=cast.a1,
        actor=cast.users["principal_a1"],
        title="ลิงก์ของโรงเรียน",
    )
