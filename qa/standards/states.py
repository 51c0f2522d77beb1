"""What may become of a set of standards. What was published is frozen: to change it is to copy it."""

from core.states import StateTable
from qa.standards.models import StandardSet

S = StandardSet.State

SET_STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "publish": S.PUBLISHED},
        S.PUBLISHED: {"end": S.PUBLISHED, "tie": S.PUBLISHED, "retire": S.RETIRED},
        S.RETIRED: {},
    },
    labels={
        "edit": "แก้ไขชุดมาตรฐาน",
        "publish": "ประกาศใช้ชุดมาตรฐาน",
        "end": "กำหนดปีสิ้นสุด",
        "tie": "ผูกกับมาตรฐานชุดอื่น",
        "retire": "เลิกใช้ชุดมาตรฐาน",
    },
)
