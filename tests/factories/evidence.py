"""Evidence through the services: real small files, links, and the steps of a run as what they prove."""

from typing import Any

from evidence import services
from evidence.models import EvidenceItem
from processes import services as processes
from processes.models import Run, RunStep
from tests.core import pictures
from tests.factories import procedures


def file(actor: Any, district: Any, school: Any, *, content: bytes | None = None, name: str = "หลักฐาน.pdf",
         **more: Any) -> EvidenceItem:  # fmt: skip
    upload = pictures.upload(content or pictures.pdf(), name)
    return services.add_file(upload, district=district, school=school, actor=actor, **more)


def link(actor: Any, district: Any, school: Any, *, url: str = "https://example.org/plan", **more: Any) -> EvidenceItem:
    return services.add_link(url, district=district, school=school, actor=actor, **more)


def steps(director: Any, district: Any, school: Any, *, year: int = 2567, procedure: Any = None) -> list[RunStep]:
    """The steps of a run of a school (of the office when `school` is None) in an academic year."""
    level = "school" if school is not None else "office"
    procedure = procedure or procedures.published(director, district, name=f"งาน {level}", level=level)
    only = [school] if school is not None else None
    processes.open_runs(procedure, actor=director, year=year, schools=only)
    run = Run.objects.get(procedure=procedure, year=year, school=school)
    return list(run.steps.select_related("run__procedure", "run__school", "step"))
