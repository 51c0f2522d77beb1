"""Standards of the office: draft, approving body, announcement; who may which step, what each refuses, who is told."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from office.orders import services as orders
from qa.standards import services
from qa.standards.models import DistrictPaper, StandardSet
from qa.standards.permissions import paper_of
from tests.documents.reading import plain, text
from tests.factories import base, standards

pytestmark = pytest.mark.django_db
DAY = standards.DAY


@pytest.fixture
def district(db):
    return base.district()


@pytest.fixture
def director(district):
    return base.user("group_director", district)


@pytest.fixture
def head(district):
    return base.user("office_director", district)


@pytest.fixture
def row(district, director):
    return standards.draft(director, district, family="district", name="มาตรฐานของเขต", year_from=2569)


def endorse(row, by, **given):
    words = {
        "meeting": "3/2569",
        "meeting_on": DAY,
        "resolution": "เห็นชอบ",
        "upload": standards.page(),
        "today": DAY,
        **given,
    }
    return services.endorse_paper(row, actor=by, **words)


def announce(row, by, **given):
    words = {"announced_on": DAY, "number": "", "year_from": 2569, "today": DAY, **given}
    return services.announce_paper(row, actor=by, **words)


def fresh(row) -> StandardSet:
    return StandardSet.objects.get(pk=row.pk)


def test_each_step_belongs_to_one_post(district, director, head, row) -> None:
    others = [base.user(role, district) for role in ("supervisor", "deputy_director", "admin")]
    stranger = base.user("group_director", base.district())
    for user in (*others, stranger, head):
        with pytest.raises(NotAllowed):
            services.send_paper(row, actor=user)
    services.send_paper(row, actor=director)
    for user in (*others, stranger, head):
        with pytest.raises(NotAllowed):
            endorse(row, user)
        with pytest.raises(NotAllowed):
            services.withdraw_paper(row, actor=user)
    endorse(row, director)
    for user in (*others, stranger, director):
        with pytest.raises(NotAllowed):
            announce(row, user)
        with pytest.raises(NotAllowed):
            services.return_paper(row, actor=user, reason="แก้")


def test_steps_come_in_their_order_and_once(director, head, row) -> None:
    with pytest.raises(DomainError):
        endorse(row, director)
    with pytest.raises(DomainError):
        announce(row, head)
    services.send_paper(row, actor=director)
    with pytest.raises(DomainError):
        services.send_paper(row, actor=director)
    with pytest.raises(DomainError):
        announce(row, head)
    endorse(row, director)
    with pytest.raises(DomainError):
        services.withdraw_paper(row, actor=director)
    announce(row, head)
    for act in (
        lambda: announce(row, head),
        lambda: services.send_paper(row, actor=director),
        lambda: services.return_paper(row, actor=director, reason="x"),
    ):
        with pytest.raises(DomainError):
            act()


def test_only_standards_of_the_office_go_this_way(district, director) -> None:
    other = standards.draft(director, district, family="own")
    with pytest.raises(DomainError):
        services.send_paper(other, actor=director)
    client = Client()
    client.force_login(director)
    assert client.get(reverse("standards:paper", args=[other.pk])).status_code == 404


def test_an_unfinished_set_is_not_sent(district, director) -> None:
    values = {"name": "ว่าง", "year_from": 2569}
    empty = services.make_set(district, actor=director, level="basic", family="district", values=values)
    with pytest.raises(DomainError, match="ยังขาด"):
        services.send_paper(empty, actor=director)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"meeting": " "}, "meeting"),
        ({"meeting_on": DAY + timedelta(days=1)}, "meeting_on"),
        ({"resolution": " "}, "resolution"),
        ({"upload": None}, "file"),
        ({"upload": SimpleUploadedFile("x.pdf", b"MZ not a pdf")}, "file"),
    ],
)
def test_what_a_resolution_refuses(director, row, given, field) -> None:
    services.send_paper(row, actor=director)
    with pytest.raises(DomainError) as caught:
        endorse(row, director, **given)
    assert caught.value.field == field
    assert DistrictPaper.objects.get(set=row).state == "sent"


def test_what_an_announcement_refuses(director, head, row) -> None:
    services.send_paper(row, actor=director)
    endorse(row, director)
    for given, field in (
        ({"announced_on": DAY + timedelta(days=1)}, "announced_on"),
        ({"announced_on": DAY - timedelta(days=1)}, "announced_on"),
        ({"year_to": 2568}, "year_to"),
    ):
        with pytest.raises(DomainError) as caught:
            announce(row, head, **given)
        assert caught.value.field == field


def test_what_was_sent_does_not_move_until_it_comes_back(director, head, row) -> None:
    services.send_paper(row, actor=director)
    item = row.standards.first()
    for act in (
        lambda: services.save_front(row, actor=director, values={"name": "x"}),
        lambda: services.remove_item(item, actor=director),
        lambda: services.delete_draft(row, actor=director),
    ):
        with pytest.raises(DomainError, match="เสนอแล้ว"):
            act()
    with pytest.raises(DomainError, match="เหตุผล"):
        services.return_paper(row, actor=director, reason=" ")
    services.return_paper(row, actor=director, reason="เพิ่มข้อท้องถิ่น")
    services.save_front(row, actor=director, values={"certainty": "ตรวจแล้ว"})
    services.send_paper(row, actor=director)
    services.withdraw_paper(row, actor=director)
    services.send_paper(row, actor=director)
    endorse(row, director)
    services.return_paper(row, actor=head, reason="ถ้อยคำข้อ 2")
    assert Notice.objects.filter(recipient=director, body__contains="ถ้อยคำข้อ 2").exists()
    assert paper_of(fresh(row)).state == "returned"


def test_the_body_is_the_offices_own_and_stays_as_it_was_sent(district, director, row) -> None:
    with pytest.raises(NotAllowed):
        services.save_settings(district, actor=base.user("supervisor", district), approving_body="กศจ.")
    with pytest.raises(DomainError):
        services.save_settings(district, actor=director, approving_body=" ")
    services.save_settings(district, actor=director, approving_body="กศจ.")
    assert services.send_paper(row, actor=director).body == "กศจ."
    services.save_settings(district, actor=director, approving_body="กพท.")
    assert paper_of(fresh(row)).body == "กศจ."


def test_announced_it_holds_and_the_schools_of_the_level_know(district, director, head, row) -> None:
    former = standards.published(director, district, family="own", name="เดิม", year_from=2565)
    StandardSet.objects.filter(pk=former.pk).update(family="district")
    teaches = base.school(district, level_from="ป.1", level_to="ป.6")
    early = base.school(district, level_from="อ.1", level_to="อ.3")
    closed = base.school(district, level_from="ป.1", level_to="ป.6", closed_on=DAY - timedelta(days=9))
    people = {school: base.user("principal", school) for school in (teaches, early, closed)}
    staffed = base.school(district, level_from="ป.1", level_to="ป.6")
    teacher = base.user("school_staff", staffed)
    services.send_paper(row, actor=director)
    endorse(row, director)
    assert Notice.objects.filter(recipient=head, title__contains="รอท่านประกาศ").exists()
    with pytest.raises(DomainError, match="ซ้อนกับ เดิม"):
        announce(row, head)
    announce(row, head, number="5/2569", ends_former=True)
    held = fresh(row)
    assert (held.state, held.years_label) == ("published", "ปีการศึกษา 2569 เป็นต้นไป")
    assert fresh(former).year_to == 2568
    told = Notice.objects.filter(code="district_standards.announced").values_list("recipient", flat=True)
    assert set(told) == {people[teaches].pk, teacher.pk}
    acts = AuditEntry.objects.filter(target_key=str(row.pk)).values_list("action", flat=True)
    assert {f"district_standards.{act}" for act in ("send", "endorse", "announce")} <= set(acts)


def test_the_inbox_holds_what_waits_for_each(district, director, head, row) -> None:
    def waiting(user) -> list[str]:
        return [item.act_label for item in inbox_for(user, district) if item.kind == "district_standards"]

    services.send_paper(row, actor=director)
    assert (waiting(director), waiting(head)) == (["บันทึกมติ"], [])
    endorse(row, director)
    assert (waiting(director), waiting(head)) == ([], ["อ่านและประกาศ"])
    announce(row, head)
    assert (waiting(director), waiting(head)) == ([], [])


def test_the_whole_way_in_the_browser(district, director, head, row) -> None:
    client, chief = Client(), Client()
    client.force_login(director)
    chief.force_login(head)
    today = timezone.localdate()
    client.post(reverse("standards:paper-send", args=[row.pk]))
    day = f"{today.day}/{today.month}/{today.year + 543}"
    words = {"meeting": "1/2569", "meeting_on": day, "resolution": "เห็นชอบ"}
    assert client.post(reverse("standards:paper-endorse", args=[row.pk]), words).status_code == 422
    answer = client.post(reverse("standards:paper-endorse", args=[row.pk]), {**words, "file": standards.page()})
    assert answer.status_code == 302
    words = {"announced_on": day, "year_from": 2569}
    assert chief.post(reverse("standards:paper-announce", args=[row.pk]), words).status_code == 302
    page = client.get(reverse("standards:paper", args=[row.pk])).content.decode()
    assert "ประกาศแล้ว" in page
    assert "มติ.pdf" in page


def test_the_resolution_is_not_for_schools(district, director, head, row) -> None:
    principal = base.user("principal", base.school(district, level_from="ป.1", level_to="ป.6"))
    services.send_paper(row, actor=director)
    endorse(row, director)
    client = Client()
    client.force_login(principal)
    address = reverse("standards:paper", args=[row.pk])
    assert client.get(address).status_code == 404
    announce(row, head)
    page = client.get(address)
    assert page.status_code == 200
    assert "มติ.pdf" not in page.content.decode()


def test_the_paper_says_what_was_announced(tmp_path: Path, district, director, head, row) -> None:
    def printed() -> str:
        call_command(
            "report", "district-standards", district=district.code, format="pdf", output=tmp_path / "x.pdf",
            param=[f"set={row.pk}", "digits=arabic"],
        )  # fmt: skip
        return plain(text(tmp_path / "x.pdf"))

    assert plain("พ.ศ. ............") in printed()
    services.send_paper(row, actor=director)
    endorse(row, director)
    announce(row, head, number="5/2569")
    page = printed()
    for words in (
        f"ประกาศ{district.name}", "มาตรฐานของเขต", "ที่ 5/2569", "การประชุมครั้งที่ 3/2569", "20 พฤษภาคม พ.ศ. 2569",
        head.get_full_name(), f"ผู้อำนวยการ{district.name}", "1.2รักท้องถิ่น (อัตลักษณ์)", "ยอดเยี่ยม (5)",
    ):  # fmt: skip
        assert plain(words) in page, words
    other = base.district()
    with pytest.raises(CommandError):
        call_command(
            "report", "district-standards", district=other.code, format="pdf", output=tmp_path / "y.pdf",
            param=[f"set={row.pk}"],
        )  # fmt: skip


def test_the_announcement_of_the_register_is_the_papers_own(district, director, head, row) -> None:
    services.send_paper(row, actor=director)
    with pytest.raises(DomainError, match="เห็นชอบแล้ว"):
        services.tie_announcement(row, actor=director, announcement=None)
    endorse(row, director)
    draft = orders.draft_order(district, actor=director, source=f"standards:{row.pk}")
    assert (draft.kind, draft.about, draft.title) == ("announcement", "standards", row.name)
    with pytest.raises(DomainError, match="ยังไม่ออกเลขที่"):
        services.tie_announcement(row, actor=director, announcement=draft)
    issued = orders.issue_order(draft, actor=director, dated=DAY, today=DAY)
    paper = DistrictPaper.objects.get(set=row)
    assert paper.announcement == issued
    other = orders.issue_order(
        orders.draft_order(district, actor=director, title="คำสั่ง"), actor=director, dated=DAY, today=DAY
    )
    with pytest.raises(DomainError, match="เฉพาะประกาศ"):
        services.tie_announcement(row, actor=director, announcement=other)
    done = announce(StandardSet.objects.get(pk=row.pk), head)
    assert (done.number, done.announced_on) == (f"{issued.number}/{issued.year}", issued.dated)
