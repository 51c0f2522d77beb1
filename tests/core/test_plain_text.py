"""What nobody can see is no text: a form that asks for a title refuses it, and within Thai words it stays."""

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, needed
from core.plain_text import is_unseen
from office.circulars.models import Circular
from tests.factories import base

pytestmark = pytest.mark.django_db
UNSEEN = ("\u200b", "\ufeff \u2060", "\u00ad\u200e", "\u2800", "\u3164\u200d")


@pytest.mark.parametrize("typed", UNSEEN)
def test_an_invisible_title_is_an_empty_one(typed: str) -> None:
    client, district = Client(), base.district()
    client.force_login(base.user("clerk", district))
    address = reverse("circulars:new")
    response = client.post(address, {"title": typed, "body": "", "office_audience": "group", "school_audience": "none"})
    assert response.status_code == 422
    assert response.context["form"].errors["title"]
    assert not Circular.objects.exists()


def test_within_words_it_stays_as_typed() -> None:
    client, district = Client(), base.district()
    client.force_login(base.user("clerk", district))
    title = "แจ้ง\u200bแนวทาง\u200bการนิเทศ"
    client.post(
        reverse("circulars:new"), {"title": title, "body": "", "office_audience": "group", "school_audience": "none"}
    )
    assert Circular.objects.get().title == title


@pytest.mark.parametrize("typed", UNSEEN)
def test_services_refuse_it_too(typed: str) -> None:
    """Workbooks and phones do not come through a form."""
    assert is_unseen(typed)
    with pytest.raises(DomainError, match="กรุณาเขียนเหตุผล"):
        needed(typed, "กรุณาเขียนเหตุผล")


@pytest.mark.parametrize("typed", ["", " ", "ก", " ก ", "ครู\u200bใหญ่", "1", "ะ", "👩\u200d🏫", "-"])
def test_what_is_seen_or_plainly_empty_is_left_alone(typed: str) -> None:
    assert not is_unseen(typed)
