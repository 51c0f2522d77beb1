"""What people do by mistake: nothing is made twice, nothing typed is lost, the answer says what to do."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from core import files
from supervision.field.models import Visit
from supervision.field.services import visit_pointer
from supervision.planning.models import Plan
from tests.factories import base
from tests.factories import field as make
from tests.fixtures.browser import enter, sign_in, through, turns

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
BAD_NAME = "<script>alert(1)</script> บ้านนา"


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    district = base.district()
    cluster = base.cluster(district)
    school = base.school(district, cluster=cluster, name=BAD_NAME)
    supervisor = base.user("supervisor", district)
    base.assign(base.person_of(supervisor, district), cluster)
    return SimpleNamespace(district=district, school=school, supervisor=supervisor)


@pytest.fixture
def signed_in(cast: SimpleNamespace, client: Client) -> Client:
    client.force_login(cast.supervisor)
    return client


@pytest.fixture
def visit(cast: SimpleNamespace) -> Visit:
    return make.draft(cast.supervisor, cast.school, on=timezone.localdate())


def test_a_year_of_the_other_calendar_is_told(cast: SimpleNamespace, signed_in: Client) -> None:
    answer = signed_in.post("/plans/new/", {"kind": "personal", "fiscal_year": "2024"})
    assert answer.status_code == 422
    assert "2567" in answer.content.decode()
    assert not Plan.objects.filter(district=cast.district).exists()


def test_an_end_before_the_start_is_refused_and_the_text_stays(signed_in: Client, visit: Visit) -> None:
    given = {
        "visited_on": visit.visited_on.isoformat(), "time_in": "11.00", "time_out": "9.30", "round_no": "1",
        "way": "field", "topic": "เรื่องที่พิมพ์ไว้ยาว", "areas": ["academic"],
    }  # fmt: skip
    answer = signed_in.post(f"/visits/{visit.pk}/edit/", given)
    assert answer.status_code == 422
    assert "เวลากลับอยู่ก่อนเวลามาถึง" in answer.content.decode()
    assert "เรื่องที่พิมพ์ไว้ยาว" in answer.content.decode()


def test_a_photo_of_40_mb_is_refused_in_words(signed_in: Client, visit: Visit) -> None:
    huge = SimpleUploadedFile("ภาพ.jpg", b"\xff\xd8\xff" + b"0" * (40 * 1024 * 1024), "image/jpeg")
    answer = signed_in.post(f"/visits/{visit.pk}/photos/", {"photos": huge}, follow=True)
    assert "ภาพ.jpg" in answer.content.decode() or "MB" in answer.content.decode()
    assert not files.attachments_of(visit_pointer(visit))
    visit.refresh_from_db()
    assert visit.observed == "ห้องเรียนสะอาด"


def test_a_script_in_a_name_is_text(cast: SimpleNamespace, visit: Visit, new_page: Callable[..., Page]) -> None:
    page = new_page(phone=True)
    sign_in(page, cast.supervisor, f"/visits/{visit.pk}/")
    expect(page.get_by_role("heading", name=BAD_NAME)).to_be_visible()


def test_a_double_click_begins_one_visit(cast: SimpleNamespace, new_page: Callable[..., Page]) -> None:
    page = new_page(phone=True)
    sign_in(page, cast.supervisor, f"/visits/new/?school={cast.school.pk}")
    page.get_by_label("เรื่องที่นิเทศ").fill("นิเทศทั่วไป")
    page.get_by_role("checkbox", name="วิชาการ").check()
    with turns(page):
        page.get_by_role("button", name="เริ่มบันทึก").dblclick()
    expect(page.get_by_text("ผู้นิเทศ 1 คน")).to_be_visible()
    assert Visit.objects.filter(district=cast.district).count() == 1


def test_an_expired_session_in_the_middle_of_a_visit_loses_nothing(
    cast: SimpleNamespace, visit: Visit, new_page: Callable[..., Page]
) -> None:
    page, typed = new_page(phone=True, rough=True), "ข้อความยาวที่พิมพ์ตอนระบบออกเอง"
    page.on("dialog", lambda dialog: dialog.accept())
    sign_in(page, cast.supervisor, f"/visits/{visit.pk}/notes/")
    page.context.clear_cookies()
    page.get_by_label("จุดเด่น").press_sequentially(typed)
    through(page.locator("button.nt-btn-primary[name=then]"))
    page.goto(f"/visits/{visit.pk}/notes/")
    enter(page, cast.supervisor)
    page.get_by_role("button", name="นำข้อความกลับมา").click()
    expect(page.get_by_label("จุดเด่น")).to_have_value(typed)
    through(page.locator("button.nt-btn-primary[name=then]"))
    expect(page.get_by_role("heading", name="เพิ่มข้อค้นพบ")).to_be_visible()
    visit.refresh_from_db()
    assert visit.strengths == typed
