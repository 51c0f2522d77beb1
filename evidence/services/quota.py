"""How much a school may keep. The office's own store has no bound but the disk's."""

from core.errors import DomainError
from evidence.queries.quota import quota_of
from schools.models import District, School

MB = 1024 * 1024


def check_room(district: District, school: School | None, size: int) -> None:
    """DomainError with field "file" when `size` more bytes do not fit into the school's quota."""
    quota = quota_of(district, school)
    if quota.limit is None or quota.used + size <= quota.limit:
        return
    raise DomainError(
        f"พื้นที่เก็บหลักฐานของโรงเรียนเหลือ {max(0, quota.limit - quota.used) / MB:,.0f} MB แต่ไฟล์นี้ {size / MB:,.0f} MB "
        "กรุณาลบไฟล์ที่ไม่ใช้ หรือส่งเป็นลิงก์แทน",
        field="file",
    )
