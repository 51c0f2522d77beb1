"""A small procedure through the services: three steps, the second a decision with a way back."""

from typing import Any

from processes import services
from processes.models import Procedure, ProcedureVersion
from processes.services import StepWords
from tests.factories import field


def draft(director: Any, district: Any, *, name: str = "งานทดสอบ", level: str = "school") -> ProcedureVersion:
    """An academic-year procedure, not yet in force."""
    version = services.make_procedure(
        district, actor=director, name=name, level=level, year_kind="academic", now=field.at(field.DAY)
    )
    services.save_words(version, actor=director, values={"objectives": ["ให้ทำตามขั้น"]})
    first = add(version, director, "เขียนร่าง", shape="start", month_from=5, month_to=6)
    add(version, director, "ตรวจร่าง", shape="decision", back_to=first.pk, month_from=7, month_to=7)
    add(version, director, "ประกาศ", shape="end", month_from=1, month_to=2)
    version.refresh_from_db()
    return version


def add(version: ProcedureVersion, director: Any, title: str, *, parent: Any = None, **words: Any) -> Any:
    return services.save_step(version, actor=director, words=StepWords(title, **words), parent=parent)


def published(director: Any, district: Any, **options: Any) -> Procedure:
    return services.publish(draft(director, district, **options), actor=director).procedure
