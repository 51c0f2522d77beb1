"""The pages of models, editions, weights, the import and colours: refusals, what was typed stays, query counts."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from supervision.indicators.importing.sheet import workbook
from supervision.indicators.models import Area, ColourScheme, Indicator, IndicatorImport, QualityModel
from tests.factories import base, improvement, levels, procedures

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(director: Any) -> Client:
    made = Client()
    made.force_login(director)
    return made


def at(name: str, *args: Any, **query: str) -> str:
    address = reverse(f"quality-models:{name}", args=[getattr(one, "pk", one) for one in args])
    return f"{address}?{urlencode(query)}" if query else address


def test_of_another_office_nothing_is_found(client: Client) -> None:
    other = base.district()
    model = improvement.a_quality_model(other)
    row = improvement.an_indicator_set(model)
    assert client.get(at("model", model)).status_code == 404
    assert client.get(at("set", row)).status_code == 404
    assert client.get(at("area", row.areas.first())).status_code == 404
    assert client.get(at("set-workbook", row)).status_code == 404
    assert client.post(at("set-retire", row)).status_code == 404


def test_who_only_reads_gets_no_buttons(district: Any, draft: Any) -> None:
    reader = Client()
    reader.force_login(base.user("supervisor", district))
    page = reader.get(at("set", draft)).content.decode()
    assert at("set-weights", draft) not in page
    assert at("set-publish", draft) not in page
    assert reader.get(at("set-weights", draft)).status_code == 403
    assert reader.post(at("set-publish", draft)).status_code == 403
    assert reader.get(at("colour", "qa-level")).status_code == 403
    assert at("colour", "qa-level") not in reader.get(at("colours")).content.decode()


def test_acts_are_not_done_by_looking(client: Client, model: Any, draft: Any) -> None:
    area = draft.areas.first()
    for name, row in (("set-publish", draft), ("set-even", draft), ("set-new", model), ("area-move", area),
                      ("model-active", model)):  # fmt: skip
        assert client.get(at(name, row)).status_code == 405


def test_parts_and_drafts_go_only_after_the_page_said_what_goes(client: Client, draft: Any) -> None:
    """One press beside แก้ไข took an area with all its indicators away for good."""
    area = draft.areas.first()
    indicator = area.indicators.first()
    page = client.get(at("set", draft)).text
    for name, row in (("indicator-remove", indicator), ("area-remove", area), ("set-delete", draft)):
        address = at(name, row)
        assert f'action="{address}"' not in page and f'href="{address}"' in page
        assert "เรียกคืนไม่ได้" in client.get(address).text
        assert type(row).objects.filter(pk=row.pk).exists()
        assert client.post(address).status_code == 302
        assert not type(row).objects.filter(pk=row.pk).exists()


def test_from_nothing_to_an_edition_in_use(client: Client, district: Any, director: Any) -> None:
    procedure = procedures.published(director, district, name="ห้าขั้น", level="office")
    client.post(at("model-new"), {"name": "รูปแบบของเขต", "procedure": procedure.pk, "goal_label": "2Q"})
    model = QualityModel.objects.get(name="รูปแบบของเขต")
    page = client.get(at("model", model)).content.decode()
    assert "เขียนร่าง" in page
    client.post(at("set-new", model))
    client.post(at("set-new", model))
    row = model.sets.get()

    def stamp() -> int:
        row.refresh_from_db()
        return row.stamp

    client.post(at("area-new", row), {"code": "Q1", "name": "นักเรียน", "weight": 100, "stamp": stamp()})
    area = Area.objects.get(set=row)
    client.post(at("indicator-new", area), {
        "area": area.pk, "code": "1.1", "title": "อ่านออก", "source": "self", "lowest": 0, "highest": 100, "decimals": 2,
        "weight": 60, "target": 80, "levels": "", "stamp": stamp(),
    })  # fmt: skip
    assert Indicator.objects.get(area=area).highest == 100
    page = client.get(at("set", row)).content.decode()
    assert "รวม 60 จาก 100" in page
    assert at("set-publish", row) not in page
    client.post(at("set-publish", row), {"stamp": stamp()})
    assert stamp() and row.state == "draft"
    client.post(at("area-even", area))
    assert at("set-publish", row) in client.get(at("set", row)).content.decode()
    client.post(at("set-publish", row), {"stamp": stamp()})
    assert stamp() and row.state == "published"
    client.post(at("set-edition", row))
    assert model.sets.get(state="draft").based_on == row


def test_a_refused_form_keeps_what_was_typed(client: Client, draft: Any) -> None:
    area = draft.areas.first()
    told = {
        "area": area.pk, "code": "2.1", "title": "ชื่อที่พิมพ์ไว้", "source": "assessor", "lowest": 1, "highest": 5,
        "decimals": 0, "weight": 10, "levels": "5 ดี: ครบ", "stamp": draft.stamp,
    }  # fmt: skip
    answer = client.post(at("indicator-new", area), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ชื่อที่พิมพ์ไว้" in page
    assert "มีตัวชี้วัดรหัส 2.1 ในชุดนี้แล้ว" in page
    unreadable = client.post(at("indicator-new", area), {**told, "code": "1.9", "levels": "ห้า ดี"}).content.decode()
    assert "บรรทัดที่ 1" in unreadable
    stale = client.post(at("indicator-new", area), {**told, "code": "1.9", "stamp": draft.stamp - 1})
    assert "มีผู้อื่นแก้ไข" in stale.content.decode()
    row = area.indicators.first()
    late = client.post(at("indicator", row), {**told, "code": row.code, "stamp": draft.stamp - 1})
    assert ("ตัวชี้วัด", row.title, "ชื่อที่พิมพ์ไว้") in late.context["conflict"]
    assert "ด้าน" not in {label for label, *_ in late.context["conflict"]}
    assert (
        client.post(at("indicator", row), {**told, "code": row.code, "stamp": late.context["stamp"]}).status_code == 302
    )


def test_weights_are_saved_and_told_when_they_do_not_add_up(client: Client, draft: Any) -> None:
    page = client.get(at("set-weights", draft)).content.decode()
    assert 'data-nt-sum="areas"' in page
    values: dict[str, Any] = {"stamp": draft.stamp}
    for area in draft.areas.prefetch_related("indicators"):
        values[f"area_{area.pk}"] = area.weight
        values |= {f"indicator_{row.pk}": row.weight for row in area.indicators.all()}
    first = draft.areas.first()
    answer = client.post(at("set-weights", draft), values | {f"area_{first.pk}": "20"}, follow=True)
    assert "รวมกันได้ 95 ต้องเป็น 100" in answer.content.decode()
    refused = client.post(at("set-weights", draft), values | {f"area_{first.pk}": "101"})
    assert (refused.status_code, 'value="101"' in refused.content.decode()) == (422, True)


def test_a_copy_opens_with_its_own_draft(client: Client, district: Any, model: Any, draft: Any) -> None:
    taken = client.post(at("model-copy", model), {"name": model.name, "purpose": "เป้าหมายที่พิมพ์"})
    assert (taken.status_code, "เป้าหมายที่พิมพ์" in taken.content.decode()) == (422, True)
    answer = client.post(at("model-copy", model), {"name": "APICE"}, follow=True)
    assert "ยังเป็นของรูปแบบเดิม" in answer.text  # its report prints the objectives of the procedure
    assert "ทำสำเนาแล้ว" in answer.content.decode()
    assert QualityModel.objects.get(name="APICE").sets.get().areas.count() == 5


def test_a_workbook_is_rehearsed_looked_at_and_confirmed_once(client: Client, draft: Any) -> None:
    data = workbook(draft)
    Indicator.objects.filter(area__set=draft, code="1.1").update(title="แก้หลังดาวน์โหลด")
    bad = client.post(at("set-import", draft), {"file": SimpleUploadedFile("a.xlsx", b"no")})
    assert (bad.status_code, "ไม่ใช่ไฟล์ Excel" in bad.content.decode()) == (422, True)
    answer = client.post(at("set-import", draft), {"file": SimpleUploadedFile("ตัวชี้วัด.xlsx", data)}, follow=True)
    page = answer.content.decode()
    assert "พร้อมนำเข้า" in page
    assert "แก้หลังดาวน์โหลด" in page
    run = IndicatorImport.objects.get()
    for _ in range(2):
        client.post(at("import-confirm", run))
    assert Indicator.objects.get(area__set=draft, code="1.1").title == "ตัวชี้วัด 1.1"
    assert client.get(at("set-workbook", draft)).headers["Content-Type"].endswith("sheet")
    client.post(at("import-drop", run))
    run.refresh_from_db()
    assert run.state == "applied"


def colours(**more: Any) -> dict[str, Any]:
    return {"name": "เกณฑ์ของเขต", "lower_blue": "4.5", "label_blue": "ยอดเยี่ยม", "lower_green": "3", "lower_red": "1",
            "lower_limit": "2.5", "stamp": 0, **more}  # fmt: skip


def test_a_scheme_is_written_told_what_is_wrong_and_taken_away(client: Client, district: Any) -> None:
    office = district
    address = at("colour", "qa-level")
    assert client.get(at("colour", "nothing")).status_code == 404
    assert client.get(at("colour", "qa-level", option="nothing")).status_code == 404
    wrong = client.post(address, colours(lower_green="4.5"))
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "ซ้อนกับสีน้ำเงิน" in page
    assert 'value="2.5"' in page
    meant = client.post(address, colours(label_yellow="พอใช้")).content.decode()
    assert "กรุณาระบุว่าสีนี้เริ่มที่เท่าใด" in meant
    assert client.post(address, colours()).status_code == 302
    scheme = ColourScheme.objects.get(district=office)
    late = client.post(address, colours(name="ของข้าพเจ้า"))
    assert (late.status_code, late.context["conflict"]) == (422, [("ชื่อเกณฑ์", "เกณฑ์ของเขต", "ของข้าพเจ้า")])
    shown = client.get(at("colours")).content.decode()
    assert "คะแนนขีดจำกัดล่าง 2.5" in shown
    option = at("colour", "qa-level", option="basic")
    assert client.post(option, colours(name="เฉพาะ")).url == option
    assert "เกณฑ์เฉพาะ" in client.get(at("colours")).content.decode()
    client.post(at("colour-remove", scheme))
    client.post(at("colour-remove", ColourScheme.objects.get(option="basic")))
    assert not ColourScheme.objects.exists()


def test_the_page_of_a_scheme_says_how_many_schools_stand_in_each_colour(client: Client, director: Any) -> None:
    office = levels.office()
    user = base.user("group_director", office)
    client.force_login(user)
    for word in ("ยอดเยี่ยม", "ดี", "ดี"):
        levels.give(levels.school(office), word, year=2567)
    client.post(at("colour", "qa-level"), colours(lower_limit="3.5"))
    page = client.get(at("colour", "qa-level")).content.decode()
    assert "ปีการศึกษา 2567" in page
    assert "2 โรงเรียน" in page
    assert "ต่ำกว่าขีดจำกัด 2 โรงเรียน" in page


@pytest.mark.parametrize(("page", "queries"), [("models", 14), ("model", 15), ("set", 14), ("colours", 14)])
def test_pages_cost_the_same_for_two_and_twenty(
    page: str, queries: int, client: Client, director: Any, district: Any, model: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    row = improvement.an_indicator_set(model, per_area=2)
    address = {"models": at("models"), "model": at("model", model), "set": at("set", row), "colours": at("colours")}[
        page
    ]
    client.get(address)
    with django_assert_max_num_queries(queries) as few:
        client.get(address)
    for number in range(18):
        other = improvement.a_quality_model(district, code=f"m{number}", name=f"รูปแบบ {number}")
        improvement.an_indicator_set(other)
        improvement.an_indicator_set(model)
    area = row.areas.first()
    assert area is not None
    Indicator.objects.bulk_create(
        Indicator(area=area, position=9, code=f"1.{number}", title="ตัวชี้วัด", weight=Decimal(1))
        for number in range(5, 25)
    )
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
