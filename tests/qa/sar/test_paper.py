"""The printed SAR: who may have it, what stands on it, the word ร่าง until it is sent."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from qa.levels.texts import texts_of
from qa.sar.documents import SarPaper
from reports.base import BuildContext, Reader
from tests.documents.reading import plain, text
from tests.factories import sar as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(office):
    return make.opened(office.director, office.district)


def printed(office, to: Path, **params: object) -> str:
    options = [f"--param={name}={value}" for name, value in params.items()]
    call_command("report", "sar", "--district", office.district.code, *options, "--output", str(to), verbosity=0)
    return text(to)


def context_for(office, user) -> BuildContext:
    form = SarPaper().form(Reader(user), office.district.code)
    raw = form.default_data()
    _, cleaned = SarPaper().clean(Reader(user), office.district.code, raw)
    return BuildContext(office.district.code, cleaned, "pdf", Reader(user))


def test_another_office_and_an_office_before_it_was_sent_get_nothing(office, call) -> None:
    make.begun(call, office.school, office.principal)
    paper = SarPaper()
    assert not paper.may_run(office.far, office.district.code)
    for user in (office.principal, office.supervisor):
        assert paper.may_run(user, office.district.code)
    with pytest.raises(Exception, match="ยังไม่ส่ง"):
        paper.pdf(context_for(office, office.director))
    assert paper.pdf(context_for(office, office.principal)).parts[0].mark == "draft"


def test_what_was_sent_is_printed_with_levels_working_and_evidence(office, call, tmp_path) -> None:
    held = make.sent(call, office.school, office.principal, values={"3.1": 5})
    found = plain(printed(office, tmp_path / "sar.pdf", digits="arabic"))
    for words in (
        office.school.name, "ปีการศึกษา 2567", "ส่วนที่ 4", "หลักฐานที่ 1", "(5 + 4 + 4 + 4 + 4) ÷ 5 = 4.2", make.WORDS["how"],
        "ประธานคณะกรรมการสถานศึกษา", "ฉบับที่ 1",
    ):  # fmt: skip
        assert plain(words) in found, words
    paper = SarPaper()
    sent = paper.pdf(context_for(office, office.director)).parts[0]
    assert sent.mark == ""
    # While it is back at the school the office goes on reading what was sent.
    from qa.sar import services

    services.return_sar(held, actor=office.supervisor, reason="ปรับ", now=make.at())
    services.save_summary(held, actor=office.principal, plan="แผนที่ยังไม่ส่ง", now=make.at())
    again = paper.pdf(context_for(office, office.director)).parts[0]
    assert "แผนที่ยังไม่ส่ง" not in str(again) and again.mark == ""
    assert paper.pdf(context_for(office, office.principal)).parts[0].mark == "draft"


def test_a_school_without_a_sar_is_told(office, call, tmp_path) -> None:
    make.begun(call, office.school, office.principal)
    with pytest.raises(CommandError):
        printed(office, tmp_path / "none.pdf", school=office.neighbour.pk)


def test_points_for_the_synthesis_come_from_what_was_sent(office, call) -> None:
    make.written(call, office.school, office.principal)
    assert texts_of(office.district, 2567, "basic", "self") == []
    make.sent(call, office.neighbour, office.neighbour_principal)
    told = texts_of(office.district, 2567, "basic", "self")
    assert len(told) == 6 and {one.school for one in told} == {office.neighbour.pk}
    assert texts_of(office.district, 2567, "basic", "office") == []
