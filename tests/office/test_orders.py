"""Orders: drafting, the annex, the running number, what replaces what; refusals first."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import NumberSeries
from office.orders import services
from office.orders.models import Order, OrderPerson
from office.orders.queries import replaced_by
from schools.models import Appointment, Team, TeamMember
from tests.factories import base
from tests.factories import office as orders
from tests.office.conftest import Office

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 15)


def issue(order: Order, by: Any, dated: date = DAY, **more: Any) -> Order:
    return services.issue_order(order, actor=by, dated=dated, **more)


def test_a_stranger_and_a_colleague_without_the_capability_draft_nothing(office: Office) -> None:
    for user in (office.stranger, office.director, base.user("committee_member", office.district)):
        with pytest.raises(NotAllowed):
            orders.draft(user, office.district)


def test_a_supervisor_drafts_but_does_not_issue(office: Office) -> None:
    order = orders.draft(office.supervisor, office.district)
    with pytest.raises(NotAllowed):
        issue(order, office.supervisor)
    assert issue(order, office.clerk).reference == "คำสั่งที่ 1/2568"


def test_a_supervisor_writes_their_own_drafts_only(office: Office) -> None:
    order = orders.draft(office.head, office.district)
    with pytest.raises(NotAllowed):
        services.edit_order(order, actor=office.supervisor, title="อื่น")


def test_an_issued_order_is_frozen(office: Office) -> None:
    order = orders.issued(office.head, office.district)
    with pytest.raises(DomainError, match="แก้ไขไม่ได้"):
        services.edit_order(order, actor=office.head, title="อื่น")
    with pytest.raises(DomainError, match="แก้ไขไม่ได้"):
        services.save_group(order, actor=office.head, heading="คณะ")
    with pytest.raises(DomainError, match="ลบร่างไม่ได้"):
        services.delete_draft(order, actor=office.head)


def test_numbers_run_by_district_kind_and_year_without_a_gap(office: Office) -> None:
    orders.director(office.other)
    first, second = (orders.issued(office.head, office.district) for _ in range(2))
    beside = orders.issued(office.head, office.district, kind="announcement")
    there = orders.issued(office.stranger, office.other)
    last_year = orders.issued(office.head, office.district, dated=date(2024, 12, 30))
    assert [row.number for row in (first, second, beside, there, last_year)] == [1, 2, 1, 1, 1]
    # A refused issue gives its number back.
    refused = orders.draft(office.head, office.district, title="ไม่มีผู้ลงนาม")
    Appointment.objects.filter(role="office_director", district=office.district).update(ends_on=date(2025, 2, 1))
    with pytest.raises(DomainError, match="ไม่มีผู้ดำรงตำแหน่ง") as told:
        issue(refused, office.head, date(2025, 3, 1))
    assert told.value.field == "dated"
    assert NumberSeries.objects.get(district_code=office.district.code, series="order:order", year=2568).last == 2


def test_two_clicks_take_one_number(office: Office) -> None:
    order = orders.draft(office.head, office.district)
    assert issue(order, office.head).number == issue(order, office.clerk).number == 1
    assert orders.issued(office.head, office.district, title="ถัดไป").number == 2
    assert audit.AuditEntry.objects.filter(action="order.issued", target_key=str(order.pk)).count() == 1


def test_two_clicks_begin_one_draft(office: Office) -> None:
    assert orders.draft(office.head, office.district).pk == orders.draft(office.head, office.district).pk


def test_fiscal_numbering_by_setting(office: Office) -> None:
    services.save_settings(office.district, actor=office.clerk, year_kind="fiscal", number_on_announcements=False)
    assert orders.issued(office.head, office.district, dated=date(2024, 10, 1)).year == 2568
    assert orders.issued(office.head, office.district, dated=date(2024, 9, 30)).year == 2567


def test_a_future_day_and_a_signer_of_another_day_are_refused(office: Office) -> None:
    order = orders.draft(office.head, office.district)
    with pytest.raises(DomainError, match="อนาคต"):
        issue(order, office.head, date(2025, 1, 16), today=DAY)
    with pytest.raises(DomainError, match="ไม่ได้ดำรงตำแหน่ง"):
        issue(order, office.head, signer=999_999)


def test_an_acting_director_is_printed_as_such(office: Office) -> None:
    Appointment.objects.filter(role="office_director", district=office.district).update(ends_on=date(2025, 1, 10))
    acting = base.person(office.district, name="แทน ตัวอย่าง", position="รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา")
    base.appoint(acting, "office_director", acting="in_charge", starts_on=date(2025, 1, 11))
    order = issue(orders.draft(office.head, office.district), office.head)
    assert order.signer_name == "แทน ตัวอย่าง"
    assert order.signer_post.splitlines() == [
        "รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", f"รักษาการในตำแหน่งผู้อำนวยการ{office.district.name}",
    ]  # fmt: skip


def test_replacing_an_order(office: Office) -> None:
    old = orders.issued(office.head, office.district)
    orders_draft = services.draft_replacement(old, actor=office.head)
    assert services.draft_replacement(old, actor=office.head).pk == orders_draft.pk
    assert replaced_by(old) is None
    with pytest.raises(DomainError, match="ไม่ก่อนวันที่"):
        issue(orders_draft, office.head, date(2025, 1, 14))
    new = issue(orders_draft, office.head, date(2025, 1, 16))
    assert replaced_by(old) == new
    assert list(Order.objects.in_force()) == [new]
    other = orders.draft(office.head, office.district, title="ซ้ำ")
    with pytest.raises(DomainError, match="ถูกยกเลิกโดยคำสั่งที่ 2/2568 แล้ว"):
        services.edit_order(other, actor=office.head, supersedes=old)
    with pytest.raises(DomainError, match="ถูกยกเลิกโดย"):
        services.cancel_order(old, actor=office.head, reason="ผิด")
    services.cancel_order(new, actor=office.head, reason="ออกผิด")
    assert replaced_by(old) is None
    assert list(Order.objects.in_force()) == [old]


def test_a_circle_and_another_offices_order_are_refused(office: Office) -> None:
    first = orders.issued(office.head, office.district)
    second = services.draft_replacement(first, actor=office.head)
    # No row may get there by the services; the check holds for one that did.
    Order.objects.filter(pk=first.pk).update(supersedes=second)
    for target in (second, first):
        with pytest.raises(DomainError, match="วนกันไม่ได้"):
            services.edit_order(second, actor=office.head, supersedes=target)
    orders.director(office.other)
    theirs = orders.issued(office.stranger, office.other)
    with pytest.raises(DomainError, match="สำนักงานเดียวกัน"):
        services.edit_order(second, actor=office.head, supersedes=theirs)


def test_a_cancelled_order_keeps_its_number_and_reason(office: Office) -> None:
    order = orders.issued(office.head, office.district)
    with pytest.raises(DomainError, match="เหตุที่ยกเลิก"):
        services.cancel_order(order, actor=office.clerk, reason="  ")
    services.cancel_order(order, actor=office.clerk, reason="พิมพ์ชื่อผิด")
    assert orders.issued(office.head, office.district, title="ใหม่").number == 2


def test_two_writers_do_not_overwrite_each_other(office: Office) -> None:
    order = orders.draft(office.head, office.district)
    services.edit_order(order, actor=office.head, stamp=1, body="ของคนแรก")
    with pytest.raises(StaleRevision):
        services.edit_order(order, actor=office.clerk, stamp=1, body="ของคนที่สอง")
    order.refresh_from_db()
    assert order.body == "ของคนแรก"


def test_an_order_of_paper_days_lies_below_the_registers_numbers(office: Office) -> None:
    given = {"actor": office.clerk, "kind": "order", "about": "other", "dated": date(2025, 1, 5)}
    paper = services.enter_order(office.district, title="เดิม", number=40, year=2568, **given)
    assert paper.is_entered
    assert orders.issued(office.head, office.district).number == 41
    services.enter_order(office.district, title="เก่ากว่า", number=12, year=2568, **given)
    with pytest.raises(DomainError, match="ระบบออกเลขเองตั้งแต่ 41"):
        services.enter_order(office.district, title="ข้าม", number=50, year=2568, **given)
    with pytest.raises(DomainError, match="มีในทะเบียน") as told:
        services.enter_order(office.district, title="ซ้ำ", number=12, year=2568, **given)
    assert told.value.field == "number"
    with pytest.raises(NotAllowed):
        services.enter_order(office.district, title="x", number=1, year=2568, **{**given, "actor": office.supervisor})


def test_the_annex_is_pasted_tied_and_ordered(office: Office) -> None:
    person = base.person(office.district, name="สมหมาย ตัวอย่าง", position="ศึกษานิเทศก์")
    order = orders.draft(office.head, office.district)
    group = services.save_group(order, actor=office.head, heading="คณะกรรมการอำนวยการ", duty="อำนวยการ")
    text = "1. สมหมาย ตัวอย่าง,,ประธานกรรมการ\n๒) นางข้างนอก สมมุติ\tปราชญ์ชุมชน\tกรรมการ\n\nสมหมาย ตัวอย่าง"
    assert services.paste_people(order, actor=office.head, group=group.pk, text=text) == 2
    first, second = group.people.all()
    assert (first.person, first.post, first.duty) == (person, "ศึกษานิเทศก์", "ประธานกรรมการ")
    assert (second.name, second.post, second.duty) == ("นางข้างนอก สมมุติ", "ปราชญ์ชุมชน", "กรรมการ")
    services.move_person(order, actor=office.head, group=group.pk, key=second.pk, up=True)
    assert [line.name for line in group.people.all()] == ["นางข้างนอก สมมุติ", "สมหมาย ตัวอย่าง"]
    with pytest.raises(DomainError, match="อยู่ในหัวข้อนี้แล้ว"):
        services.save_person(order, actor=office.head, group=group.pk, person=person)
    with pytest.raises(DomainError, match="ทะเบียนของสำนักงานนี้"):
        services.save_person(order, actor=office.head, group=group.pk, person=base.person(office.other))
    with pytest.raises(DomainError, match="เลือกบุคคลหรือพิมพ์ชื่อ"):
        services.save_person(order, actor=office.head, group=group.pk)


def test_a_team_fills_its_order_and_gets_the_number(office: Office) -> None:
    team = Team.objects.create(district=office.district, name="ทีมนิเทศกลุ่ม 1", kind="ad_hoc", starts_on=date(2025, 1, 1))
    member = base.person(office.district, name="สมคิด ตัวอย่าง")
    TeamMember.objects.create(team=team, person=member, duty="ประธานกรรมการ")
    order = services.draft_order(office.district, actor=office.supervisor, source=f"team:{team.pk}")
    assert (order.about, order.team, order.title) == ("team", team, "แต่งตั้งทีมนิเทศกลุ่ม 1")
    assert OrderPerson.objects.get(group__order=order).person == member
    assert services.fill_annex(order, actor=office.supervisor, source=f"team:{team.pk}") == 0
    issue(order, office.clerk)
    team.refresh_from_db()
    assert team.order_reference == "1/2568"
    services.cancel_order(order, actor=office.clerk, reason="ผิด")
    team.refresh_from_db()
    assert team.order_reference == ""
    with pytest.raises(DomainError, match="ไม่พบข้อมูลตั้งต้น"):
        orders.director(office.other)
        services.draft_order(office.other, actor=office.stranger, source=f"team:{team.pk}")


def test_assignments_and_clusters_fill_orders(office: Office) -> None:
    cluster = base.cluster(office.district, name="กลุ่มโรงเรียนที่ 1")
    school = base.school(office.district, cluster=cluster)
    principal = base.user("principal", school, name="ผอ ตัวอย่าง")
    supervisor = base.person(office.district, name="นิเทศ ตัวอย่าง", position="ศึกษานิเทศก์")
    base.assign(supervisor, cluster)
    order = services.draft_order(office.district, actor=office.head, source="assignment:all")
    group = order.groups.get()
    assert group.people.get().person == supervisor
    assert group.duty == "นิเทศ ติดตามสถานศึกษาในกลุ่มโรงเรียนที่ 1"
    internal = services.draft_order(office.district, actor=office.head, source=f"internal:{cluster.pk}")
    lines = internal.groups.get().people.all()
    assert [(line.name, line.duty) for line in lines] == [
        (principal.get_full_name(), "กรรมการ"), ("นิเทศ ตัวอย่าง", "กรรมการและเลขานุการ"),
    ]  # fmt: skip


def test_words_of_the_office_come_before_the_shipped_ones(office: Office) -> None:
    with pytest.raises(NotAllowed):
        services.save_wording(
            office.district, actor=office.supervisor, kind="order", about="team", title="", preamble="", body="x"
        )
    services.save_wording(
        office.district, actor=office.clerk, kind="order", about="team", title="ตั้งทีม", preamble="", body="ของ{office}"
    )
    order = orders.draft(office.head, office.district, title="", about="team")
    assert (order.title, order.body) == ("ตั้งทีม", f"ของ{office.district.name}")


def test_whoever_is_named_reads_an_issued_order_only(office: Office) -> None:
    school = base.school(office.district)
    teacher = base.user("school_staff", school, name="ครู ตัวอย่าง")
    order = orders.with_people(orders.draft(office.head, office.district), office.head, "ครู ตัวอย่าง")
    client = Client()
    client.force_login(teacher)
    address = reverse("orders:order", args=[order.pk])
    assert client.get(address).status_code == 404
    issue(order, office.head)
    assert client.get(address).status_code == 200
    assert client.get(reverse("orders:edit", args=[order.pk])).status_code == 403
    client.force_login(base.user("school_staff", school, name="คนอื่น ตัวอย่าง"))
    assert client.get(address).status_code == 404
