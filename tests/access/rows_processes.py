"""`procedure` of schools is in force and opened for A1's cluster; `procedure_draft` is the draft of another."""

from processes import services
from processes.models import Run
from tests.access.cast import Cast
from tests.factories import procedures


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    procedure = procedures.published(director, cast.a, name="งานของโรงเรียน")
    services.open_runs(procedure, actor=director, year=2567, schools=[cast.a1])
    run = Run.objects.get(school=cast.a1)
    draft = procedures.draft(director, cast.a, name="งานร่าง")
    cast.rows |= {
        "procedure": procedure,
        "procedure_draft": draft,
        "procedure_step": draft.steps.first(),
        "procedure_run": run,
        "procedure_run_step": run.steps.first(),
    }
