"""The office's structure: shipped rows, the line of command, the board; refusals first."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from office.structure.models import BoardSeat, Post, Unit
from office.structure.queries import structure_of
from office.structure.services import load_structure, save_post, save_seat, save_unit
from tests.documents.reading import plain, text_of
from tests.factories import base
from tests.office.conftest import Office

pytestmark = pytest.mark.django_db


def test_a_stranger_and_a_supervisor_change_nothing(office: Office) -> None:
    for user in (office.stranger, office.supervisor, office.director):
        with pytest.raises(NotAllowed):
            save_unit(office.district, actor=user, name="กลุ่ม")


def test_a_circle_is_refused(office: Office) -> None:
    given = {"actor": office.clerk}
    top = save_post(office.district, title="ผอ.สพท.", **given)
    middle = save_post(office.district, title="รอง ผอ.สพท.", reports_to=top, **given)
    low = save_post(office.district, title="ผอ.กลุ่ม", reports_to=middle, **given)
    for target in (low, top):
        with pytest.raises(DomainError, match="วนกลับ") as told:
            save_post(office.district, key=top.pk, reports_to=target, **given)
        assert told.value.field == "reports_to"
    upper = save_unit(office.district, name="กลุ่ม", **given)
    under = save_unit(office.district, name="งาน", parent=upper, **given)
    with pytest.raises(DomainError, match="ใต้ตัวเอง"):
        save_unit(office.district, key=upper.pk, parent=under, **given)


def test_what_is_in_use_is_not_switched_off_and_nothing_of_another_office_is_taken(office: Office) -> None:
    given = {"actor": office.head}
    unit = save_unit(office.district, name="กลุ่ม", **given)
    post = save_post(office.district, title="ผอ.กลุ่ม", unit=unit, **given)
    with pytest.raises(DomainError, match="ยังมีตำแหน่ง"):
        save_unit(office.district, key=unit.pk, is_active=False, **given)
    with pytest.raises(DomainError, match="มีหน่วยชื่อนี้แล้ว"):
        save_unit(office.district, name="กลุ่ม", **given)
    with pytest.raises(DomainError, match="สำนักงานนี้"):
        save_post(office.district, key=post.pk, holder=base.person(office.other), **given)
    with pytest.raises(DomainError, match="รักษาการต้องระบุ"):
        save_post(office.district, key=post.pk, is_acting=True, **given)
    with pytest.raises(DomainError, match="คำที่ใช้เรียก"):
        save_seat(office.district, **given)


def test_the_shipped_rows_stand_once_and_stay_as_the_office_left_them(office: Office) -> None:
    added = load_structure(office.district)
    assert (Unit.objects.count(), Post.objects.count(), BoardSeat.objects.count()) == (7, 10, 11)
    assert added == 28
    assert Post.objects.get(reference_key="director").holder == base.person_of(office.director, office.district)
    unit = Unit.objects.get(reference_key="audit")
    save_unit(office.district, actor=office.head, key=unit.pk, name="หน่วยตรวจสอบ")
    assert load_structure(office.district) == 0
    call_command("load_reference", verbosity=0)
    unit.refresh_from_db()
    assert unit.name == "หน่วยตรวจสอบ"
    found = structure_of(office.district)
    assert [node.depth for node in found.line][:2] == [0, 1]
    assert len(found.vacant) == 8


def test_the_page_asks_as_much_for_many_posts_and_prints(office: Office) -> None:
    load_structure(office.district)
    client = Client()
    client.force_login(office.clerk)
    address = reverse("structure:structure")
    counts = []
    for more in range(2):
        for number in range(more * 20):
            save_post(office.district, actor=office.head, title=f"ตำแหน่ง {number}", unit=Unit.objects.first())
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    said = text_of("office-structure", office.district)
    for piece in ("กลุ่มนโยบายและแผน", "หน่วยตรวจสอบภายใน", "ตัวแทนจากบุคลากรในเขตพื้นที่", "ว่าง"):
        assert plain(piece) in said
