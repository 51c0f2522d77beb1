"""What may become of a set of standards. What was published is frozen: to change it is to copy it."""

from core.states import StateTable
from qa.standards.models import DistrictPaper, SchoolStandards, StandardSet

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

P = DistrictPaper.State

PAPER_STATES = StateTable(
    moves={
        P.DRAFT: {"send": P.SENT},
        P.RETURNED: {"send": P.SENT},
        P.SENT: {"withdraw": P.DRAFT, "endorse": P.ENDORSED, "return": P.RETURNED},
        P.ENDORSED: {"announce": P.ANNOUNCED, "return": P.RETURNED},
        P.ANNOUNCED: {},
    },
    labels={
        "send": "เสนอองค์คณะ",
        "withdraw": "ถอนคืน",
        "endorse": "บันทึกมติเห็นชอบ",
        "return": "ส่งกลับให้แก้ไข",
        "announce": "ประกาศมาตรฐาน",
    },
)
# While the approving body or the office director has it, what they read does not move.
IN_HAND = frozenset({P.SENT, P.ENDORSED})

T = SchoolStandards.State

SCHOOL_STATES = StateTable(
    moves={
        T.DRAFT: {"write": T.DRAFT, "declare": T.DECLARED, "delete": T.DRAFT},
        T.DECLARED: {"revise": T.DRAFT},
    },
    labels={
        "write": "แก้ไขมาตรฐานและค่าเป้าหมาย",
        "declare": "ประกาศมาตรฐานและค่าเป้าหมาย",
        "delete": "ลบร่าง",
        "revise": "เปิดแก้ไขประกาศ",
    },
)
