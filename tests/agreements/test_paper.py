"""The printed agreement: one or all, page numbers of each, signatures never alone, long names, Thai digits."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core.errors import DomainError
from reports import registry
from reports.base import BuildContext, Reader
from supervision.agreements import services
from supervision.improvement.models import Participation, Programme
from supervision.indicators.models import Indicator
from tests.agreements.conftest import Year
from tests.documents import reading
from tests.factories import agreements, base
from tests.factories.agreements import DAY, issued
from tests.factories.improvement import a_programme, a_quality_model, an_indicator_set

pytestmark = pytest.mark.django_db
LONG = "โรงเรียนชุมชนบ้านนาพึง นามาลา หัวด่านนาปูน (ท่านผู้หญิงประภาศรี กำลังเอกอุปถัมภ์ ๒๕๓๗) สาขาบ้านห้วยน้ำผักทุ่งใหญ่ใต้"
TITLES = (
    "ผู้เรียนมีผลสัมฤทธิ์ทางวิชาการสูงขึ้นต่อเนื่องทุกกลุ่มสาระการเรียนรู้ ทั้งระดับสถานศึกษาและระดับชาติ เมื่อเทียบกับปีที่ผ่านมา",
    "ครูจัดการเรียนรู้ที่ตอบสนองความแตกต่างระหว่างบุคคล ใช้สื่อ แหล่งเรียนรู้ และเทคโนโลยีสมัยใหม่ได้อย่างเหมาะสม",
    "ที่พักน้ำดื่มน้ำใช้ ห้องน้ำห้องส้วม และพื้นที่ทั่วไปปลอดภัย",
)


def printed(target: Path, year: Any, **params: Any) -> Path:
    given = [f"{name}={value}" for name, value in {"digits": "arabic", **params}.items()]
    path = target / "mou.pdf"
    call_command("report", "mou", district=year.district.code, format="pdf", output=path, param=given)
    return path


def big_programme(year: Year, per_area: int) -> Participation:
    """A year of its own with many long indicators, for a school with a very long name."""
    school = base.school(year.district, name=LONG)
    base.user("principal", school, name="นางสาวผู้ปฏิบัติ ยิ่งปิ่นปักษ์")
    chosen = an_indicator_set(a_quality_model(year.district, code=f"many-{per_area}"), per_area=per_area)
    for number, one in enumerate(Indicator.objects.filter(area__set=chosen)):
        Indicator.objects.filter(pk=one.pk).update(title=TITLES[number % 3])
    made: Programme = a_programme(year.head, year.district, schools=[school], set=chosen)
    agreements.targets(made)
    part: Participation = made.participations.get()
    return part


def pages(path: Path) -> list[str]:
    return reading.text(path).split("\f")[:-1]


def test_nothing_issued_is_told(year: Year, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ยังไม่มีบันทึกข้อตกลง"):
        printed(tmp_path, year, programme=year.programme.pk)


def test_one_says_who_agrees_on_what(year: Year, tmp_path: Path) -> None:
    made = issued(year.head, year.parts[0])
    words = reading.plain(reading.text(printed(tmp_path, year, programme=year.programme.pk, agreement=made.pk)))
    for said in (
        "โรงเรียนบ้านทดสอบที่ 1", "เลขที่ 1/2568", "นายนำ ตัวอย่าง", "นางผู้บริหาร คนที่1", "15 พฤศจิกายน 2567", "Q4", "ตัวชี้วัด 4.2",
        "พยานฝ่ายโรงเรียน", "ประธานกรรมการสถานศึกษา", made.content_hash[:12],
    ):  # fmt: skip
        assert reading.plain(said) in words, said


def test_a_percentage_is_said_as_in_thai(year: Year, tmp_path: Path) -> None:
    Indicator.objects.filter(area__set=year.programme.set).update(unit="ร้อยละ")
    made = issued(year.head, year.parts[0])
    words = reading.plain(reading.text(printed(tmp_path, year, programme=year.programme.pk, agreement=made.pk)))
    assert reading.plain("ร้อยละ 5") in words
    assert reading.plain("5 ร้อยละ") not in words


def test_all_in_one_file_each_with_its_own_page_numbers(year: Year, tmp_path: Path) -> None:
    done = services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    services.cancel(done.made[0], actor=year.head, reason="ออกผิด")
    found = [reading.plain(page) for page in pages(printed(tmp_path, year, programme=year.programme.pk))]
    numbers = [re.findall(r"หน(\d+)", page)[-1] for page in found]
    assert numbers == ["1", "2", "1", "2"]
    assert reading.plain("เลขที่ 1/2568") not in "".join(found)


@pytest.mark.parametrize("per_area", [3, 5, 8])
def test_signatures_never_stand_alone(year: Year, tmp_path: Path, per_area: int) -> None:
    """However many targets come before them, the last words of the text stand on their page."""
    part = big_programme(year, per_area)
    made = issued(year.head, part)
    found = [
        reading.plain(page) for page in pages(printed(tmp_path, year, programme=part.programme_id, agreement=made.pk))
    ]
    last = found[-1]
    assert reading.plain("จึงลงลายมือชื่อไว้เป็นสำคัญ") in last
    assert reading.plain("พยานฝ่ายโรงเรียน") in last
    assert sum(reading.plain("พยานฝ่ายโรงเรียน") in page for page in found) == 1
    # The head of the table stands again on each page that has rows.
    rows = [page for page in found if re.search(r"4\.\d|3\.\d", page)]
    assert all(reading.plain("ค่าเป้าหมาย") in page for page in rows)


def test_a_draft_is_marked_and_needs_no_number(year: Year, tmp_path: Path) -> None:
    path = printed(tmp_path, year, programme=year.programme.pk, preview=year.parts[1].pk)
    words = reading.plain(reading.text(path))
    assert reading.plain("โรงเรียนบ้านทดสอบที่ 2") in words
    assert reading.plain("เลขที่ 1/2568") not in words


def test_a_school_prints_its_own_and_no_other(year: Year) -> None:
    mine, other = (issued(year.head, year.parts[n]) for n in (0, 2))
    document, reader = registry.get("mou"), Reader(year.principals[0])
    assert document.may_run(year.principals[0], year.district.code)
    assert not document.may_run(year.stranger, year.district.code)
    given = {"programme": year.programme.pk, "agreement": mine.pk}
    _, params = document.clean(reader, year.district.code, given)
    assert params["agreement"] == mine
    with pytest.raises(DomainError, match="ไม่พบ"):
        document.clean(reader, year.district.code, {**given, "agreement": other.pk})
    with pytest.raises(DomainError, match="ไม่พบ"):
        document.clean(reader, year.district.code, {"programme": year.programme.pk, "preview": year.parts[1].pk})


def test_all_cost_the_same_queries_however_many(year: Year, django_assert_max_num_queries: Any) -> None:
    def built() -> int:
        _, params = registry.get("mou").clean(Reader(year.head), year.district.code, {"programme": year.programme.pk})
        context = BuildContext(year.district.code, params, "pdf", Reader(year.head))
        with django_assert_max_num_queries(12) as counted:
            registry.get("mou").pdf(context)
        return len(counted)

    issued(year.head, year.parts[0])
    few = built()
    services.issue_all(year.programme, actor=year.head, dated=DAY, use_office=True)
    assert built() == few
