"""The trace: unknown codes and missing actors raise; it lives and dies with the act; sentences are made when shown."""

import pytest
from django.db import transaction

from core import audit
from core.models import AuditEntry
from core.pointers import Pointer
from tests.factories import base

TARGET = Pointer("plan", "7", "แผนนิเทศ ปีงบประมาณ 2568")
pytestmark = pytest.mark.django_db


def test_an_unregistered_action_raises() -> None:
    with pytest.raises(ValueError, match=r"no\.such\.act"):
        audit.record(actor=audit.SYSTEM, action="no.such.act", target=TARGET, district_code="T1")


@pytest.mark.parametrize("nobody", [None, "ระบบ"])
def test_an_act_without_an_actor_raises(nobody: object) -> None:
    with pytest.raises(ValueError, match="actor"):
        audit.record(actor=nobody, action="approval.opened", target=TARGET, district_code="T1")


def test_a_read_must_be_registered_as_one() -> None:
    with pytest.raises(ValueError, match="read"):
        audit.record_read(actor=audit.SYSTEM, action="approval.opened", target=TARGET, district_code="T1")


def test_the_same_code_cannot_mean_two_things() -> None:
    with pytest.raises(ValueError, match="twice"):
        audit.register({"approval.opened": "อย่างอื่น"})


def test_an_undone_act_leaves_no_trace() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record(actor=audit.SYSTEM, action="approval.opened", target=TARGET, district_code="T1")
        raise RuntimeError
    assert not AuditEntry.objects.exists()


def test_the_sentence_is_made_from_the_data() -> None:
    person = base.account(name="สมใจ ใจดี")
    entry = audit.record(
        actor=person,
        action="approval.returned",
        target=TARGET,
        district_code="T1",
        data={"revision": 2, "reason": "{x}"},
    )
    assert (entry.actor, entry.actor_label, entry.target_label) == (person, "สมใจ ใจดี", TARGET.label)
    assert audit.sentence(entry) == "ตีกลับฉบับที่ 2: {x}"


def test_an_old_entry_without_data_or_code_can_still_be_shown() -> None:
    entry = audit.record(actor=audit.SYSTEM, action="approval.returned", target=TARGET, district_code="T1")
    assert audit.sentence(entry) == "ตีกลับฉบับที่ :"
    entry.action = "gone.app"
    assert audit.sentence(entry) == "gone.app"
    assert entry.actor_label == "ระบบ"
