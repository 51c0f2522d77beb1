"""Evidence on a phone, the whole way: files in parts with one refused, a link, one from the store; the review."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from core.models import Upload
from evidence import services
from processes.models import RunStepEvidence
from tests.core import pictures
from tests.evidence.media import mp4
from tests.factories import base, evidence
from tests.fixtures.browser import answered, fits, sign_in

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def opened(new_page: Callable[..., Page], user: Any, path: str, *, phone: bool = True) -> Page:
    return sign_in(new_page(phone=phone), user, path)


def sent(name: str, kind: str, content: bytes) -> Any:
    return {"name": name, "mimeType": kind, "buffer": content}


def test_from_the_phone_of_a_principal_to_the_desk_of_a_director(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    school = base.school(district)
    director, principal = base.user("group_director", district), base.user("principal", school)
    step = evidence.steps(director, district, school)[0]
    services.add_link("https://example.org/plan", title="แผนปฏิบัติการ", district=district, school=school, actor=principal)
    address = f"/runs/{step.run_id}/steps/{step.pk}/"

    page = opened(new_page, principal, address)
    page.get_by_text("เพิ่มหลักฐาน").click()
    fits(page)
    clip = mp4(weight=700_000)
    page.locator("input[type=file][multiple]").set_input_files(
        [
            sent("กิจกรรม.mp4", "video/mp4", clip),
            sent("คำสั่ง.pdf", "application/pdf", pictures.jpeg()),
            sent("ภาพ.jpg", "image/jpeg", pictures.jpeg(shade=7)),
        ]
    )
    expect(page.get_by_text("กิจกรรม.mp4 · 684 KB")).to_be_visible()
    page.get_by_role("button", name="แนบไฟล์").click()
    expect(page.get_by_role("link", name="กิจกรรม", exact=True)).to_be_visible()
    expect(page.get_by_text("ลงท้ายด้วย .pdf แต่เนื้อหาเป็นภาพถ่าย")).to_be_visible()
    assert sorted(RunStepEvidence.objects.values_list("item__title", flat=True)) == ["กิจกรรม", "ภาพ"]
    assert Upload.objects.get(size=len(clip)).done_at is not None, "it went in parts"

    page.get_by_text("เพิ่มหลักฐาน").click()
    page.get_by_label("ลิงก์", exact=True).fill("youtu.be/abc")
    with answered(page):
        page.get_by_role("button", name="เพิ่มลิงก์").click()
    expect(page.locator(".nt-proof").filter(has_text="youtu.be")).to_be_visible()
    page.get_by_text("เพิ่มหลักฐาน").click()
    page.get_by_role("link", name="เลือกจากคลังหรือรายการในระบบ").click()
    page.get_by_label("แผนปฏิบัติการ").check()
    fits(page)
    page.get_by_role("button", name="ใช้รายการที่เลือกเป็นหลักฐาน").click()
    expect(page.locator(".nt-proof")).to_have_count(4)
    assert page.url.endswith(address), "all of it in the page itself"

    desk = opened(new_page, director, address, phone=False)
    with answered(desk):
        desk.locator(".nt-proof").filter(has_text="แผนปฏิบัติการ").get_by_role("button", name="รับ").click()
    expect(desk.get_by_text("รับแล้ว")).to_be_visible()
    clips = desk.locator(".nt-proof").filter(has_text="กิจกรรม")
    clips.locator("summary").click()
    clips.get_by_label("เหตุที่ส่งกลับ").fill("ยาวเกินไป")
    with answered(desk):
        clips.get_by_role("button", name="ส่งกลับพร้อมเหตุผล").click()
    expect(desk.get_by_text("“ยาวเกินไป”")).to_be_visible()
    page.reload()
    expect(page.get_by_text("“ยาวเกินไป”")).to_be_visible()


def test_a_cut_line_costs_one_part(db: None, new_page: Callable[..., Page]) -> None:
    district = base.district()
    school = base.school(district)
    director, principal = base.user("group_director", district), base.user("principal", school)
    step = evidence.steps(director, district, school)[0]
    page = opened(new_page, principal, f"/runs/{step.run_id}/steps/{step.pk}/")
    parts: list[int] = []

    def cut_once(route: Any) -> None:
        if route.request.method == "PATCH":
            parts.append(int(route.request.headers["upload-offset"]))
            if len(parts) == 2:
                route.abort()
                return
        route.continue_()

    page.route("**/evidence/uploads/**", cut_once)
    page.get_by_text("เพิ่มหลักฐาน").click()
    page.locator("input[type=file][multiple]").set_input_files([sent("คลิป.mp4", "video/mp4", mp4(weight=700_000))])
    page.get_by_role("button", name="แนบไฟล์").click()
    expect(page.get_by_role("link", name="คลิป", exact=True)).to_be_visible()
    assert parts == [0, 262144, 262144, 524288]
