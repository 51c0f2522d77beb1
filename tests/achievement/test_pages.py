"""The pages of test results: what each reader sees, typed text kept, a workbook's way, fixed numbers of queries."""

import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.thai.breaks import plain
from supervision.achievement import services
from supervision.achievement.models import BankItem, ExamResult, Paper, ResultImport
from tests.factories import achievement, base
from tests.factories.achievement import give, paper, workbook


def words_of(client: Client, address: str) -> str:
    """What a page says, without the marks where long words may break."""
    return plain(client.get(address).content.decode())


def client_of(user: object) -> Client:
    made = Client()
    made.force_login(user)
    return made


def test_the_office_and_a_school(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    give(thai, 60)
    for number, school in enumerate(office.schools):
        for year in (2566, 2567):
            give(thai, 50 + number, school=school, year=year)
    page = client_of(office.supervisor).get(reverse("achievement:index")).content.decode()
    assert "51.00" in page
    assert "-9.00" in page
    page = words_of(client_of(office.supervisor), reverse("achievement:paper", args=[thai.pk]))
    assert office.schools[2].name in page
    page = client_of(office.supervisor).get(reverse("achievement:warnings")).content.decode()
    assert "ต้องเฝ้าระวัง 3 โรงเรียน" in page
    assert "ต่ำกว่าระดับประเทศ 10.00 คะแนน" in page
    client = client_of(office.principals[0])
    assert client.get(reverse("achievement:index"))["Location"] == reverse(
        "achievement:school", args=[office.schools[0].pk]
    )
    page = client.get(reverse("achievement:school", args=[office.schools[0].pk])).content.decode()
    assert "50.00" in page
    assert "52.00" not in page
    assert client.get(reverse("achievement:school", args=[office.schools[1].pk])).status_code == 404
    assert client.get(reverse("achievement:warnings")).status_code == 403
    assert "ผลการทดสอบ" in client.get(reverse("schools:school", args=[office.schools[0].pk])).content.decode()
    assert "ต้องเฝ้าระวัง 3 โรงเรียน" in client_of(base.user("office_director", office.district)).get("/").content.decode()


@pytest.mark.parametrize("typed", ["2024", "256", "2500", ""])
def test_a_mistyped_year_of_the_blank_workbook_is_told_in_its_box(office: SimpleNamespace, typed: str) -> None:
    """2500 is a year, of which this exam has no paper."""
    part = paper(office.district)
    Paper.objects.filter(exam=part.exam).update(year_from=2560, year_to=None)
    client = client_of(office.head)
    response = client.get(reverse("achievement:import-template"), {"exam": part.exam_id, "year": typed}, follow=True)
    page = response.content.decode()
    box = page[page.index("id_year") :]
    assert f'value="{typed}"' in box or not typed
    assert "nt-error" in box
    assert f'<option value="{part.exam_id}" selected>' in page
    assert not list(response.context["messages"])


def test_the_way_of_a_workbook(office: SimpleNamespace) -> None:
    achievement.exams_of(office.district)
    client = client_of(office.head)
    exam = paper(office.district).exam
    blank = client.get(reverse("achievement:import-template"), {"exam": exam.pk, "year": "2567"})
    sheet = load_workbook(io.BytesIO(blank.content)).worksheets[0]
    assert sheet.max_row == 1 + 3 * 4 + 2 * 13  # the schools teach to ป.6; district and country have every paper
    assert client.get(reverse("achievement:import-template"), {"exam": exam.pk, "year": ""}).status_code == 302
    assert client.post(reverse("achievement:imports"), {"file": ""}).status_code == 422
    rows = [
        (office.schools[0].code10, "O-NET", 2567, "ป.6", "ภาษาไทย", 9, 44),
        ("1", "O-NET", 2567, "ป.6", "ภาษาไทย", 9, 4),
    ]
    upload = SimpleUploadedFile("a.xlsx", workbook(rows))
    assert client.post(reverse("achievement:imports"), {"file": upload}).status_code == 302
    run = ResultImport.objects.get()
    assert "ไม่พบโรงเรียน" in client.get(reverse("achievement:import", args=[run.pk])).content.decode()
    assert client.post(reverse("achievement:import-confirm", args=[run.pk])).status_code == 422
    client.post(reverse("achievement:import-confirm", args=[run.pk]), {"skip_refused": "on"})
    assert ExamResult.objects.get().mean == 44
    client.post(reverse("achievement:import-confirm", args=[run.pk]), {"skip_refused": "on"})
    assert ExamResult.objects.count() == 1


def test_one_result_by_hand(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    client = client_of(office.head)
    typed = {
        "paper": thai.pk, "academic_year": "2567", "scope": "school", "school": office.schools[0].pk, "sat": "10",
        "mean": "101",
    }  # fmt: skip
    page = client.post(reverse("achievement:result-new"), typed)
    assert page.status_code == 422
    assert "ระหว่าง 0 ถึง 100" in page.content.decode()
    assert 'value="101"' in page.content.decode()
    assert client.post(reverse("achievement:result-new"), {**typed, "mean": "47.5"}).status_code == 302
    row = ExamResult.objects.get()
    edit = {"sat": "10", "mean": "48", "strong": "1", "middle": "2", "weak": "7"}
    assert client.post(reverse("achievement:result-edit", args=[row.pk]), {**edit, "weak": "8"}).status_code == 422
    assert client.post(reverse("achievement:result-edit", args=[row.pk]), edit).status_code == 302
    row.refresh_from_db()
    assert (row.mean, row.weak) == (Decimal(48), 7)
    assert client.post(reverse("achievement:result-remove", args=[row.pk]), {"reason": "ผิด"}).status_code == 302
    assert not ExamResult.objects.exists()


def test_a_typed_result_of_a_grade_not_taught_is_kept_and_warned_of(office: SimpleNamespace) -> None:
    client, school = client_of(office.head), office.schools[0]
    typed = {
        "paper": paper(office.district, grade="ม.3").pk, "academic_year": "2567", "scope": "school",
        "school": school.pk, "sat": "10", "mean": "47.5",
    }  # fmt: skip
    page = client.post(reverse("achievement:result-new"), typed, follow=True).content.decode()
    assert f"{school.name} เปิดสอน ป.1–ป.6 ตามทะเบียนโรงเรียน แต่มีผลของชั้น ม.3" in page
    assert ExamResult.objects.get().school == school


def test_lists_of_tests_by_data(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    client = client_of(office.head)
    exam = {
        "code": "ntx",
        "name": "การทดสอบใหม่",
        "short_name": "NTX",
        "level": "district",
        "position": "9",
        "is_active": "on",
    }
    assert client.post(reverse("achievement:exam-new"), {**exam, "code": "ก"}).status_code == 422
    assert client.post(reverse("achievement:exam-new"), exam).status_code == 302
    more = {"grade": "ป.6", "subject": "ภาษาไทย", "position": "1", "is_active": "on", "years_off": "2563, 2564"}
    assert client.post(reverse("achievement:paper-edit", args=[thai.pk]), {**more, "years_off": "ก"}).status_code == 422
    assert client.post(reverse("achievement:paper-edit", args=[thai.pk]), more).status_code == 302
    thai.refresh_from_db()
    assert thai.years_off == [2563, 2564]
    rule = {"below_national": "7", "falling_years": "", "weak_share": "120"}
    assert client.post(reverse("achievement:rule"), rule).status_code == 422
    assert client.post(reverse("achievement:rule"), {**rule, "weak_share": ""}).status_code == 302
    assert "7.00 คะแนน" in client.get(reverse("achievement:warnings")).content.decode()


def test_the_bank_in_the_browser(office: SimpleNamespace) -> None:
    item = achievement.an_item(office.supervisor, office.district)
    client = client_of(office.principals[0])
    assert item.title in words_of(client, reverse("achievement:bank"))
    assert client.get(reverse("achievement:item", args=[item.pk])).status_code == 200
    address = reverse("achievement:item-use", args=[item.pk])
    assert client.get(address).context["form"]["used_on"].value() == timezone.localdate()
    typed = {"used_on": "1 มิ.ย. 2568", "school": office.schools[0].pk, "purpose": "", "outcome": "ทำได้ดี"}
    page = client.post(address, typed)
    assert page.status_code == 422
    assert "ทำได้ดี" in page.content.decode()
    assert client.post(address, {**typed, "purpose": "สอบก่อนเรียน"}).status_code == 302
    client = client_of(office.supervisor)
    group = item.subject_group_id
    new = {"title": "ใหม่", "subject_group": group, "grade": "ป.3", "indicator": "ท 1.1", "kind": "choice"}
    assert client.post(reverse("achievement:item-new"), new).status_code == 302
    assert client.post(reverse("achievement:item-withdraw", args=[item.pk]), {"reason": "เก่า"}).status_code == 302
    assert BankItem.objects.in_use().count() == 1


def _many(office: SimpleNamespace, count: int) -> None:
    thai = paper(office.district)
    for number in range(count):
        school = base.school(office.district, cluster=office.cluster)
        give(thai, 30, school=school, strong=1, middle=1, weak=8)
        achievement.an_item(office.head, office.district, title=f"ชุด {school.pk}")
        achievement.a_check(office.head, school, office.version, done=number % 2 == 0)


def test_an_open_check_is_its_reviewers_alone(office: SimpleNamespace) -> None:
    """A colleague learns that it is under way; who may cancel it opens it without what it says."""
    row = achievement.a_check(office.head, office.schools[0], office.version)
    services.save_check(row, actor=office.head, values={"advice": "ยังไม่ควรรู้"}, answers={})
    page, listed = reverse("achievement:check", args=[row.pk]), reverse("achievement:checks")
    other_head, reader = base.user("group_director", office.district), base.user("office_director", office.district)
    assert "ยังไม่ควรรู้" in words_of(client_of(office.head), page)
    for user, status in ((other_head, 200), (office.supervisor, 403), (reader, 403)):
        answer = client_of(user).get(page)
        assert answer.status_code == status
        assert "ยังไม่ควรรู้" not in plain(answer.content.decode())
        shown = words_of(client_of(user), listed)
        assert "กำลังตรวจ" in shown
        assert (page in shown) == (status == 200)
    services.save_check(row, actor=office.head, values={}, answers=achievement.answers_of(office.version))
    services.finish_check(row, actor=office.head)
    assert "ยังไม่ควรรู้" in words_of(client_of(reader), page)


@pytest.mark.parametrize("name", ["index", "paper", "warnings", "bank", "checks", "exams", "imports"])
def test_queries_do_not_grow(office: SimpleNamespace, name: str) -> None:
    thai = paper(office.district)
    give(thai, 60)
    _many(office, 2)
    client = client_of(office.head)
    address = reverse(f"achievement:{name}", args=[thai.pk] if name == "paper" else [])

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    before = count()
    _many(office, 5)
    assert count() == before
