"""A school's year is opened from the form of the list; a year mistyped there is told beside its box."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from supervision.inclusion.models import InclusionYear

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["256", "2025", "สองพัน", ""])
def test_a_mistyped_year_stands_in_its_box_with_what_is_wrong(office: SimpleNamespace, typed: str) -> None:
    client = Client()
    client.force_login(office.head)
    address = reverse("inclusion:open")
    response = client.post(address, {"school": office.schools[1].pk, "academic_year": typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert not InclusionYear.objects.exists()
    box = page[page.index("id_academic_year") :]
    assert "กรุณาระบุปีการศึกษาเป็น พ.ศ." in box, "beside the box, not above the form"
    assert f'value="{typed}"' in page or not typed
    assert f'<option value="{office.schools[1].pk}" selected>' in page
    assert page.count("nt-field-bad") == 1, "which the browser gives the focus"


def test_a_good_one_is_opened_once(office: SimpleNamespace) -> None:
    client = Client()
    client.force_login(office.head)
    given = {"school": office.schools[1].pk, "academic_year": 2567}
    for _ in range(2):
        response = client.post(reverse("inclusion:open"), given)
        assert response["Location"] == reverse("inclusion:edit", args=[InclusionYear.objects.get().pk])
    assert client.get(reverse("inclusion:open")).status_code == 200
