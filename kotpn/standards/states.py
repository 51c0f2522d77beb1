"""What may become of a set. What was published is frozen: to change it is to copy it as a new edition."""

from core.states import StateTable
from kotpn.standards.models import OfficeStandardSet

S = OfficeStandardSet.State

SET_STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "publish": S.PUBLISHED},
        S.PUBLISHED: {"end": S.PUBLISHED, "retire": S.RETIRED},
        S.RETIRED: {},
    },
    labels={
        "edit": "แก้ไขชุดมาตรฐาน",
        "publish": "ประกาศใช้ชุดมาตรฐาน",
        "end": "กำหนดปีสิ้นสุด",
        "retire": "เลิกใช้ชุดมาตรฐาน",
    },
)
