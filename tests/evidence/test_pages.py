"""The stores' pages: one's own, what schools have shown, one item with who used it where; queries do not grow."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence import queries, services
from evidence.models import EvidenceItem
from processes.models import RunStepEvidence
from tests.core import pictures
from tests.evidence.conftest import Cast
from tests.factories import evidence

ITEMS = "/evidence/"


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_school_sees_its_own_store_with_its_quota(cast: Cast, settings: Any) -> None:
    settings.EVIDENCE_SCHOOL_QUOTA_MB = 5
    evidence.file(cast.principal, cast.a, cast.a1, name="ของเรา.pdf")
    evidence.link(cast.neighbour, cast.a, cast.a2, title="ของโรงเรียนอื่น")
    evidence.link(cast.supervisor, cast.a, None, title="ของสำนักงาน")
    text = signed_in(cast.teacher).get(ITEMS).content.decode()
    assert "ของเรา" in text
    assert "จาก 5 MB" in text
    assert "ของโรงเรียนอื่น" not in text
    assert "ของสำนักงาน" not in text


def test_the_office_sees_its_own_and_what_schools_have_shown(cast: Cast) -> None:
    shown = evidence.link(cast.principal, cast.a, cast.a1, title="ที่เสนอแล้ว")
    evidence.link(cast.principal, cast.a, cast.a1, url="example.org/other", title="ยังไม่เสนอ")
    evidence.link(cast.supervisor, cast.a, None, title="ของสำนักงาน")
    services.attach("run_step", cast.step, shown, actor=cast.principal)
    client = signed_in(cast.director)
    own, schools = client.get(ITEMS).content.decode(), client.get(ITEMS, {"of": "schools"}).content.decode()
    assert "ของสำนักงาน" in own
    assert "ที่เสนอแล้ว" not in own
    assert "ที่เสนอแล้ว" in schools
    assert "ยังไม่เสนอ" not in schools
    assert "ที่เสนอแล้ว" not in signed_in(cast.stranger).get(ITEMS, {"of": "schools"}).content.decode()


def test_files_and_links_go_into_the_store_without_script(cast: Cast) -> None:
    client, owner = signed_in(cast.principal), f"store:s{cast.a1.pk}"
    uploads = [pictures.upload(pictures.pdf(), "คำสั่ง.pdf"), pictures.upload(b"MZ" + bytes(99), "โปรแกรม.pdf")]
    page = client.post(reverse("evidence:store-files"), {"owner": owner, "files": uploads}, follow=True)
    assert "ไม่รู้จักชนิดของไฟล์" in page.content.decode()
    client.post(reverse("evidence:store-link"), {"owner": owner, "url": "youtu.be/abc", "title": "คลิป"})
    assert sorted(EvidenceItem.objects.values_list("title", flat=True)) == ["คลิป", "คำสั่ง"]
    for who, status in ((cast.neighbour, 404), (cast.supervisor, 403), (cast.stranger, 404), (cast.reader, 403)):
        answer = signed_in(who).post(reverse("evidence:store-link"), {"owner": owner, "url": "example.org"})
        assert answer.status_code == status


def test_the_item_tells_who_used_it_where(cast: Cast) -> None:
    item = evidence.file(cast.principal, cast.a, cast.a1)
    use = services.attach("run_step", cast.step, item, actor=cast.principal)
    services.return_use(use, actor=cast.supervisor, reason="ไม่ครบ")
    text = signed_in(cast.reader).get(reverse("evidence:item", args=[item.pk])).content.decode()
    assert cast.step.step.title in text
    assert "ไม่ครบ" in text
    assert "ยังไม่ได้ตั้งค่าการตรวจไวรัส" in text
    assert reverse("evidence:withdraw", args=[item.pk]) not in text


def test_words_are_changed_and_the_item_withdrawn_and_restored_by_its_people(cast: Cast) -> None:
    item = evidence.link(cast.principal, cast.a, cast.a1)
    services.attach("run_step", cast.step, item, actor=cast.principal)
    client = signed_in(cast.teacher)
    change, withdraw = (reverse(f"evidence:{name}", args=[item.pk]) for name in ("change", "withdraw"))
    assert client.post(change, {"title": ""}).status_code == 422
    client.post(change, {"title": "<script>ชื่อใหม่", "note": "คำอธิบาย"})
    assert "&lt;script&gt;ชื่อใหม่" in client.get(ITEMS).content.decode()
    assert client.post(withdraw, {"reason": ""}).status_code == 422
    client.post(withdraw, {"reason": "ผิดรายการ"})
    item.refresh_from_db()
    assert item.withdrawn_reason == "ผิดรายการ"
    for who in (cast.supervisor, cast.reader):
        for address in (change, withdraw):
            assert signed_in(who).post(address, {"title": "x", "reason": "x"}).status_code == 403
    client.post(reverse("evidence:restore", args=[item.pk]))
    item.refresh_from_db()
    assert not item.is_withdrawn
    unused = evidence.link(cast.principal, cast.a, cast.a1, url="example.org/unused")
    client.post(reverse("evidence:withdraw", args=[unused.pk]))
    assert not EvidenceItem.objects.filter(pk=unused.pk).exists()


def test_a_record_leads_to_its_page_for_who_may_see_it(cast: Cast) -> None:
    from core.pointers import Pointer

    offices = evidence.steps(cast.director, cast.a, None)
    record = Pointer("run_step", str(offices[0].pk), "")
    item = services.add_record(record, actor=cast.supervisor, district=cast.a, school=None)
    services.attach("run_step", cast.step, item, actor=cast.supervisor)
    address = reverse("evidence:open", args=[item.pk])
    assert signed_in(cast.director).get(address).status_code == 302
    assert signed_in(cast.principal).get(address).status_code == 404, "seen as evidence, the record itself is not"
    assert signed_in(cast.principal).get(reverse("evidence:item", args=[item.pk])).status_code == 200


def test_the_list_asks_the_same_for_one_row_and_for_thirty(cast: Cast) -> None:
    client = signed_in(cast.principal)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(ITEMS).status_code == 200
        return len(caught)

    evidence.file(cast.principal, cast.a, cast.a1)
    client.get(ITEMS)
    few = asked()
    for number in range(30):
        item = evidence.link(cast.principal, cast.a, cast.a1, url=f"example.org/{number}")
        services.attach("run_step", cast.step, item, actor=cast.principal)
    assert asked() == few <= 20
    assert RunStepEvidence.objects.count() == 30


def test_the_search_over_everything_finds_it(cast: Cast) -> None:
    evidence.link(cast.principal, cast.a, cast.a1, title="แผนปฏิบัติการประจำปี")
    assert [hit.title for hit in queries.search(cast.principal, cast.a, "ปฏิบัติการ", 5)] == ["แผนปฏิบัติการประจำปี"]
    assert queries.search(cast.director, cast.a, "ปฏิบัติการ", 5) == []
