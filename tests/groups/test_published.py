"""Published reports: who may, the address for everyone, what is frozen, what is taken back."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from supervision.groups import services
from supervision.groups.models import GroupYear, PublishedPaper
from supervision.groups.tasks import freeze_report
from tests.factories import groups as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(office: SimpleNamespace) -> GroupYear:
    make.opened(office.head, office.district, now=office.now)
    return make.a_published_group(office.head, office.district, now=office.now)


@pytest.mark.parametrize("who", ["supervisor", "deputy", "clerk", "principal", "stranger"])
def test_only_who_publishes(office: SimpleNamespace, row: GroupYear, who: str) -> None:
    for act in (
        lambda actor: services.publish_group(row, actor=actor, schools=True, public=False, now=office.now),
        lambda actor: services.take_back_group(row, actor=actor, now=office.now),
    ):
        with pytest.raises(NotAllowed):
            act(getattr(office, who))


def test_what_is_not_written_is_not_published(office: SimpleNamespace) -> None:
    first, *_ = make.opened(office.head, office.district, now=office.now)
    with pytest.raises(DomainError, match="ยังไม่มีผล"):
        services.publish_task(first, actor=office.head, schools=True, public=False, now=office.now)
    group = GroupYear.objects.of_district(office.district)[0]
    with pytest.raises(DomainError, match="สรุปผล"):
        services.publish_group(group, actor=office.head, schools=True, public=False, now=office.now)
    make.done(first, office.head, now=office.now)
    with pytest.raises(DomainError, match="เลือกเผยแพร่"):
        services.publish_task(first, actor=office.head, schools=False, public=False, now=office.now)


def test_the_paper_stays_as_it_was_published(office: SimpleNamespace, row: GroupYear, client: Client) -> None:
    address = reverse("groups:published-key", args=[row.public_key])
    first = client.get(address)
    assert (first.status_code, first.headers["Content-Type"]) == (200, "application/pdf")
    content = first.getvalue()
    services.save_summary(row, actor=office.head, summary="แก้ไขภายหลัง", now=office.now)
    assert client.get(address).getvalue() == content
    assert PublishedPaper.objects.count() == 1
    row.refresh_from_db()
    again = services.publish_group(row, actor=office.head, schools=True, public=True)
    assert again.public_key == row.public_key
    assert client.get(address).getvalue() != content


def test_taken_back_the_address_is_gone(office: SimpleNamespace, row: GroupYear, client: Client) -> None:
    address = reverse("groups:published-key", args=[row.public_key])
    services.take_back_group(row, actor=office.head, now=office.now)
    assert client.get(address).status_code == 404
    assert client.get(reverse("groups:published-key", args=["x" * 22])).status_code == 404
    row.refresh_from_db()
    assert services.publish_group(row, actor=office.head, schools=True, public=True).public_key not in address


def test_schools_open_what_is_for_them(office: SimpleNamespace, row: GroupYear, client: Client) -> None:
    one = reverse("groups:published-open", args=["group", row.pk])
    client.force_login(office.principal)
    assert one in client.get(reverse("groups:published")).content.decode()
    assert client.get(one).status_code == 200
    client.force_login(office.stranger_principal)
    assert client.get(one).status_code == 404
    assert one not in client.get(reverse("groups:published")).content.decode()
    services.publish_group(row, actor=office.head, schools=False, public=True)
    client.force_login(office.principal)
    assert client.get(one).status_code == 404
    client.force_login(office.supervisor)
    assert client.get(one).status_code == 200


def test_the_worker_freezes_once(office: SimpleNamespace, row: GroupYear) -> None:
    assert freeze_report("group", str(row.pk))
    assert freeze_report("group", str(row.pk))
    assert PublishedPaper.objects.filter(kind="group", key=str(row.pk)).count() == 1
    assert not freeze_report("group", "0")
    assert not freeze_report("nothing", str(row.pk))
