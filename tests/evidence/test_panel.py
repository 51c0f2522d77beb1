"""The panel and its acts: htmx gets the panel anew, without script the page one came from; another's is 404."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from core.models import StoredFile
from evidence import queries, services
from evidence.models import EvidenceItem
from processes.models import RunStepEvidence
from tests.core import pictures
from tests.evidence.conftest import Cast
from tests.factories import evidence

HTMX = {"HX-Request": "true"}


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, cast: Cast, *more: Any) -> str:
    return reverse(f"evidence:{name}", args=["run_step", str(cast.step.pk), *more])


def test_many_files_at_once_the_good_stay_and_the_bad_say_why(cast: Cast) -> None:
    client = signed_in(cast.principal)
    uploads = [
        pictures.upload(pictures.pdf(), "คำสั่ง.pdf"),
        pictures.upload(pictures.jpeg(), "ภาพ.jpg"),
        pictures.upload(pictures.jpeg(shade=3), "ภาพที่บอกว่าเป็นเอกสาร.pdf"),
        pictures.upload(pictures.packed("a.exe"), "รวม.zip"),
    ]
    page = client.post(address("add-files", cast), {"files": uploads}, headers=HTMX)
    text = page.content.decode()
    assert page.status_code == 200
    assert f'id="evidence-run_step-{cast.step.pk}"' in text
    assert "<html" not in text
    assert "แนบแล้ว 2 ไฟล์" in text
    assert "ลงท้ายด้วย .pdf แต่เนื้อหาเป็นภาพถ่าย" in text
    assert "ไฟล์บีบอัด" in text
    assert RunStepEvidence.objects.count() == 2


def test_without_script_one_comes_back_to_the_page(cast: Cast) -> None:
    client = signed_in(cast.principal)
    back = reverse("processes:run", args=[cast.step.run_id])
    upload = pictures.upload(pictures.pdf(), "คำสั่ง.pdf")
    answer = client.post(address("add-files", cast), {"files": upload, "next": back})
    assert (answer.status_code, answer["Location"]) == (302, f"{back}#evidence-run_step-{cast.step.pk}")
    for evil in ("https://evil.example.org/", "//evil.example.org/", "javascript:alert(1)"):
        answer = client.post(address("add-link", cast), {"url": "example.org", "next": evil})
        assert answer["Location"].startswith("/runs/")
    answer = client.post(address("add-link", cast), {"url": "javascript:alert(1)", "next": back}, follow=True)
    assert "รับเฉพาะลิงก์" in answer.content.decode()


@pytest.mark.parametrize("name", ["add-files", "add-link", "again", "pick"])
def test_evidence_of_another_school_by_its_number_is_not_found(cast: Cast, name: str) -> None:
    foreign = evidence.link(cast.neighbour, cast.a, cast.a2)
    for who in (cast.principal, cast.supervisor, cast.director):
        data = {"items": [foreign.pk], "url": "x", "sha256": foreign.content_key}
        answer = signed_in(who).post(address(name, cast), data)
        assert answer.status_code == (404 if name in ("again", "pick") else 302)
    assert not RunStepEvidence.objects.filter(item=foreign).exists()
    assert signed_in(cast.principal).get(reverse("evidence:item", args=[foreign.pk])).status_code == 404


def test_a_hash_names_only_what_lies_in_ones_own_store(cast: Cast) -> None:
    paper = pictures.pdf()
    foreign = evidence.file(cast.neighbour, cast.a, cast.a2, content=paper)
    sha256 = foreign.content_key.removeprefix("file:")
    signed_in(cast.principal).post(address("add-files", cast), {"sha256": sha256})
    assert not RunStepEvidence.objects.exists()
    own = evidence.file(cast.teacher, cast.a, cast.a1, content=paper)
    signed_in(cast.principal).post(address("add-files", cast), {"sha256": sha256})
    assert RunStepEvidence.objects.get().item == own


def test_a_file_of_another_school_is_not_downloaded_until_it_is_shown(cast: Cast) -> None:
    from core import files

    item = evidence.file(cast.principal, cast.a, cast.a1)
    file = reverse("core:file", args=[files.attachments_of(item.pointer)[0].pk])
    for who in (cast.neighbour, cast.stranger, cast.supervisor, cast.director):
        assert signed_in(who).get(file).status_code == 404
    services.attach("run_step", cast.step, item, actor=cast.principal)
    for who, status in ((cast.neighbour, 404), (cast.stranger, 404), (cast.supervisor, 200), (cast.reader, 200)):
        assert signed_in(who).get(file).status_code == status
    services.withdraw(item, actor=cast.principal, reason="มีภาพนักเรียน")
    assert signed_in(cast.supervisor).get(file).status_code == 404
    assert signed_in(cast.teacher).get(file).status_code == 200
    assert client_change(cast, item) == 404, "its file is its content"


def client_change(cast: Cast, item: EvidenceItem) -> int:
    """Adding another file to the item by the general address."""
    where = reverse("core:file-add", args=["evidence", str(item.pk)])
    upload = pictures.upload(pictures.jpeg(shade=9), "อีกไฟล์.jpg")
    status = signed_in(cast.principal).post(where, {"files": upload}).status_code
    assert StoredFile.objects.count() == 1
    return 404 if status in (403, 404) else status


def test_the_reviewer_takes_and_returns_and_the_school_reads_why(cast: Cast) -> None:
    uses = [
        services.attach(
            "run_step", cast.step, evidence.link(cast.principal, cast.a, cast.a1, url=url), actor=cast.principal
        )
        for url in ("example.org/1", "example.org/2")
    ]
    reviewer, school = signed_in(cast.supervisor), signed_in(cast.principal)
    assert school.post(address("accept", cast, uses[0].pk)).status_code == 403
    assert reviewer.post(address("accept", cast, uses[0].pk), headers=HTMX).status_code == 200
    refused = reviewer.post(address("return", cast, uses[1].pk), {"reason": " "}, headers=HTMX)
    assert "กรุณาบอกเหตุที่ส่งกลับ" in refused.content.decode()
    reviewer.post(address("return", cast, uses[1].pk), {"reason": "<b>ไม่ชัด</b>"}, headers=HTMX)
    text = school.get(address("panel", cast)).content.decode()
    assert "&lt;b&gt;ไม่ชัด&lt;/b&gt;" in text
    assert "รับแล้ว" in text
    assert reviewer.get(address("accept", cast, uses[0].pk)).status_code == 405


def test_last_years_is_offered_with_its_year(cast: Cast) -> None:
    before = evidence.steps(cast.director, cast.a, cast.a1, year=2566, procedure=cast.step.run.procedure)
    item = evidence.link(cast.principal, cast.a, cast.a1, title="แผนปีก่อน")
    services.attach("run_step", before[0], item, actor=cast.principal)
    client = signed_in(cast.principal)
    assert "จากปี 2566" in client.get(address("panel", cast)).content.decode()
    assert "กรุณาเลือกหลักฐาน" in client.post(address("again", cast), headers=HTMX).content.decode()
    client.post(address("again", cast), {"items": [item.pk]}, headers=HTMX)
    use = RunStepEvidence.objects.get(target=cast.step)
    assert use.carried_from == 2566


def test_picking_answers_with_a_part_or_a_page(cast: Cast) -> None:
    item = evidence.link(cast.principal, cast.a, cast.a1, title="แผนปฏิบัติการ")
    client = signed_in(cast.principal)
    whole, part = client.get(address("pick", cast)), client.get(address("pick", cast), headers=HTMX)
    assert "<html" in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert "แผนปฏิบัติการ" in part.content.decode()
    assert "ไม่พบรายการ" in client.get(address("pick", cast), {"q": "ไม่มีคำนี้"}).content.decode()
    client.post(address("pick", cast), {"items": [item.pk]})
    assert RunStepEvidence.objects.get().item == item


def test_unknown_targets_are_not_found(cast: Cast) -> None:
    client = signed_in(cast.principal)
    for kind, key in (("no_kind", "1"), ("run_step", "0"), ("run_step", "abc"), ("run_step", "9" * 30)):
        assert client.get(reverse("evidence:panel", args=[kind, key])).status_code == 404


def test_panels_cost_the_same_for_one_target_and_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    procedure = cast.step.run.procedure
    before = evidence.steps(cast.director, cast.a, cast.a1, year=2566, procedure=procedure)
    for number, step in enumerate((*cast.steps, *before)):
        for name in range(3):
            item = evidence.link(cast.principal, cast.a, cast.a1, url=f"example.org/{number}/{name}")
            services.attach("run_step", step, item, actor=cast.principal)
    evidence.file(cast.principal, cast.a, cast.a1)

    def asked(steps: list[Any]) -> int:
        from django.contrib.auth import get_user_model
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        user = get_user_model().objects.get(pk=cast.principal.pk)
        run = (
            type(cast.step.run)
            .objects.select_related("district", "procedure__district", "school")
            .get(pk=cast.step.run_id)
        )
        rows = list(run.steps.select_related("step").filter(pk__in=[step.pk for step in steps]))
        for row in rows:
            row.run = run
        with CaptureQueriesContext(
            connection,
        ) as caught:
            found = queries.panels(user, "run_step", rows)
        assert len(found) == len(steps)
        assert all(len(panel.rows) == 3 for panel in found.values())
        return len(caught)

    assert asked(cast.steps[:1]) == asked(cast.steps) <= 8
