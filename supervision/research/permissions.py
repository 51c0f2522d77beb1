"""Who keeps the register of studies, who writes one, and which stage follows which.

Whoever holds `register.write` adds a study. It is written by the director of the group (who also holds `publish`), by
the supervisors named on it and by who added it; published to schools and to everyone by `publish`.
"""

from typing import Any

from core.states import StateTable
from schools.scope import holds, people_keys
from supervision.research.models import Study

S = Study.Stage
LINE = (S.PROPOSAL, S.COLLECTING, S.ANALYSING, S.REPORT, S.SPREAD)
"""The stages of a study in order; another's research has none of them."""
STATES = StateTable(
    moves={
        **{stage: {"edit": stage, "move": stage, "cancel": S.CANCELLED} for stage in LINE},
        S.SUMMARISED: {"edit": S.SUMMARISED, "cancel": S.CANCELLED},
        S.CANCELLED: {},
    },
    labels={"edit": "แก้ไข", "move": "บันทึกขั้น", "cancel": "ยกเลิก"},
)


def may_add(user: Any, district: Any) -> bool:
    return district is not None and holds(user, "register.write", district=district)


def keeps_register(user: Any, district: Any) -> bool:
    """Writes every study of the office, not only their own."""
    return may_add(user, district) and holds(user, "publish", district=district)


def may_write(user: Any, study: Study) -> bool:
    """One query unless the person keeps the whole register or added the study."""
    if not may_add(user, study.district_id):
        return False
    if keeps_register(user, study.district_id) or study.created_by_id == user.pk:
        return True
    return study.people.filter(person__in=people_keys(user)).exists()


def can_write(user: Any, study: Study) -> bool:
    return study.is_standing and may_write(user, study)


def may_publish(user: Any, study: Study) -> bool:
    return holds(user, "publish", district=study.district_id)


def is_ready_to_publish(study: Study) -> bool:
    """A study whose report is written, or another's research that was summarised."""
    return study.stage in (S.REPORT, S.SPREAD, S.SUMMARISED)
