"""The pages of an assessment: who sees what, each number opens its list and agrees, a fixed number of queries."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.models import EvidenceItem
from kotpn.assessment import services
from kotpn.assessment.models import Assessment
from schools.models import Person
from tests.factories import assessment as factory
from tests.factories import base
from tests.factories import evidence as proofs
from tests.kotpn.assessment.conftest import BEFORE, record

pytestmark = pytest.mark.django_db


def words(answer: Any) -> str:
    """The page with ordinary blanks, without the marks that keep Thai words together."""
    return (
        str(answer.content.decode())
        .replace("&nbsp;", " ")
        .replace("\xa0", " ")
        .replace("&nbsp;", " ")
        .replace("\u2060", "")
    )


def page_of(client: Client, scene: SimpleNamespace, issue: int = 1) -> str:
    found = client.get(reverse("assessment:assessment", args=[scene.assessment.pk]), {"issue": issue})
    assert found.status_code == 200
    return words(found)


def line_url(scene: SimpleNamespace, name: str = "line", number: int = 1) -> str:
    return reverse(f"assessment:{name}", args=[scene.assessment.pk, scene.lines[number].pk])


def issue_url(scene: SimpleNamespace, name: str, number: int = 1, *more: Any) -> str:
    return reverse(f"assessment:{name}", args=[scene.assessment.pk, scene.answers[number - 1].pk, *more])


def test_out_of_the_office_it_is_not_there(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.stranger)
    for name in ("assessment", "rules", "versions", "submit"):
        method = client.post if name == "submit" else client.get
        assert method(reverse(f"assessment:{name}", args=[scene.assessment.pk])).status_code == 404
    assert client.get(line_url(scene)).status_code == 404


def test_a_colleague_reads_and_finds_no_acts(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.colleague)
    page = page_of(client, scene)
    assert "เสนอให้รับ 1" in page
    assert "accept/" not in page and "เพิ่มหลักฐานเอง" not in page and "ยกเลิกการประเมินนี้" not in page
    assert client.post(line_url(scene, "line-accept")).status_code == 403
    assert client.get(reverse("assessment:begin")).status_code == 403


def test_the_owner_writes_the_own_issue_only(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.clerk)
    assert "ดำเนินการแล้วหรือไม่" in page_of(client, scene, 3)
    assert client.post(issue_url(scene, "carried", 3), {"carried": "1"}).status_code == 302
    scene.answers[2].refresh_from_db()
    assert scene.answers[2].carried_out is True
    assert client.post(issue_url(scene, "carried", 1), {"carried": "1"}).status_code == 403
    assert client.get(reverse("assessment:index")).status_code == 200


def test_the_number_on_the_page_opens_a_list_of_as_many(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.director)
    scene.desk(record(1), record(2), record(3, day=BEFORE))
    page = page_of(client, scene)
    assert f'href="{line_url(scene)}"' in page and "3 ฉบับ" in page
    assert "ปีงบประมาณ 2567 1 ฉบับ" in page
    listed = words(client.get(line_url(scene)))
    assert [f"เอกสารที่ {n}" in listed for n in (1, 2, 3)] == [True] * 3
    assert listed.count("nt-row nt-row-link") == 3 and "ปีงบประมาณ 2567</span>" in listed
    assert 'href="/office/orders/1/"' in listed or "orders/1/" in listed


def test_a_number_of_schools_opens_those_schools(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.director)
    one, other = (base.school(scene.district, name=name) for name in ("บ้านหนองน้อย", "บ้านนาใหญ่"))
    scene.desk(*(replace(record(n), school=school.pk) for n, school in enumerate((one, one, other), start=1)))
    listed = words(client.get(f"{line_url(scene)}?schools=1"))
    assert "2&nbsp;โรงเรียน" in listed or "2 โรงเรียน" in listed
    assert listed.count("nt-row nt-row-link") == 2
    assert "บ้านหนองน้อย · 2 ฉบับ" in listed and "บ้านนาใหญ่ · 1 ฉบับ" in listed
    assert reverse("schools:school", args=[one.pk]) in listed


def test_a_submitted_list_stays_as_it_was(scene: SimpleNamespace, client: Client) -> None:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    whole(scene)
    services.submit(scene.assessment, actor=scene.director)
    scene.desk(record(9))
    client.force_login(scene.director)
    listed = words(client.get(line_url(scene)))
    assert "ตามที่ส่งไว้" in listed and "เอกสารที่ 3" in listed and "เอกสารที่ 9" not in listed
    assert "3 ฉบับ" in page_of(client, scene)
    assert "ไม่ได้ใช้รายการนี้" in words(client.get(line_url(scene, number=2)))


def whole(scene: SimpleNamespace) -> None:
    """Every issue carried out; those without evidence say why, the first has its narrative."""
    for answer in scene.answers:
        services.state_carried_out(answer, actor=scene.director, carried_out=True)
    for answer in scene.answers[1:]:
        services.explain_no_evidence(answer, actor=scene.director, reason="ปีแรกของระบบ")
    for section in ("method", "result"):
        services.use_drafts(scene.answers[0], section, actor=scene.director)


def test_off_year_records_are_taken_with_a_reason_only(scene: SimpleNamespace, client: Client) -> None:
    scene.desk(record(1, day=BEFORE))
    client.force_login(scene.director)
    url = line_url(scene, "line-accept")
    assert f'<a class="nt-btn nt-btn-small nt-btn-soft" href="{url}"' in page_of(client, scene)
    assert client.post(url, {"reason": " "}).status_code == 422
    assert client.post(url, {"reason": "คำสั่งยังมีผลอยู่"}).status_code == 302
    assert "คำสั่งยังมีผลอยู่" in page_of(client, scene)


def test_a_press_answers_with_the_part_it_changes(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.director)
    url = line_url(scene, "line-accept")
    for _ in range(2):
        part = words(client.post(url, headers={"HX-Request": "true", "HX-Target": "work"}))
        assert part.lstrip().startswith('<div id="work"') and "รับแล้ว 1" in part
    plain = client.post(url)
    assert plain.status_code == 302 and plain["Location"].endswith("?issue=1#issue-1")
    assert client.post(line_url(scene, "line-drop")).status_code == 302
    part = words(client.post(line_url(scene, "line-accept", 2), headers={"HX-Request": "true"}))
    assert "ยังไม่มีรายการ" in part and 'role="alert"' in part


def test_two_on_one_sentence_lose_nothing(scene: SimpleNamespace, client: Client) -> None:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    client.force_login(scene.director)
    assert client.post(issue_url(scene, "drafts", 1, "method")).status_code == 302
    held = scene.answers[0].sentences.get()
    url = issue_url(scene, "sentence", 1, held.pk)
    assert "ดำเนินงานส่วนนี้ 3 ฉบับ" in words(client.get(url))
    services.change_sentence(held, actor=scene.director, text="ของผู้อื่น", lock_version=1)
    refused = client.post(url, {"text": "ของข้าพเจ้า 3 ฉบับ", "version": 1})
    page = words(refused)
    assert refused.status_code == 422 and "ของข้าพเจ้า 3 ฉบับ</textarea>" in page and 'name="overwrite" value="2"' in page
    held.refresh_from_db()
    assert held.text == "ของผู้อื่น"
    assert client.post(url, {"text": "ของข้าพเจ้า 3 ฉบับ", "version": 1, "overwrite": 2}).status_code == 302
    assert f'href="{line_url(scene)}">3 ฉบับ</a>' in page_of(client, scene)


def test_drafts_are_changed_before_use_and_the_rest_follows_the_work(scene: SimpleNamespace, client: Client) -> None:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    client.force_login(scene.director)
    field = f"line-{scene.lines[1].pk}"
    url = issue_url(scene, "drafts-edit", 1, "method")
    assert client.post(url, {field: "เขียนเอง 3 ฉบับ"}).status_code == 302
    assert client.get(url).status_code == 302
    assert scene.answers[0].sentences.get().origin == "edited"
    client.post(issue_url(scene, "drafts", 1, "result"))
    scene.desk(record(1))
    page = page_of(client, scene)
    assert "งานจริงเปลี่ยนไปแล้ว" in page and ">1 ฉบับ</a>" in page


def test_a_sentence_of_ones_own_names_its_evidence(scene: SimpleNamespace, client: Client) -> None:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    client.force_login(scene.director)
    url = issue_url(scene, "sentence-new", 1, "result")
    refused = client.post(url, {"text": "มีผลดี"})
    assert refused.status_code == 422 and "มีผลดี</textarea>" in words(refused)
    for _ in range(2):
        client.post(url, {"text": "มีผลดี", "rests": f"line:{scene.lines[1].pk}"})
    client.post(issue_url(scene, "sentence-new", 1, "opinion"), {"text": "ควรแลกเปลี่ยนเรียนรู้"})
    assert [row.text for row in scene.answers[0].sentences.order_by("pk")] == ["มีผลดี", "ควรแลกเปลี่ยนเรียนรู้"]
    assert client.get(issue_url(scene, "sentence-new", 1, "else")).status_code == 404


def test_evidence_by_hand_a_link_an_item_a_wrong_day(scene: SimpleNamespace, client: Client) -> None:
    client.force_login(scene.director)
    url = issue_url(scene, "hang", 3)
    assert "กรุณาเลือกไฟล์" in words(client.post(url, {"proof_on": ""}))
    given = {"url": "https://example.org/vdo", "title": "คลิปการประชุม", "proof_on": "1/5/2567"}
    refused = client.post(url, given)
    page = words(refused)
    assert refused.status_code == 422 and "นอกปีงบประมาณ 2568" in page and 'value="คลิปการประชุม"' in page
    assert not EvidenceItem.objects.exists()
    for _ in range(2):
        assert client.post(url, given | {"reason": "กิจกรรมต่อเนื่อง"}).status_code == 302
    use = scene.answers[2].evidence.get()
    page = page_of(client, scene, 3)
    assert "คลิปการประชุม" in page and "กิจกรรมต่อเนื่อง" in page
    other = proofs.link(scene.director, scene.district, None, url="https://example.org/b", title="แผนงาน")
    found = words(client.post(url, {"find": "1", "q": "แผนงาน", "title": "พิมพ์ไว้"}))
    assert f'value="item:{other.pk}"' in found and 'value="พิมพ์ไว้"' in found
    assert client.post(url, {"picked": f"item:{other.pk}"}).status_code == 302
    assert client.post(issue_url(scene, "unhang", 3, use.pk)).status_code == 302
    assert [row.item for row in scene.answers[2].evidence.all()] == [other]
    hidden = proofs.link(scene.stranger, Person.objects.get(user=scene.stranger).district, None)
    assert client.post(url, {"picked": f"item:{hidden.pk}"}).status_code == 404


def test_it_goes_to_the_director_and_to_the_ministry(scene: SimpleNamespace, client: Client) -> None:
    services.accept(scene.answers[0], scene.lines[1], actor=scene.director)
    client.force_login(scene.director)
    page = page_of(client, scene)
    assert "?issue=2#issue-2" in page and reverse("assessment:submit", args=[scene.assessment.pk]) not in page
    whole(scene)
    lock = re.search(r'name="lock" value="(\d+)"', page_of(client, scene))
    assert lock
    submit = reverse("assessment:submit", args=[scene.assessment.pk])
    client.post(submit, {"lock": 1})
    assert Assessment.objects.get().state == "draft"
    for _ in range(2):
        client.post(submit, {"lock": lock[1]})
    assert Assessment.objects.get().rounds.count() == 1
    client.force_login(scene.head)
    page = page_of(client, scene)
    given = dict(re.findall(r'name="(revision|hash)" value="(\w+)"', page))
    decide = reverse("assessment:decide", args=[scene.assessment.pk])
    assert client.post(decide, {**given, "decision": "returned", "reason": ""}).status_code == 422
    client.post(decide, {**given, "decision": "approved"})
    assert Assessment.objects.get().state == "approved"
    client.force_login(scene.director)
    sent = reverse("assessment:sent", args=[scene.assessment.pk])
    refused = client.post(sent, {"sent_on": "1/1/2690", "reference": "ศธ 1"})
    assert refused.status_code == 422 and 'value="ศธ 1"' in words(refused)
    assert client.post(sent, {"sent_on": str(base.date.today()), "reference": "ศธ 1"}).status_code == 302
    assert "ส่ง สพฐ." in page_of(client, scene)
    assert "ส่งพิจารณาแล้ว 1 ครั้ง" in words(client.get(reverse("assessment:versions", args=[scene.assessment.pk])))


@pytest.mark.parametrize("name", ["assessment", "line", "index"])
def test_as_many_queries_for_twenty_as_for_two(scene: SimpleNamespace, client: Client, name: str, desk: Any) -> None:
    client.force_login(scene.director)
    url = {
        "assessment": reverse("assessment:assessment", args=[scene.assessment.pk]),
        "line": line_url(scene), "index": reverse("assessment:index"),
    }[name]  # fmt: skip

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as held:
            assert client.get(url).status_code == 200
        return len(held)

    desk(record(1), record(2))
    queries()
    few = queries()
    desk(*[record(key) for key in range(1, 21)])
    issue = scene.answers[0].issue
    for place in range(2, 20):
        line = factory.ProofLine.objects.create(issue=issue, position=place, title=f"รายการ {place}", source="work")
        services.accept(scene.answers[0], line, actor=scene.director)
    for at in range(4):
        services.begin(factory.an_indicator(scene.district, code=f"s{at}"), actor=scene.director, fiscal_year=2568 - at)
    assert queries() == few
