"""Certificates: numbers without gaps, their words, the PDF with its QR code read back, and the public page."""

import threading
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import zxingcpp
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from core.errors import DomainError, NotAllowed
from supervision.recognition import services
from supervision.recognition.models import Award, Certificate
from supervision.recognition.queries import verify_url
from supervision.recognition.services import wording
from tests.documents import reading
from tests.factories import base, recognition

LONG = "โรงเรียนชุมชนบ้านนาพึงน้ำใสผู้เฒ่าเฝ้าป่าชื่นชุ่มฉ่ำ (ราษฎร์รัฐพัฒนานุเคราะห์ที่ ๑๒๓)"


@pytest.fixture(autouse=True)
def nobody_has_tried() -> None:
    cache.clear()


def _issued(office: SimpleNamespace, **values: object) -> list[Certificate]:
    award = recognition.an_announced_award(office.head, office.district, office.schools, **values)
    return services.issue_certificates(award, actor=office.head)


def test_only_after_the_announcement_and_not_for_merit(office: SimpleNamespace) -> None:
    award = recognition.an_award(office.head, office.district, name="รางวัลที่ยังไม่ประกาศ")
    with pytest.raises(DomainError):
        services.issue_certificates(award, actor=office.head)
    merit = recognition.an_announced_award(office.head, office.district, office.schools, kind="merit", name="ความดี")
    with pytest.raises(DomainError):
        services.issue_certificates(merit, actor=office.head)
    announced = recognition.an_announced_award(office.head, office.district, office.schools)
    for actor in (office.supervisor, office.principals[0], office.stranger):
        with pytest.raises(NotAllowed):
            services.issue_certificates(announced, actor=actor)


def test_numbers_run_on_and_two_clicks_give_none_more(office: SimpleNamespace) -> None:
    made = _issued(office)
    assert [row.number_label for row in made] == ["1/2568", "2/2568", "3/2568"]
    assert services.issue_certificates(made[0].recipient.award, actor=office.head) == []
    more = _issued(office, name="โรงเรียนพัฒนาการเด่น")
    assert [row.number for row in more] == [4, 5, 6]
    assert all(len(row.token) >= 24 for row in made) and len({row.token for row in made + more}) == 6


def test_a_cancelled_number_is_not_used_again(office: SimpleNamespace) -> None:
    made = _issued(office)
    with pytest.raises(NotAllowed):
        services.cancel_certificate(made[1], actor=office.stranger, reason="ผิด")
    with pytest.raises(DomainError):
        services.cancel_certificate(made[1], actor=office.head, reason="")
    for _ in range(2):
        services.cancel_certificate(made[1], actor=office.head, reason="สะกดชื่อผิด")
    again = services.issue_certificates(made[1].recipient.award, actor=office.head)
    assert [row.number for row in again] == [4]
    assert again[0].token != made[1].token


def test_years_are_those_of_the_day_on_it(office: SimpleNamespace) -> None:
    made = _issued(office)
    award = made[0].recipient.award
    services.cancel_certificate(made[0], actor=office.head, reason="พิมพ์ใหม่")
    again = services.issue_certificates(award, actor=office.head, dated_on=date(2025, 10, 1))
    assert again[0].number_label == "1/2569"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_leave_no_gap(office: SimpleNamespace) -> None:
    award = recognition.an_announced_award(office.head, office.district, office.schools)

    def press() -> None:
        try:
            services.issue_certificates(award, actor=office.head)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Certificate.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("text", ["รางวัล {prize}", "รางวัล {award", "รางวัล award}", "{}", "{award.district}"])
def test_a_text_that_asks_for_what_is_not_there_is_refused(office: SimpleNamespace, text: str) -> None:
    with pytest.raises(DomainError) as refused:
        recognition.an_award(office.head, office.district, certificate_text=text)
    assert refused.value.field == "certificate_text"


def test_the_form_leaves_the_words_to_whom_the_award_is_for(office: SimpleNamespace, client: Client) -> None:
    """A school's words, filled in beforehand, would stand on the certificate of a person."""
    client.force_login(office.head)
    shown = client.get(reverse("recognition:new")).context["form"]
    typed = {name: shown[name].value() or "" for name in ("kind", "way", "certificate_text")}
    client.post(reverse("recognition:new"), typed | {"name": "ครูดี", "kind": "certificate", "recipient": "person"})
    award = Award.objects.get()
    assert (award.for_people, award.certificate_text) == (True, "")


def test_a_name_is_never_read_as_a_field() -> None:
    values = {"name": "โรงเรียน {why} <b>", "why": "ลับ"}
    assert wording.filled("{name} ประจำปี {year}", values) == "โรงเรียน {why} <b> ประจำปี"


