"""`model-report`: the year's figures by the steps of the model, or in five chapters; private results stay private."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone

from core.errors import DomainError
from reports import registry
from reports.base import BuildContext, Reader
from supervision.progress.services import begin_next
from supervision.recognition.queries.year import reached_of, year_of
from supervision.results import services as results
from supervision.results.models import Edition
from tests.documents.reading import plain
from tests.factories import base, model_year, recognition

pytestmark = pytest.mark.django_db


def words(year: SimpleNamespace, user, **given: str) -> str:
    """The HTML of the report as `user` gets it, plain."""
    document = registry.get("model-report")
    reader = Reader(user)
    given = {"programme": str(year.year.pk), "digits": "arabic", **given}
    _, params = document.clean(reader, year.district.code, given)
    book = document.pdf(BuildContext(year.district.code, params, "pdf", reader))
    return plain(" ".join(block.html for block in book.parts))


@pytest.fixture
def year() -> SimpleNamespace:
    """Signed but for one, one school that asks for help, judged; not published."""
    today = timezone.localdate()
    made = model_year.opened(model_year.an_office(), today=today)
    model_year.signed(made, on=today - timedelta(days=200))
    model_year.reported(made, 0, on=today - timedelta(days=30), status="on_track")
    model_year.reported(made, 4, on=today - timedelta(days=20), help_wanted="ขาดครูภาษาไทย")
    made.edition = model_year.judged(made)
    return made


def test_who_it_reached_is_counted_of_everybody(year: SimpleNamespace) -> None:
    today = timezone.localdate()
    pages = {"agreements", "progress-reports", "evaluation"}
    found = reached_of(year.year, day=today, judged=[], pages=pages)
    assert (found.total.schools.n, found.total.directors.n, found.total.teachers.n) == (5, 5, 32)
    assert found.total.pupils.n == 100 + 101 + 102 + 103
    assert found.uncounted == (year.schools[4].name,)
    assert len(found.depths) == 4
    signed, reported = found.depths[1:3]
    assert (signed.schools.n, signed.schools.share, signed.pupils.n) == (4, "80.00", 406)
    assert (reported.schools.n, reported.teachers.n) == (2, 8)


def test_each_step_of_the_procedure_has_its_figures(year: SimpleNamespace) -> None:
    results.publish(year.edition, actor=year.head)
    recognition.a_shown_practice(year.schools[0], year.principals[0], year.head, programme=year.year)
    recognition.an_announced_award(year.head, year.district, [year.schools[0]], programme=year.year)
    begin_next(year.year, actor=year.head)
    told = words(year, year.head)
    for said in (
        "Teamwork : T", "Evaluation : E", "คณะทำงานขับเคลื่อนคุณภาพ", "คำสั่งที่ 7/2568",
        "ลงนามบันทึกข้อตกลงครบทั้งสองฝ่าย 4 โรงเรียน", "รายงานความก้าวหน้า 2 ฉบับ", "ขาดครูภาษาไทย", "ยังไม่มีบันทึกความร่วมมือ",
        "สูงกว่าข้อมูลฐาน 4 โรงเรียน ต่ำกว่าข้อมูลฐาน 1 โรงเรียน", "โรงเรียนคุณภาพดีเด่น", "อ่านคล่องทุกเช้า",
        "ในสังกัด", "ต่ำกว่าคะแนนขีดจำกัดล่าง (ร้อยละ 50.00) 1 โรงเรียน", "มีกิจกรรมที่นำต่อจากปีนี้",
    ):  # fmt: skip
        assert plain(said) in told, said


def test_results_stay_private_until_they_are_published(year: SimpleNamespace) -> None:
    hidden = words(year, year.supervisor)
    assert plain("ผลการประเมินยังไม่เผยแพร่") in hidden
    assert plain("ประเมินผลครบทุกตัวชี้วัด") not in hidden
    early = words(year, year.head)
    assert plain("ผลนี้ยังไม่เผยแพร่ ใช้ภายในเท่านั้น") in early
    results.publish(year.edition, actor=year.head)
    assert plain("โรงเรียนที่ประเมินครบ 5 โรงเรียน") in words(year, year.supervisor)


def test_names_beside_ranks_are_printed_only_where_they_are_asked_for(year: SimpleNamespace) -> None:
    results.publish(year.edition, actor=year.head)
    name = plain("โรงเรียนที่ต้องช่วยเหลือก่อน")
    assert name not in words(year, year.head)
    assert name in words(year, year.head, named="1")


def test_five_chapters_hold_the_same_figures(year: SimpleNamespace) -> None:
    results.publish(year.edition, actor=year.head)
    told = words(year, year.head, shape="chapters")
    for said in ("บทที่ 1 บทนำ", "บทที่ 2", "บทที่ 3", "บทที่ 4", "บทที่ 5 สรุป", "ให้ทุกโรงเรียนมีคุณภาพทั้งสี่ด้าน",
                 "ลงนามบันทึกข้อตกลงครบทั้งสองฝ่าย 4 โรงเรียน"):  # fmt: skip
        assert plain(said) in told, said


def test_it_is_of_the_readers_office_alone(year: SimpleNamespace) -> None:
    stranger = base.user("group_director", base.district())
    document = registry.get("model-report")
    assert not document.may_run(stranger, year.district.code)
    assert not document.may_run(year.principals[0], year.district.code)
    with pytest.raises(DomainError):
        document.clean(Reader(stranger), year.district.code, {"programme": str(year.year.pk)})


def test_the_same_year_makes_the_same_paper(year: SimpleNamespace, tmp_path: Path) -> None:
    assert words(year, year.head) == words(year, year.head)


def test_a_year_of_twice_the_schools_asks_no_more_queries(django_assert_max_num_queries) -> None:
    today = timezone.localdate()
    for many in (3, 9):
        made = model_year.opened(model_year.an_office(schools=many), today=today)
        model_year.judged(made, given=(4,) * many)
        with django_assert_max_num_queries(110):
            year_of(made.year, editions=Edition.objects.all(), today=today, named=True)


def test_a_day_after_the_end_speaks_of_the_end(year: SimpleNamespace) -> None:
    assert year_of(year.year, editions=Edition.objects.none(), today=date(2099, 1, 1)).day == year.year.ends_on
