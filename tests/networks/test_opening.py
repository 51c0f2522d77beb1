"""The year of a network is opened from its page; a year mistyped there is told beside its box."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from supervision.networks import services
from supervision.networks.models import NetworkYear
from tests.factories import networks

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["256", "2025", "หก"])
def test_a_mistyped_year_stands_in_its_box_with_what_is_wrong(office: SimpleNamespace, typed: str) -> None:
    network = networks.a_network(office.supervisor, office.district)
    client = Client()
    client.force_login(office.supervisor)
    response = client.post(reverse("networks:year-open", args=[network.pk]), {"fiscal_year": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert not NetworkYear.objects.exists()
    assert "กรุณาระบุปีงบประมาณเป็น พ.ศ." in page[page.index("id_fiscal_year") :]
    assert f'value="{typed}"' in page
    assert page.count("nt-field-bad") == 1


def test_an_ended_network_opens_none_and_says_when_it_ended(office: SimpleNamespace) -> None:
    network = networks.a_network(office.supervisor, office.district)
    services.close_network(network, actor=office.supervisor, reason="ครบกำหนด")
    client = Client()
    client.force_login(office.supervisor)
    response = client.post(reverse("networks:year-open", args=[network.pk]), {"fiscal_year": networks.this_year()})
    assert response.status_code == 422
    assert "ขณะนี้สถานะคือ" in response.content.decode()
    assert not NetworkYear.objects.exists()
