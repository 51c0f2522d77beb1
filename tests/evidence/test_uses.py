"""What evidence proves: who may hang it where, the review of each link, last year's offered again."""

import pytest

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from evidence import queries, services
from evidence.models import EvidenceUse
from processes import services as processes
from processes.models import RunStepEvidence
from tests.evidence.conftest import Cast
from tests.factories import evidence

S = EvidenceUse.State


@pytest.mark.parametrize("who", ["neighbour", "reader", "stranger"])
def test_who_may_not_write_the_step_hangs_nothing_on_it(cast: Cast, who: str) -> None:
    item = evidence.link(cast.principal, cast.a, cast.a1)
    with pytest.raises(NotAllowed):
        services.attach("run_step", cast.step, item, actor=getattr(cast, who))
    assert not RunStepEvidence.objects.exists()


def test_evidence_of_another_school_is_unknown_here(cast: Cast) -> None:
    foreign = evidence.link(cast.neighbour, cast.a, cast.a2)
    for actor in (cast.principal, cast.supervisor, cast.director):
        with pytest.raises(DomainError, match="ไม่พบหลักฐานนี้"):
            services.attach("run_step", cast.step, foreign, actor=actor)
    assert not RunStepEvidence.objects.exists()


def test_a_cancelled_run_takes_nothing(cast: Cast) -> None:
    item = evidence.link(cast.principal, cast.a, cast.a1)
    processes.cancel_run(cast.step.run, actor=cast.director, reason="เปิดผิด")
    with pytest.raises(NotAllowed, match="ปิดรับ"):
        services.attach("run_step", cast.step, item, actor=cast.principal)


def test_withdrawn_evidence_proves_nothing_new(cast: Cast) -> None:
    item = evidence.link(cast.principal, cast.a, cast.a1)
    services.attach("run_step", cast.steps[1], item, actor=cast.principal)
    item = services.withdraw(item, actor=cast.principal, reason="ไม่ถูกต้อง") or item
    with pytest.raises(DomainError, match="ถูกถอน"):
        services.attach("run_step", cast.step, item, actor=cast.principal)
    assert queries.counts("run_step", cast.steps)[cast.steps[1].pk].total == 0


def test_one_item_proves_many_things_and_one_thing_once(cast: Cast) -> None:
    item = evidence.file(cast.principal, cast.a, cast.a1)
    uses = [services.attach("run_step", step, item, actor=cast.principal) for step in cast.steps]
    again = services.attach("run_step", cast.step, item, actor=cast.teacher)
    assert again == uses[0]
    assert len({use.pk for use in uses}) == len(cast.steps)
    assert all(use.state == S.WAITING for use in uses)
    assert AuditEntry.objects.filter(action="evidence.attached").count() == len(cast.steps)
    where = queries.uses_of(item, cast.principal)
    assert {row.use.target_id for row in where.rows} == {step.pk for step in cast.steps}
    assert where.hidden == 0


@pytest.mark.parametrize("who", ["principal", "teacher", "neighbour", "other_supervisor", "reader", "stranger"])
def test_who_does_not_review_decides_nothing(cast: Cast, who: str) -> None:
    use = services.attach("run_step", cast.step, evidence.link(cast.principal, cast.a, cast.a1), actor=cast.principal)
    with pytest.raises(NotAllowed):
        services.accept(use, actor=getattr(cast, who))
    with pytest.raises(NotAllowed):
        services.return_use(use, actor=getattr(cast, who), reason="ไม่ชัด")
    assert RunStepEvidence.objects.get().state == S.WAITING


def test_nobody_takes_what_they_added_themselves(cast: Cast) -> None:
    own = evidence.link(cast.supervisor, cast.a, None)
    use = services.attach("run_step", cast.step, own, actor=cast.supervisor)
    with pytest.raises(NotAllowed, match="เพิ่มหลักฐานนี้เอง"):
        services.accept(use, actor=cast.supervisor)
    assert services.accept(use, actor=cast.director).state == S.ACCEPTED


def test_each_link_is_taken_or_returned_for_itself_and_the_reason_reaches_who_added_it(cast: Cast) -> None:
    item = evidence.link(cast.teacher, cast.a, cast.a1)
    first, second = (services.attach("run_step", step, item, actor=cast.teacher) for step in cast.steps[:2])
    services.accept(first, actor=cast.supervisor)
    with pytest.raises(DomainError, match="กรุณาบอกเหตุ"):
        services.return_use(second, actor=cast.supervisor, reason="  ")
    services.return_use(second, actor=cast.supervisor, reason="ไม่ตรงกับขั้นนี้")
    states = dict(RunStepEvidence.objects.values_list("pk", "state"))
    assert states == {first.pk: S.ACCEPTED, second.pk: S.RETURNED}
    notice = Notice.objects.get(code="evidence.returned")
    assert notice.recipient == cast.teacher
    assert "ไม่ตรงกับขั้นนี้" in notice.body


def test_what_was_taken_stays_and_what_was_returned_is_offered_again_or_taken_off(cast: Cast) -> None:
    item = evidence.link(cast.principal, cast.a, cast.a1)
    use = services.attach("run_step", cast.step, item, actor=cast.principal)
    services.accept(use, actor=cast.supervisor)
    with pytest.raises(DomainError, match="นำหลักฐานออกไม่ได้"):
        services.detach(use, actor=cast.principal)
    services.return_use(use, actor=cast.supervisor, reason="ตรวจซ้ำแล้วไม่ครบ")
    again = services.attach("run_step", cast.step, item, actor=cast.teacher)
    assert (again.pk, again.state, again.reason) == (use.pk, S.WAITING, "")
    for who in (cast.neighbour, cast.supervisor, cast.director):
        with pytest.raises(NotAllowed):
            services.detach(again, actor=who)
    services.detach(again, actor=cast.principal)
    services.detach(again, actor=cast.principal)
    assert not RunStepEvidence.objects.exists()


def test_last_years_is_offered_again_and_marked_with_its_year(cast: Cast) -> None:
    procedure = cast.step.run.procedure
    before = evidence.steps(cast.director, cast.a, cast.a1, year=2566, procedure=procedure)
    old, other, gone = (
        evidence.link(cast.principal, cast.a, cast.a1, url=f"https://example.org/{n}") for n in range(3)
    )
    for item in (old, gone):
        services.attach("run_step", before[0], item, actor=cast.principal)
    services.attach("run_step", before[1], other, actor=cast.principal)
    services.withdraw(gone, actor=cast.principal, reason="เลิกใช้")
    panel = queries.panel(cast.principal, "run_step", cast.step)
    assert [(offer.item, offer.year) for offer in panel.offers] == [(old, 2566)]
    with pytest.raises(DomainError, match="ไม่ได้ใช้กับเรื่องนี้"):
        services.carry("run_step", cast.step, [other], actor=cast.principal)
    (use,) = services.carry("run_step", cast.step, [old], actor=cast.principal)
    assert (use.carried_from, use.state) == (2566, S.WAITING)
    assert not queries.panel(cast.principal, "run_step", cast.steps[0]).offers


def test_what_one_may_not_see_is_counted_not_named(cast: Cast) -> None:
    shared = evidence.link(cast.supervisor, cast.a, None)
    services.attach("run_step", cast.step, shared, actor=cast.supervisor)
    offices = evidence.steps(cast.director, cast.a, None)
    services.attach("run_step", offices[0], shared, actor=cast.supervisor)
    where = queries.uses_of(shared, cast.principal)
    assert [row.use.target_id for row in where.rows] == [cast.step.pk]
    assert (where.hidden, where.total) == (1, 2)
