"""Members by post against the number an order states, with the four flower teams the manual prints (facts §9.2)."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from schools.models import District, Person, Team
from schools.queries.teams import count_of, teams_between
from schools.services.teams import create_team, edit_team
from tests.factories import base

pytestmark = pytest.mark.django_db
DAY = date(2013, 10, 1)
FLOWERS: dict[str, tuple[int, list[tuple[str, int]]]] = {
    "กลุ่มดอกมะลิ": (18, [
        ("รอง ผอ.สพป.", 1), ("ศึกษานิเทศก์", 4), ("นักวิชาการศึกษา", 4), ("นักวิเคราะห์นโยบายและแผน", 2),
        ("นักวิชาการทรัพยากรบุคคล", 2), ("นักวิชาการพัสดุ", 1), ("นักวิชาการคอมพิวเตอร์", 1), ("นักประชาสัมพันธ์", 1),
        ("นิติกร", 1), ("เจ้าพนักงานธุรการ", 1), ("เจ้าหน้าที่ธุรการ", 1), ("นักวิชาการพัสดุ", 1),
    ]),
    "กลุ่มดอกบัวหลวง": (19, [
        ("รอง ผอ.สพป.", 1), ("ศึกษานิเทศก์", 3), ("นักวิชาการศึกษา", 2), ("นักวิชาการทรัพยากรบุคคล", 1),
        ("นักวิชาการการเงิน", 1), ("นิติกร", 1), ("นักจัดการงานทั่วไป", 2), ("เจ้าหน้าที่คอมพิวเตอร์", 2),
        ("พนักงานขับรถยนต์", 3), ("เจ้าหน้าที่ลูกเสือ", 1), ("ยาม", 1), ("แม่บ้าน", 1),
    ]),
    "กลุ่มดอกพุทธรักษา": (18, [
        ("รอง ผอ.สพป.", 1), ("ศึกษานิเทศก์", 4), ("นักวิชาการศึกษา", 1), ("นักวิเคราะห์นโยบายและแผน", 1),
        ("นักวิชาการทรัพยากรบุคคล", 3), ("นักวิชาการตรวจสอบภายใน", 1), ("นักจัดการงานทั่วไป", 2), ("นักวิชาการการเงิน", 2),
        ("เจ้าหน้าที่ธุรการ", 1), ("พนักงานคุรุสภา", 1), ("นักการภารโรง", 1),
    ]),
    "กลุ่มดอกดาวเรือง": (18, [
        ("รอง ผอ.สพป.", 1), ("ศึกษานิเทศก์", 3), ("นักวิชาการศึกษา", 2), ("นักวิเคราะห์นโยบายและแผน", 2),
        ("นักวิชาการทรัพยากรบุคคล", 2), ("นักประชาสัมพันธ์", 1), ("นักจัดการงานทั่วไป", 2), ("เจ้าพนักงานการเงิน", 2),
        ("เจ้าหน้าที่ธุรการ", 1), ("นักวิชาการการเงิน", 1), ("ยาม", 1),
    ]),
}  # fmt: skip


def flower(a: District, name: str, **fields: object) -> Team:
    stated, posts = FLOWERS[name]
    people = [
        base.person(a, name=f"บุคคล{place} {name}{number}", position=post)
        for place, (post, count) in enumerate(posts)
        for number in range(count)
    ]
    return create_team(
        actor=base.user("group_director", a), district=a, name=name, kind="named", starts_on=DAY, stated_size=stated,
        members=[(person, "กรรมการ") for person in people], **fields,
    )  # fmt: skip


def members_of(team: Team) -> list[object]:
    return list(team.members.select_related("person"))


def test_a_team_of_18_whose_posts_come_to_20_is_pointed_out_and_the_other_three_are_not(a: District) -> None:
    for name in FLOWERS:
        flower(a, name)
    found = {one.team.name: one for one in teams_between(a, DAY, DAY).teams}
    assert {name: (one.stated, one.counted) for name, one in found.items()} == {
        "กลุ่มดอกมะลิ": (18, 20), "กลุ่มดอกบัวหลวง": (19, 19), "กลุ่มดอกพุทธรักษา": (18, 18), "กลุ่มดอกดาวเรือง": (18, 18),
    }  # fmt: skip
    jasmine = found["กลุ่มดอกมะลิ"]
    assert jasmine.warnings == ("คำสั่งระบุ 18 คน แต่รายชื่อรวมตามตำแหน่งได้ 20 คน",)
    assert {post.name: post.count for post in jasmine.posts}["นักวิชาการพัสดุ"] == 2
    assert not any(one.warnings for name, one in found.items() if name != "กลุ่มดอกมะลิ")


def test_a_member_who_is_counted_twice_is_named(a: District) -> None:
    head = base.user("group_director", a)
    first = base.person(a, name="มาลี ใจดี", position="ศึกษานิเทศก์")
    again = base.person(a, name="มาลี ใจดี", position="นักวิชาการศึกษา")
    team = create_team(
        actor=head, district=a, name="กลุ่มดอกบัว", kind="named", starts_on=DAY,
        members=[(first, "กรรมการ"), (again, "กรรมการ")],
    )  # fmt: skip
    create_team(actor=head, district=a, name="กลุ่มดอกแก้ว", kind="named", starts_on=DAY, members=[(first, "กรรมการ")])
    create_team(actor=head, district=a, name="คณะตรวจ", kind="ad_hoc", starts_on=DAY, members=[(first, "กรรมการ")])
    assert count_of(team, members_of(team)).warnings == ("นับซ้ำในทีมเดียวกัน: มาลี ใจดี",)
    table = teams_between(a, DAY, DAY)
    assert (table.seats, table.people) == (4, 2)
    assert any("มาลี ใจดี อยู่ในกลุ่มดอกแก้วด้วย" in said for said in table.warnings)
    assert not any(said.startswith("คณะตรวจ") for said in table.warnings)


def test_only_teams_of_the_span_and_the_office_stand_in_the_table(a: District, b: District) -> None:
    head = base.user("group_director", a)
    create_team(actor=head, district=a, name="เลิกแล้ว", kind="ad_hoc", starts_on=DAY, ends_on=date(2014, 9, 30))
    create_team(actor=head, district=a, name="ยังไม่ตั้ง", kind="ad_hoc", starts_on=date(2015, 10, 1))
    create_team(actor=base.user("group_director", b), district=b, name="ของเขตอื่น", kind="ad_hoc", starts_on=DAY)
    assert not teams_between(a, date(2014, 10, 1), date(2015, 9, 30)).teams
    assert [one.team.name for one in teams_between(a, DAY, date(2014, 9, 30)).teams] == ["เลิกแล้ว"]


def test_the_number_is_typed_on_the_form_and_held_against_the_members_on_the_page(a: District, client: Client) -> None:
    head = base.user("group_director", a)
    client.force_login(head)
    values = {"name": "กลุ่มดอกมะลิ", "kind": "named", "starts_on": "1 ต.ค. 2556"}
    page = client.post(reverse("schools:team-add"), {**values, "stated_size": "0"})
    assert page.status_code == 200
    assert not Team.objects.exists()
    client.post(reverse("schools:team-add"), {**values, "stated_size": "18"})
    team = Team.objects.get()
    assert team.stated_size == 18
    for number in range(20):
        post = "ศึกษานิเทศก์" if number < 8 else "นักวิชาการศึกษา"
        team.members.create(person=base.person(a, name=f"คน{number} ทีม", position=post), position=number)
    words = client.get(reverse("schools:team", args=[team.pk])).content.decode()
    assert "คำสั่งระบุ 18 คน แต่รายชื่อรวมตามตำแหน่งได้ 20 คน" in words
    assert "ศึกษานิเทศก์ 8 คน" in words
    assert Person.objects.filter(team_memberships__team=team).count() == 20
    edit_team(team, actor=head, name=team.name, starts_on=DAY, ends_on=None, cluster=None, stated_size=20)
    words = client.get(reverse("schools:team", args=[team.pk])).content.decode()
    assert "แต่รายชื่อรวม" not in words


def test_the_table_asks_twice_whatever_the_teams(a: District, django_assert_num_queries: object) -> None:
    flower(a, "กลุ่มดอกมะลิ")
    with django_assert_num_queries(2):
        teams_between(a, DAY, DAY)
    for name in list(FLOWERS)[1:]:
        flower(a, name)
    with django_assert_num_queries(2):
        teams_between(a, DAY, DAY)
