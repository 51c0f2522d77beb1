"""Whoever is named on a step of a run reads the run and writes that step, and no other."""

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from processes import services
from processes.forms import RunStepForm
from processes.models import Run, RunStep
from tests.factories import base, field, procedures

pytestmark = pytest.mark.django_db
S = RunStep.State


@pytest.fixture
def office(cast):
    """A run of the cluster whose first step is the other school's principal's."""
    procedure = procedures.published(cast.director, cast.district, name="งานกลุ่ม", level="cluster")
    services.open_runs(procedure, actor=cast.director, year=2567, now=field.at(field.DAY))
    cast.run = Run.objects.get(cluster=cast.cluster)
    cast.first, cast.second, _ = cast.run.steps.order_by("position")
    cast.named = base.person_of(cast.other_principal, cast.district)
    return cast


def give(office, person) -> RunStep:
    return services.save_run_step(office.first, actor=office.director, state=S.WAITING, owner=person)


def test_others_of_the_cluster_neither_read_nor_write(office, client) -> None:
    client.force_login(office.other_principal)
    assert client.get(reverse("processes:run", args=[office.run.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        services.save_run_step(office.first, actor=office.other_principal, state=S.DOING)


def test_the_named_writes_that_step_alone(office, client) -> None:
    give(office, office.named)
    client.force_login(office.other_principal)
    address = reverse("processes:run-step", args=[office.run.pk, office.first.pk])
    assert 'name="state"' in client.get(address).content.decode()
    answer = client.post(address, {"state": "doing", "owner": str(office.named.pk), "stamp": "1"})
    assert answer.status_code == 302
    with pytest.raises(NotAllowed):
        services.save_run_step(office.second, actor=office.other_principal, state=S.DOING)
    assert Run.objects.visible_to(office.other_principal).count() == 1
    give(office, None)
    assert not Run.objects.visible_to(office.other_principal).exists()


def test_a_step_is_given_to_people_of_the_place_alone(office) -> None:
    outsider = base.person(office.district, school=base.school(office.district))
    with pytest.raises(DomainError) as caught:
        give(office, outsider)
    assert caught.value.field == "owner"
    offered = RunStepForm(row=office.first, user=office.director).fields["owner"].queryset
    assert office.named in offered
    assert outsider not in offered
