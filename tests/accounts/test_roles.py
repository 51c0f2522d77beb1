"""The role table against the product's: what each role reads, writes and, above all, does not."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts import permissions_doc
from accounts.roles import CAPABILITIES, DISTRICT, ROLE_WORDS, ROLES, SCHOOL, roles_with

WHOLE_DISTRICT = {"supervisor", "group_director", "committee_secretary", "office_director", "deputy_director"}


@pytest.mark.parametrize(
    ("capability", "holders"),
    [
        ("district.read", WHOLE_DISTRICT),
        ("school.read", {"principal", "school_staff"}),
        ("paper.read", set(ROLES) - {"admin", "principal", "school_staff"}),
        ("plan.write", {"supervisor", "group_director"}),
        ("plan.group.write", {"group_director"}),
        ("plan.decide", {"group_director", "deputy_director", "office_director"}),
        ("visit.write", {"supervisor", "group_director"}),
        ("visit.acknowledge", {"principal"}),
        ("visit.close", {"group_director"}),
        ("assignment.write", {"group_director"}),
        ("import.run", {"group_director", "admin"}),
        ("settings.write", {"group_director", "admin"}),
        ("accounts.write", {"admin"}),
        ("instrument.write", {"group_director"}),
        ("standard.write", {"group_director"}),
        ("standard.announce", {"office_director"}),
        ("school.standard.write", {"principal", "school_staff"}),
        ("school.standard.declare", {"principal"}),
        ("quality.plan.write", {"supervisor", "group_director"}),
        ("sar.call", {"group_director"}),
        ("sar.review", {"supervisor", "group_director"}),
        ("sar.write", {"principal", "school_staff"}),
        ("sar.submit", {"principal"}),
        ("publish", {"group_director"}),
        ("score.person.read", {"group_director"}),
        ("committee.write", {"group_director", "committee_secretary"}),
        ("desk.write", {"clerk"}),
        ("desk.decide", {"group_director", "deputy_director", "office_director"}),
        ("order.write", {"supervisor", "group_director", "committee_secretary"}),
        ("structure.write", {"group_director", "clerk", "admin"}),
        (
            "evidence.write",
            {"supervisor", "group_director", "committee_secretary", "principal", "school_staff"},
        ),
    ],
)
def test_who_holds_it(capability: str, holders: set[str]) -> None:
    assert roles_with(capability) == holders


def test_the_administrator_approves_and_supervises_nothing() -> None:
    business = {
        "plan.decide",
        "visit.close",
        "visit.write",
        "plan.write",
        "publish",
        "district.read",
        "committee.write",
    }
    assert not business & ROLES["admin"].capabilities


def test_schools_hold_nothing_of_the_office() -> None:
    of_schools = ("school.own", "school.read", "visit.ack", "round.", "internal.", "process.school", "school.standard",
                  "school.improvement", "school.register", "sar.write", "sar.submit")  # fmt: skip
    for role in ROLES.values():
        own = {code for code in role.capabilities if code.startswith(of_schools)}
        if role.level == SCHOOL:
            assert role.capabilities <= own | {"report.school.run", "process.school.run", "evidence.write"}
        else:
            assert not own


def test_every_capability_is_held_by_someone_and_named_in_thai() -> None:
    for capability, thai in CAPABILITIES.items():
        assert roles_with(capability), capability
        assert any("ก" <= char <= "๙" for char in thai)


def test_an_unknown_capability_raises() -> None:
    with pytest.raises(ValueError, match="unknown"):
        roles_with("plan.approve")


def test_the_line_of_command_has_no_ties_where_it_decides() -> None:
    ranks = [role.rank for role in ROLES.values() if "plan.decide" in role.capabilities]
    assert len(ranks) == len(set(ranks))
    assert ROLES["group_director"].rank < ROLES["deputy_director"].rank < ROLES["office_director"].rank


@pytest.mark.parametrize(
    "word",
    [
        "ศึกษานิเทศก์", "ผอ.กลุ่มนิเทศฯ", "กลุ่มงานเลขานุการ ก.ต.ป.น.", "กรรมการ ก.ต.ป.น., อ.ก.ต.ป.น.", "ผอ.สพท.",
        "รอง ผอ.สพท.", "ผอ.โรงเรียน", "ครูที่ได้รับมอบหมาย", "เจ้าหน้าที่ธุรการ", "ผู้ดูแลระบบ", "ครู", "อ.ก.ต.ป.น.",
    ],
)  # fmt: skip
def test_workbooks_may_use_the_words_of_the_offices(word: str) -> None:
    assert ROLES[ROLE_WORDS[word]].level in (DISTRICT, SCHOOL)


def test_the_page_of_permissions_is_current() -> None:
    call_command("permissions_doc", "--check")
    text = (Path(settings.BASE_DIR) / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert all(f"`{capability}`" in text for capability in CAPABILITIES)


def test_an_old_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.management.commands.permissions_doc.page", lambda: permissions_doc.page() + "x")
    with pytest.raises(CommandError, match="permissions_doc"):
        call_command("permissions_doc", "--check")
