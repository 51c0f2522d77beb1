"""One's own training: written by oneself only, checked, cancelled with a reason, read by the office."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.groups import services
from supervision.groups.models import Training
from tests.core.tabs import second_tab
from tests.factories import base
from tests.factories import groups as make

pytestmark = pytest.mark.django_db


def test_nobody_writes_for_another(office: SimpleNamespace) -> None:
    person = base.person_of(office.supervisor, office.district)
    for who in ("head", "idle", "principal", "stranger"):
        with pytest.raises(NotAllowed):
            make.a_training(person, getattr(office, who))
    row = make.a_training(person, office.supervisor)
    assert make.a_training(person, office.supervisor).pk == row.pk
    with pytest.raises(DomainError, match="ไว้แล้ว"):  # what was typed is kept, not passed over for what is there
        make.a_training(person, office.supervisor, hours=12)
    with pytest.raises(NotAllowed):
        services.edit_training(row, actor=office.head, title="อื่น")


def test_bad_days_and_hours_are_refused(office: SimpleNamespace) -> None:
    person = base.person_of(office.supervisor, office.district)
    with pytest.raises(DomainError) as told:
        make.a_training(person, office.supervisor, ends_on=date(2024, 6, 1))
    assert told.value.field == "ends_on"
    with pytest.raises(DomainError) as told:
        make.a_training(person, office.supervisor, hours=-1)
    assert told.value.field == "hours"


def test_cancelled_once_with_a_reason(office: SimpleNamespace) -> None:
    person = base.person_of(office.supervisor, office.district)
    row = make.a_training(person, office.supervisor)
    with pytest.raises(DomainError):
        services.cancel_training(row, actor=office.supervisor, reason=" ")
    services.cancel_training(row, actor=office.supervisor, reason="บันทึกซ้ำ")
    services.cancel_training(row, actor=office.supervisor, reason="อีกครั้ง")
    row.refresh_from_db()
    assert row.cancel_reason == "บันทึกซ้ำ"
    with pytest.raises(DomainError):
        services.edit_training(row, actor=office.supervisor, title="อื่น")
    assert make.a_training(person, office.supervisor).pk != row.pk


def test_pages(office: SimpleNamespace, client: Client) -> None:
    client.force_login(office.clerk)
    form = {"title": "อบรมงานสารบรรณ", "kind": "course", "starts_on": "14/6/2567", "ends_on": "1/6/2567", "hours": "6"}
    answer = client.post(reverse("groups:training-new"), form)
    assert answer.status_code == 422
    assert "อบรมงานสารบรรณ" in answer.content.decode()
    assert client.post(reverse("groups:training-new"), form | {"ends_on": ""}).status_code == 302
    row = Training.objects.get()
    assert row.ends_on == date(2024, 6, 14)
    client.force_login(office.head)
    assert "อบรมงานสารบรรณ" in client.get(reverse("groups:trainings")).content.decode()
    client.force_login(office.stranger)
    assert client.get(reverse("groups:training", args=[row.pk])).status_code == 404


def test_a_persons_year_is_for_them_and_who_decides(office: SimpleNamespace, client: Client) -> None:
    address = reverse("groups:person-year", args=[base.person_of(office.supervisor, office.district).pk])
    for who, status in (("supervisor", 200), ("head", 200), ("deputy", 200), ("idle", 403), ("stranger", 404)):
        client.force_login(getattr(office, who))
        assert client.get(address).status_code == status, who


def test_another_tab_of_ones_own_is_not_overwritten(office: SimpleNamespace, client: Client) -> None:
    row = make.a_training(base.person_of(office.supervisor, office.district), office.supervisor)
    with pytest.raises(StaleRevision, match="อีกหน้าหนึ่ง"):
        services.edit_training(row, actor=office.supervisor, stamp=0, title="อื่น")
    client.force_login(office.supervisor)
    typed = {"title": row.title, "kind": row.kind, "starts_on": "14/6/2567", "ends_on": "", "hours": "6"}
    second_tab(client, reverse("groups:training-edit", args=[row.pk]), typed, "use")