def test_the_director_in_post_signs_and_an_acting_one_is_printed_as_such(office: SimpleNamespace) -> None:
    on = date(2025, 9, 30)
    assert wording.default_signer(office.district, on) == (
        "สมมุติ ผู้อำนวยการ", f"ผู้อำนวยการ{office.district.name}",
    )  # fmt: skip
    assert wording.default_signer(office.other, on) == ("", "")
    base.user("office_director", office.other, name="สมมติ รักษาการ")
    person = office.other.people.get(first_name="สมมติ")
    person.appointments.update(acting="in_charge")
    assert wording.default_signer(office.other, on)[1] == f"รักษาการ ผู้อำนวยการ{office.other.name}"


def test_what_was_issued_does_not_change_with_the_award(office: SimpleNamespace) -> None:
    row = _issued(office)[0]
    office.schools[0].name = "โรงเรียนชื่อใหม่"
    office.schools[0].save()
    row.refresh_from_db()
    assert row.content["name"] == "โรงเรียนบ้านที่ 1"
    assert row.content["text"].endswith("รางวัล “โรงเรียนคุณภาพดีเด่น” ประจำปีงบประมาณ 2568")


def _pdf(office: SimpleNamespace, folder: Path, **params: object) -> Path:
    target = folder / "certificate.pdf"
    given = [f"{name}={value}" for name, value in params.items()]
    call_command("report", "certificate", district=office.district.code, format="pdf", output=target, param=given)
    return target


def test_the_qr_code_of_the_printed_page_leads_to_its_public_page(office: SimpleNamespace, tmp_path: Path) -> None:
    office.schools[0].name = LONG
    office.schools[0].save()
    made = _issued(office)
    path = _pdf(office, tmp_path, award=made[0].recipient.award_id, digits="thai")
    for page, row in enumerate(made, start=1):
        wide, high, grey = reading.pixels(path, page, dots=110)
        assert wide > high
        found = zxingcpp.read_barcodes(Image.frombytes("L", (wide, high), grey))
        assert [code.text for code in found] == [verify_url(row)]
    said = reading.plain(reading.text(path))
    assert reading.plain("เลขที่ ๑/๒๕๖๘") in said
    assert reading.plain(LONG) in said
    assert verify_url(made[0]).split("//")[1] in said  # an address keeps its digits
    assert all(word.bottom < 210 for word in reading.words(path))
    assert max(word.page for word in reading.words(path)) == 3
    client = Client()
    address = reverse("recognition:verify", args=[made[0].token])
    assert verify_url(made[0]).endswith(address)
    assert LONG in client.get(address).content.decode()


def test_a_cancelled_one_is_not_printed(office: SimpleNamespace, tmp_path: Path) -> None:
    made = _issued(office)
    services.cancel_certificate(made[0], actor=office.head, reason="ผิด")
    path = _pdf(office, tmp_path, award=made[0].recipient.award_id)
    assert max(word.page for word in reading.words(path)) == 2


def test_anyone_sees_what_is_printed_and_nothing_else(office: SimpleNamespace) -> None:
    row = _issued(office)[0]
    answer = Client().get(reverse("recognition:verify", args=[row.token]))
    page = answer.content.decode()
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    for printed in row.content.values():
        assert printed in page
    for hidden in ("ผลงานเป็นที่ประจักษ์", str(row.recipient.award.created_by), "/recognition/"):
        assert hidden not in page


def test_a_cancelled_one_is_said_to_be_without_why(office: SimpleNamespace) -> None:
    row = services.cancel_certificate(_issued(office)[0], actor=office.head, reason="ทุจริตข้อมูล")
    answer = Client().get(reverse("recognition:verify", args=[row.token]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "ถูกยกเลิกแล้ว" in page and "ทุจริต" not in page and "ออกจริง" not in page


def test_a_forged_token_finds_nothing(office: SimpleNamespace) -> None:
    row = _issued(office)[0]
    for token in (row.token[:-1], row.token + "x", str(row.pk), row.number_label.replace("/", "-"), "' or 1=1 --",
                  row.token.swapcase(), "x" * 900):  # fmt: skip
        answer = Client().get(f"/verify/{token}/")
        assert answer.status_code == 404, token
        assert "โรงเรียนบ้านที่" not in answer.content.decode()


def test_trying_addresses_by_the_hundred_closes_the_door(office: SimpleNamespace) -> None:
    row = _issued(office)[0]
    client = Client()
    codes = {client.get(f"/verify/{'a' * 23}{n:04}/").status_code for n in range(121)}
    assert codes == {404, 429}
    assert client.get(reverse("recognition:verify", args=[row.token])).status_code == 429


def test_a_school_sees_its_own_only(office: SimpleNamespace) -> None:
    made = _issued(office)
    client = Client()
    client.force_login(office.principals[0])
    assert client.get(reverse("recognition:certificate", args=[made[0].pk])).status_code == 200
    assert client.get(reverse("recognition:certificate", args=[made[1].pk])).status_code == 404
    page = client.get(reverse("recognition:certificates")).content.decode()
    assert made[0].number_label in page and made[1].number_label not in page
