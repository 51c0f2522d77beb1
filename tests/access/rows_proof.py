"""`evidence_a1` lies in the store of A1 and proves nothing yet, `evidence_record` is a record, `evidence_used` hangs on
the first step of A1's run (rows_processes, built before); `evidence_a2` lies in the store of A2."""

from core.pointers import Pointer
from evidence import services
from processes.models import RunStep
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    principal, step = cast.users["principal_a1"], cast.rows["procedure_run_step"]
    own = {"district": cast.a, "school": cast.a1, "actor": principal}
    used = services.add_link("https://example.org/used", **own)
    cast.rows |= {
        "evidence_a1": services.add_link("https://example.org/a", **own),
        "evidence_a2": services.add_link(
            "https://example.org/a", district=cast.a, school=cast.a2, actor=cast.users["principal_a2"]
        ),
        "evidence_record": services.add_record(Pointer("run_step", str(step.pk), ""), **own),
        "evidence_used": used,
        "evidence_use": services.attach("run_step", step, used, actor=principal),
        "procedure_run_step_2": RunStep.objects.filter(run=step.run_id).exclude(pk=step.pk).first(),
    }
