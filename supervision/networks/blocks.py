"""Networks on the school page and on the steps of the run of seven steps."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core.slots import Block
from core.thai.years import fiscal_year
from processes.models import Procedure, RunStep
from processes.step_pages import register_step_page
from supervision.networks.models import NetworkYear
from supervision.networks.queries import STEPS, networks_of_school, standings

_ADDRESS = {"needs": "survey", "follow-up": "follow-ups"}
_TITLES = {
    "needs": "แบบสำรวจความต้องการของเครือข่าย", "plan": "แผนของเครือข่าย", "meetings": "การประชุมของเครือข่าย",
    "activities": "กิจกรรมของเครือข่าย", "follow-up": "การติดตามและประเมินผลเครือข่าย", "use": "การนำผลไปใช้ของเครือข่าย",
    "report": "รายงานผลของเครือข่าย",
}  # fmt: skip


def of_school(request: HttpRequest, school: Any) -> dict[str, Any] | None:
    found = networks_of_school(request.user, school)
    return {"networks": found} if found else None


SCHOOL_MAIN = Block("networks.of_school", 44, of_school, "networks/_school.html", ("district.read", "school.read"))


def _on_step(key: str) -> Callable[[HttpRequest, RunStep], dict[str, Any]]:
    """The networks of the run's fiscal year with how far each is in this step, each leading to where it is done. A run
    of another kind of year shows the fiscal year its step falls in."""

    def build(request: HttpRequest, row: RunStep) -> dict[str, Any]:
        run = row.run
        planned = None if run.year_kind == "fiscal" else row.planned_on
        year = run.year if planned is None else fiscal_year(planned)
        rows = NetworkYear.objects.visible_to(request.user).filter(network__district=run.district, fiscal_year=year)
        found = standings(rows.select_related("network").order_by("network__name", "pk"), today=timezone.localdate())
        name = _ADDRESS.get(key)
        lines: list[dict[str, Any]] = [
            {
                "name": one.year.network.name, "step": one.of(key),
                "url": reverse(f"networks:{name}", args=[one.year.pk]) if name
                else f"{reverse('networks:year', args=[one.year.pk])}#step-{key}",
            }
            for one in found
        ]  # fmt: skip
        return {
            "rows": lines, "done": sum(line["step"].done for line in lines), "fiscal_year": year,
            "url": f"{reverse('networks:overview')}?year={year}", "index_url": reverse("networks:index"),
        }  # fmt: skip

    return build


def register_steps() -> None:
    """Once, in `apps.ready()`."""
    for key, _ in STEPS:
        register_step_page(
            f"network-{key}", _TITLES[key], _on_step(key), "networks/_step.html", levels=(Procedure.Level.OFFICE.value,)
        )
