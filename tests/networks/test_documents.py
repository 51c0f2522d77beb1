"""The manual's three forms read back: figures, blank forms, the report of a year."""

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from core import pointers
from instruments.models import Answer, Item, Response
from instruments.queries import form_of
from schools.models import OutsideBody, OutsidePerson
from schools.published import published_kinds
from supervision.networks import services
from supervision.networks.models import Network, NetworkYear
from tests.documents.reading import plain, text_of
from tests.factories import networks


@pytest.fixture
def year(office: SimpleNamespace, network: Network) -> NetworkYear:
    services.add_members(network, actor=office.supervisor, who=office.schools)
    made = networks.a_whole_year(office.supervisor, network)
    services.close_survey(made.survey, actor=office.supervisor)
    return made


def _sheets(key: str, district: Any, folder: Path, **params: Any) -> dict[str, list[tuple[Any, ...]]]:
    target = folder / f"{key}.xlsx"
    given = [f"{name}={value}" for name, value in params.items()]
    call_command("report", key, district=district.code, format="xlsx", output=target, param=given, stdout=io.StringIO())
    return {sheet.title: list(sheet.values) for sheet in load_workbook(target)}


def test_the_report_prints_what_was_done_and_decided(office: SimpleNamespace, year: NetworkYear) -> None:
    services.report_year(year, actor=office.supervisor)
    text = text_of("network-report", office.district, year=year.pk)
    for words in (
        year.network.name, "โรงเรียนบ้านที่ 1", "ต้องการพี่เลี้ยง", "เปิดชั้นเรียนครั้งแรก", "ได้แผนใหม่", "ประชุมเครือข่าย", "ครูปรับแผนได้",
        "ขยายผล", "ขยายสมาชิกปีหน้า",
    ):  # fmt: skip
        assert plain(words) in text


@pytest.mark.parametrize(
    ("key", "words"), [("network-survey", ("ตอบ 3 ราย", "4.00")), ("network-follow-up", ("ติดตาม 1 ครั้ง", "4.00"))]
)
def test_results_and_blank_forms(
    office: SimpleNamespace, year: NetworkYear, tmp_path: Path, key: str, words: tuple[str, ...]
) -> None:
    text = text_of(key, office.district, year=year.pk)
    assert all(plain(word) in text for word in words)
    blank = text_of(key, office.district, year=year.pk, paper="blank")
    assert plain(year.network.name) in blank
    assert plain("มากที่สุด") in blank
    rows = _sheets(key, office.district, tmp_path, year=year.pk)["ผลรายข้อ"]
    assert any(row[3] == "รวมทุกข้อ" and f"{float(row[5]):.2f}" == words[1] for row in rows if len(row) > 5 and row[5])
    assert _sheets(key, office.district, tmp_path, year=year.pk, paper="blank")["แบบเปล่า"]


def _whose_words(office: SimpleNamespace, network: Network) -> NetworkYear:
    """A reported year with an outside person and body among the members, and words in the survey and the follow-up."""
    body = OutsideBody.objects.create(district=office.district, name="สมาคมครูอาวุโส", name_sort="สม")
    guest = OutsidePerson.objects.create(district=office.district, first_name="สมมุติ", last_name="ชุมชน", name_sort="สม")
    services.add_members(network, actor=office.supervisor, who=[guest, body], joined_on=networks.begin())
    year = networks.a_whole_year(office.supervisor, network)
    services.report_year(year, actor=office.supervisor)
    for sheets in ({"network_sheet__survey__year": year}, {"network_follow_up__year": year}):
        response = Response.objects.filter(**sheets).first()
        item = Item.objects.filter(section__version=response.version_id, kind=Item.Kind.TEXT).first()
        Answer.objects.create(response=response, item=item, text=f"คำของผู้ตอบ {next(iter(sheets))}")
    return NetworkYear.objects.get(pk=year.pk)


def test_the_published_report_has_no_words_of_members_and_names_nobody_from_outside(
    office: SimpleNamespace, network: Network
) -> None:
    year = _whose_words(office, network)
    private = [plain(words) for words in ("คำของผู้ตอบ", "สมมุติ ชุมชน", "สมาคมครูอาวุโส")]
    own = text_of("network-report", office.district, year=year.pk)
    assert all(words in own for words in private)
    services.publish_year(year, actor=office.head, schools=True, public=True)
    kind = next(row for row in published_kinds() if row.key == "network")
    key, given = kind.document(year)
    opened = text_of(key, office.district, **given)
    assert not [words for words in private if words in opened]
    for words in ("สมาชิกในปี 4 ราย", "บุคคลภายนอก 1 ราย", "หน่วยงานภายนอก 1 แห่ง", "โรงเรียนบ้านที่ 1", "ผู้ตอบ 4 ฉบับ"):
        assert plain(words) in opened
    # A report taken into the book of a meeting leaves the office too.
    assert pointers.provider("network_year").printed(str(year.pk)) == (key, {"year": str(year.pk), "copy": "published"})


@pytest.mark.parametrize("answered", [1, 2])
def test_one_or_two_answers_are_not_printed(office: SimpleNamespace, network: Network, answered: int) -> None:
    year = networks.a_year(office.supervisor, network)
    survey = networks.a_survey(office.supervisor, year)
    for row in survey.invitations.all()[:answered]:
        services.answer(row, answers=networks.answers(form_of(survey.version_id)))
    services.close_survey(survey, actor=office.supervisor)
    for key in ("network-survey", "network-report"):
        text = text_of(key, office.district, year=year.pk)
        assert plain("ผลแสดงเมื่อปิดรับแล้วและมีผู้ตอบตั้งแต่ 3 ราย") in text
        assert plain("4.00") not in text


def test_a_draft_is_marked_and_a_neighbour_prints_nothing(office: SimpleNamespace, year: NetworkYear) -> None:
    assert plain("ร่าง") in text_of("network-report", office.district, year=year.pk)
    with pytest.raises(Exception, match=r"."):
        text_of("network-report", office.other, year=year.pk)
