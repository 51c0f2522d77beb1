"""Papers: several files at once, what cannot be merged is named and does not hold the meeting up."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import files
from core.errors import DomainError, NotAllowed
from kotpn.meetings import services
from kotpn.meetings.missing import missing, remarks
from kotpn.meetings.models import AgendaItem, Paper, SectionKind
from kotpn.meetings.services.papers import paper_pointer
from reports import registry
from reports.base import Reader
from tests.factories import kotpn
from tests.factories.papers import a_pdf, a_picture
from tests.kotpn.agenda.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(office: SimpleNamespace) -> AgendaItem:
    return kotpn.an_item(office.secretary, office.meeting, kind=SectionKind.INFORM, title="ผลการนิเทศ", now=NOW)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_only_the_secretariat_adds_and_takes_off(office: SimpleNamespace, item: AgendaItem) -> None:
    paper = services.add_paper_upload(item, upload("a.pdf", a_pdf(pages=2)), actor=office.secretary, now=NOW)
    for user in (office.supervisor, office.member, office.stranger):
        with pytest.raises(NotAllowed):
            services.add_paper_upload(item, upload("a.pdf", a_pdf(pages=1)), actor=user, now=NOW)
        with pytest.raises(NotAllowed):
            services.drop_paper(paper, actor=user, now=NOW)


def test_the_same_file_twice_is_one_paper(office: SimpleNamespace, item: AgendaItem) -> None:
    content = a_pdf(pages=3)
    made = services.add_paper_upload(item, upload("รายงาน.pdf", content), actor=office.secretary, now=NOW)
    again = services.add_paper_upload(item, upload("ชื่ออื่น.pdf", content), actor=office.secretary, now=NOW)
    assert made == again
    assert (made.title, made.pages, made.problem) == ("รายงาน", 3, "")


def test_locked_broken_and_office_files_are_named_and_hold_nothing_up(
    office: SimpleNamespace, item: AgendaItem, client: Client
) -> None:
    client.force_login(office.secretary)
    answer = client.post(
        reverse("committee-meetings:paper-upload", args=[item.pk]),
        {"files": [
            upload("ล็อก.pdf", a_pdf(password="secret")), upload("เสีย.pdf", b"%PDF-1.7 broken"),
            upload("ภาพ.jpg", a_picture()), upload("โปรแกรม.exe", b"MZ\x90\x00 not a paper"),
        ]},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "โปรแกรม.exe" in answer.content.decode()
    told = dict(item.papers.values_list("title", "problem"))
    assert "รหัสผ่าน" in told["ล็อก"]
    assert "เสียหาย" in told["เสีย"]
    assert told["ภาพ"] == ""
    assert missing(office.meeting, today=TODAY) == []
    assert len(remarks(office.meeting, today=TODAY)) == 2


def test_another_file_in_its_place_keeps_name_and_order(office: SimpleNamespace, item: AgendaItem) -> None:
    first = services.add_paper_upload(item, upload("ก.pdf", a_pdf(password="secret")), actor=office.secretary, now=NOW)
    second = services.add_paper_upload(item, upload("ข.pdf", a_pdf(pages=1)), actor=office.secretary, now=NOW)
    changed = services.replace_paper_upload(first, upload("ใหม่.pdf", a_pdf(pages=5)), actor=office.secretary, now=NOW)
    assert (changed.title, changed.position, changed.pages, changed.problem) == ("ก", 1, 5, "")
    services.move_paper(second, actor=office.secretary, to="up", now=NOW)
    assert list(item.papers.values_list("title", flat=True)) == ["ข", "ก"]
    services.rename_paper(second, actor=office.secretary, title="ตารางเรียน", now=NOW)
    services.drop_paper(first, actor=office.secretary, now=NOW)
    services.drop_paper(first, actor=office.secretary, now=NOW)
    assert list(item.papers.values_list("title", flat=True)) == ["ตารางเรียน"]
    assert files.attachments_of(paper_pointer(first)) == []


def test_a_document_of_ours_is_kept_with_its_parameters(office: SimpleNamespace, item: AgendaItem) -> None:
    made = services.add_paper_document(
        item, actor=office.secretary, key="school-list", params={"digits": "thai"}, now=NOW
    )
    assert (made.kind, made.document_key, made.params["digits"]) == (Paper.Kind.DOCUMENT, "school-list", "thai")
    assert (
        services.add_paper_document(item, actor=office.secretary, key="school-list", params={"digits": "thai"}, now=NOW)
        == made
    )
    with pytest.raises(DomainError):
        services.add_paper_document(item, actor=office.secretary, key="no-such", params={}, now=NOW)
    with pytest.raises(DomainError, match="พารามิเตอร์"):
        services.add_paper_document(item, actor=office.secretary, key="school-list", params={"x": 1}, now=NOW)


def test_records_are_those_the_person_may_see(office: SimpleNamespace, item: AgendaItem, client: Client) -> None:
    made = services.add_paper_record(
        item, actor=office.secretary, kind="committee_meeting", key=str(office.meeting.pk), now=NOW
    )
    assert made.kind == Paper.Kind.RECORD
    for kind, key in (("committee_meeting", "999999"), ("nothing", "1"), ("visit", "x")):
        with pytest.raises(DomainError, match="ไม่พบรายการนี้"):
            services.add_paper_record(item, actor=office.secretary, kind=kind, key=key, now=NOW)
    client.force_login(office.secretary)
    for name in ("paper-records", "paper-documents"):
        assert client.get(reverse(f"committee-meetings:{name}", args=[item.pk])).status_code == 200
    address = reverse("committee-meetings:paper-document", args=[item.pk, "school-list"])
    assert client.get(address).status_code == 200
    defaults = registry.get("school-list").form(Reader(office.secretary), office.district.code).default_data()
    client.post(address, {**defaults, "paper_title": "โรงเรียนในเขต"})
    assert item.papers.filter(title="โรงเรียนในเขต", document_key="school-list").exists()
