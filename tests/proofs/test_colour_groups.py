"""Published editions prove that schools were put in colour groups; drafts and editions that were corrected do not."""

from types import SimpleNamespace

import pytest

from supervision.results import services
from tests.proofs.asking import asked
from tests.results.pictured import a_year, draft

pytestmark = pytest.mark.django_db


def test_a_draft_proves_nothing(quality: SimpleNamespace) -> None:
    draft(quality)
    assert asked(quality.district, "colour-groups", 2568) == []


def test_the_standing_edition_of_the_year_with_its_schools(quality: SimpleNamespace) -> None:
    made = a_year(quality)
    again = services.publish(
        services.compute(made.evaluation, actor=quality.director), actor=quality.director, reason="แก้ไขคะแนน"
    )
    [found] = asked(quality.district, "colour-groups", 2568, reader=quality.supervisor)
    assert (found.key, found.amount) == (str(again.pk), 5)
    assert found.tags == {"coloured": ("yes",), "limit": ("yes",)}
    assert "ต่ำกว่าคะแนนขีดจำกัดล่าง 1 แห่ง" in found.label
    assert asked(quality.district, "colour-groups", 2567) == []
    assert asked(quality.far, "colour-groups", 2568) == []
