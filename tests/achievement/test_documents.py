"""`test-results` read back: the office's and a school's, PDF and workbook, and its refusals."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.documents.reading import text, words
from tests.factories import base
from tests.factories.achievement import give, paper


def _filled(office: SimpleNamespace) -> None:
    thai = paper(office.district)
    for year, national in ((2566, 58), (2567, 60)):
        give(thai, national, year=year)
        for number, school in enumerate(office.schools):
            give(thai, 50 + number, school=school, year=year, strong=2, middle=5, weak=3)


def _report(office: SimpleNamespace, path: Path, kind: str, **params: object) -> Path:
    given = [f"{name}={value}" for name, value in params.items()]
    more = {"param": given} if given else {}
    call_command("report", "test-results", district=office.district.code, format=kind, output=path, **more)
    return path


def test_the_offices_paper(office: SimpleNamespace, tmp_path: Path) -> None:
    _filled(office)
    said = " ".join(word.text for word in words(_report(office, tmp_path / "a.pdf", "pdf", digits="arabic")))
    for figure in ("2567", "51.00", "60.00", "50.00", "52.00"):
        assert figure in said, figure


def test_the_star_is_explained_only_where_one_stands(office: SimpleNamespace, tmp_path: Path) -> None:
    _filled(office)
    said = "คิดจากผลของโรงเรียน"
    assert said in text(_report(office, tmp_path / "a.pdf", "pdf"))
    give(paper(office.district), 53, year=2567, scope="district")
    assert said not in text(_report(office, tmp_path / "b.pdf", "pdf"))


def test_the_offices_workbook(office: SimpleNamespace, tmp_path: Path) -> None:
    _filled(office)
    book = load_workbook(_report(office, tmp_path / "a.xlsx", "xlsx"))
    assert book.sheetnames == ["ภาพรวมเขต", "รายโรงเรียน", "ผลละเอียด", "เฝ้าระวัง"]
    cells = [[cell for cell in row if cell is not None] for row in book["ผลละเอียด"].iter_rows(values_only=True)]
    detail = [row for row in cells if row and row[0] == office.schools[0].code10]
    assert detail == [
        [office.schools[0].code10, office.schools[0].name, "O-NET", 2567, "ป.6", "ภาษาไทย", 10, 50, 2, 5, 3]
    ]
    warned = [row for row in book["เฝ้าระวัง"].iter_rows(values_only=True) if row[0] == office.schools[0].name]
    assert "ต่ำกว่าระดับประเทศ 10.00" in str(warned[0][4])


def test_an_exam_ahead_of_the_others_is_printed_of_its_own_last_year(office: SimpleNamespace, tmp_path: Path) -> None:
    """Pre O-NET of this year has results before O-NET of this year is sat."""
    _filled(office)
    before = paper(office.district, "pre-onet")
    for school in office.schools:
        give(before, 41, school=school, year=2568)
    client = Client()
    client.force_login(office.supervisor)
    page = client.get(reverse("reports:document", args=["test-results"])).content.decode()
    assert '<option value="2567" selected>' not in page, "no exam's year is offered for another"
    said = text(_report(office, tmp_path / "a.pdf", "pdf", exam=before.exam_id, digits="arabic"))
    assert "2568" in said


def test_one_school(office: SimpleNamespace, tmp_path: Path) -> None:
    _filled(office)
    path = _report(office, tmp_path / "a.pdf", "pdf", school=office.schools[1].pk, digits="arabic")
    said = " ".join(word.text for word in words(path))
    assert "51.00" in said
    assert "52.00" not in said
    book = load_workbook(_report(office, tmp_path / "a.xlsx", "xlsx", school=office.schools[1].pk))
    assert book.sheetnames == ["สามปีล่าสุด"]


def test_refusals(office: SimpleNamespace, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        _report(office, tmp_path / "a.pdf", "pdf")
    _filled(office)
    with pytest.raises(CommandError):
        _report(office, tmp_path / "a.pdf", "pdf", year=2500)
    address = reverse("reports:document", args=["test-results"])
    for user, status in (
        (office.supervisor, 200), (office.principals[0], 200), (base.user("clerk", office.district), 404),
    ):  # fmt: skip
        client = Client()
        client.force_login(user)
        assert client.get(address).status_code == status
    client = Client()
    client.force_login(office.principals[0])
    assert office.schools[1].name not in client.get(address).content.decode()
