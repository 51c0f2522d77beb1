"""An assessment with everything in it that submission asks for."""

from types import SimpleNamespace
from typing import Any

from core.approvals import open_round_of
from kotpn.assessment import services
from kotpn.assessment.models import Assessment
from tests.factories import base


def finish(scene: SimpleNamespace) -> Assessment:
    """Issue 1 proved by three papers and worded, the others carried out with a reason for having nothing to show."""
    director = scene.director
    for answer in scene.answers:
        services.state_carried_out(answer, actor=director, carried_out=True)
    services.accept(scene.answers[0], scene.lines[1], actor=director)
    for section in ("method", "result"):
        services.use_drafts(scene.answers[0], section, actor=director)
    for answer in scene.answers[1:]:
        services.explain_no_evidence(answer, actor=director, reason="เอกสารอยู่ระหว่างรวบรวม")
    return Assessment.objects.get(pk=scene.assessment.pk)


def deciders(scene: SimpleNamespace) -> list[Any]:
    """Accounts for every post of the office's chain; the one the keeper holds passes."""
    chain = scene.district.settings.plan_chain
    held = {"group_director": scene.director, "office_director": scene.head}
    return [held.get(post) or base.user(post, scene.district) for post in chain]


def approve(scene: SimpleNamespace, assessment: Assessment, people: list[Any], **more: Any) -> Assessment:
    """Through the whole chain."""
    for person in people:
        round_ = open_round_of(services.ASSESSMENT_KIND, assessment)
        if round_ is None:
            break
        if person == round_.submitted_by:
            continue
        services.decide(
            assessment,
            actor=person,
            revision=round_.revision,
            decision="approved",
            content_hash=round_.content_hash,
            **more,
        )
    return Assessment.objects.get(pk=assessment.pk)
