"""Pages of agreements: what each reader sees, acts through the browser's forms, query counts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from supervision.agreements import services
from supervision.agreements.models import Agreement, AgreementText
from supervision.improvement.models import Participation
from tests.agreements.conftest import Year
from tests.factories import agreements, base
from tests.factories.agreements import DAY, issued

pytestmark = pytest.mark.django_db
ON = "15 พ.ย. 2567"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    """The page without the joiners that keep office terms and numbers whole."""
    return str(answer.content.decode().replace("\u2060", "").replace("\u00a0", " "))


def address(name: str, thing: Any) -> str:
    return reverse(f"agreements:{name}", args=[thing.pk])


def test_issuing_all_names_those_left_out(year: Year) -> None:
    head = signed_in(year.head)
    page = head.get(address("issue-all", year.programme)).content.decode()
    assert "ยังไม่มีค่าเป้าหมายของตัวชี้วัด 1.2 3.1" in page
    refused = head.post(address("issue-all", year.programme), {"dated": "1 ม.ค. 2600", "use_office": "on"})
    assert refused.status_code == 422
    assert "1 ม.ค. 2600" in refused.content.decode()
    answer = head.post(address("issue-all", year.programme), {"dated": ON}, follow=True)
    assert "ออกบันทึกข้อตกลงแล้ว 2 ฉบับ ยังออกไม่ได้ 1 โรงเรียน" in answer.content.decode()
    head.post(address("issue-all", year.programme), {"dated": ON})
    assert Agreement.objects.count() == 2


def test_the_board_counts_and_marks_many(year: Year) -> None:
    services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    head, board = signed_in(year.head), address("board", year.programme)
    assert "ลงนามครบ 0 จาก 3 โรงเรียน" in head.get(board).content.decode()
    one = Agreement.objects.get(participation=year.parts[0])
    mark = address("mark", year.programme)
    refused = head.post(mark, {"picked": [one.pk], "act": "sign", "on": "1 ม.ค. 2600"})
    assert refused.status_code == 422
    assert f'value="{one.pk}" checked' in refused.content.decode()
    head.post(mark, {"picked": [one.pk], "act": "sign", "on": ON})
    head.post(f"{mark}?state=issued", {"all": "1", "act": "school_sign", "on": ON})
    page = head.get(board).content.decode()
    assert "ลงนามครบ 1 จาก 3 โรงเรียน" in page
    assert sorted(Agreement.objects.values_list("state", flat=True)) == ["school", "school", "signed"]
    waiting = signed_in(year.head).get(f"{board}?state=school").content.decode()
    assert "โรงเรียนบ้านทดสอบที่ 2" in waiting
    assert "โรงเรียนบ้านทดสอบที่ 1</a>" not in waiting


def test_who_only_reads_the_board_has_no_boxes(year: Year) -> None:
    issued(year.head, year.parts[0])
    page = signed_in(year.supervisor).get(address("board", year.programme)).content.decode()
    assert 'name="picked"' not in page
    assert "พิมพ์ทุกฉบับ" in page


def test_a_principal_sees_signs_and_hangs_the_own_copy(year: Year) -> None:
    client = signed_in(year.principals[0])
    before = client.get(address("school", year.parts[0])).content.decode()
    assert "ยังไม่ออกบันทึกข้อตกลง" in before
    made = issued(year.head, year.parts[0])
    page = client.get(address("school", year.parts[0])).content.decode()
    assert "พิมพ์เพื่อลงนาม" in page
    assert "ยกเลิกฉบับนี้" not in page
    form = client.get(address("sign", made)).content.decode()
    assert 'name="act"' not in form
    client.post(address("sign", made), {"on": ON})
    made.refresh_from_db()
    assert made.state == "school"
    assert client.get(address("board", year.programme)).status_code == 403
    assert signed_in(year.principals[1]).get(address("agreement", made)).status_code == 404


def test_the_wording_is_looked_at_before_it_is_kept(year: Year) -> None:
    head, there = signed_in(year.head), address("text", year.programme)
    typed = {**services.shipped_text(), "title": "ข้อตกลงกับ {โรงเรียน}", "stamp": "0"}
    looked = words(head.post(there, {**typed, "look": "1"}))
    assert "ข้อตกลงกับ โรงเรียนบ้านทดสอบที่ 1" in looked
    assert not AgreementText.objects.exists()
    refused = head.post(there, {**typed, "aims": "ให้ {ใคร}"})
    assert refused.status_code == 422
    assert "ให้ {ใคร}" in refused.content.decode()
    assert "ไม่รู้จักช่องเติม {ใคร}" in refused.content.decode()
    head.post(there, typed)
    assert AgreementText.objects.get().title == "ข้อตกลงกับ {โรงเรียน}"
    stale = head.post(there, {**typed, "title": "อีกคน"}).content.decode()
    assert "ต่างกัน" in stale
    assert "อีกคน" in stale
    assert AgreementText.objects.get().title == "ข้อตกลงกับ {โรงเรียน}"


def test_a_new_edition_and_an_end_through_their_forms(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    head = signed_in(year.head)
    assert head.post(address("edition", made), {"dated": ON, "reason": ""}).status_code == 422
    head.post(address("edition", made), {"dated": ON, "reason": "ปรับเป้าหมาย"})
    later = Agreement.objects.standing().get()
    assert (later.edition, later.number) == (2, made.number)
    assert "เปิดฉบับที่ 2" in head.get(address("agreement", made)).content.decode()
    head.post(address("cancel", later), {"reason": "ออกผิด"})
    assert "ออกผิด" in head.get(address("agreement", later)).content.decode()


def test_the_board_costs_the_same_at_two_and_at_twenty_schools(year: Year, django_assert_max_num_queries: Any) -> None:
    def cost() -> int:
        client = signed_in(year.head)
        client.get(address("board", year.programme))
        with django_assert_max_num_queries(20) as counted:
            assert client.get(address("board", year.programme)).status_code == 200
        return len(counted)

    issued(year.head, year.parts[0])
    few = cost()
    more = [base.school(year.district) for _ in range(20)]
    Participation.objects.bulk_create(
        Participation(programme=year.programme, school=school, updated_at=year.parts[0].updated_at) for school in more
    )
    agreements.targets(year.programme, list(Participation.objects.filter(school__in=more)))
    services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    assert cost() == few


def test_what_waits_for_whom(year: Year) -> None:
    made = issued(year.head, year.parts[0])
    assert "รอลงนาม" in signed_in(year.principals[0]).get(reverse("core:inbox")).content.decode()
    services.sign(made, actor=year.principals[0], act="school_sign", on=DAY)
    assert "บันทึกข้อตกลง" not in signed_in(year.principals[0]).get(reverse("core:inbox")).content.decode()
    assert "1 โรงเรียนลงนามแล้ว" in signed_in(year.head).get(reverse("core:inbox")).content.decode()
