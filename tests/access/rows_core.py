"""A file on a thing of school A1 whose owner asks the appointments: the office and the school see it, supervisors of
the office change it."""

from core import files, pointers
from core.pointers import Pointer, Provider
from tests.access.cast import Cast
from tests.core import pictures

KIND = "matrix-thing"


def build(cast: Cast) -> None:
    """The thing is no row: its owner's answers are all the views ask for."""
    provider = Provider(
        label=lambda key: "เรื่องของโรงเรียนบ้านหนึ่ง",
        url=lambda key: "/",
        may_view=lambda user, key: user.has_perm("district.read", cast.a) or user.has_perm("school.read", cast.a1),
        may_change=lambda user, key: user.has_perm("visit.write", cast.a),
        district_code=lambda key: cast.a.code,
    )
    pointers._providers[KIND] = provider
    cast.rows["file"] = files.store(
        pictures.upload(pictures.pdf(), "แผน.pdf"),
        owner=Pointer(KIND, "1", "เรื่องของโรงเรียนบ้านหนึ่ง"),
        actor=cast.users["group_director"],
        district_code=cast.a.code,
    )
