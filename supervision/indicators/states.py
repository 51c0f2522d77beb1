"""What may become of an edition of indicators. What was published is frozen: to change it is to begin a new edition."""

from core.states import StateTable
from supervision.indicators.models import IndicatorSet

S = IndicatorSet.State

SET_STATES = StateTable(
    moves={
        S.DRAFT: {"edit": S.DRAFT, "publish": S.PUBLISHED},
        S.PUBLISHED: {"retire": S.RETIRED},
        S.RETIRED: {"use": S.PUBLISHED},
    },
    labels={
        "edit": "แก้ไขชุดตัวชี้วัด",
        "publish": "ประกาศใช้ชุดตัวชี้วัด",
        "retire": "เลิกใช้ชุดตัวชี้วัด",
        "use": "นำชุดตัวชี้วัดกลับมาใช้",
    },
)
