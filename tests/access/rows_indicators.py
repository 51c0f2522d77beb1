"""A model of A with an edition in use and one being written, a rehearsed workbook, a colour scheme."""

from decimal import Decimal

from supervision.indicators.importing.service import receive
from supervision.indicators.importing.sheet import workbook
from supervision.indicators.models import IndicatorSet
from supervision.indicators.services import save_scheme
from tests.access.cast import Cast
from tests.factories import improvement


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    model = improvement.a_quality_model(cast.a, code="pidre", name="PIDRE")
    draft = improvement.an_indicator_set(model, state=IndicatorSet.State.DRAFT)
    area = draft.areas.first()
    assert area is not None
    cast.rows |= {
        "quality_model": model,
        "indicator_set": improvement.an_indicator_set(model),
        "indicator_retired": improvement.an_indicator_set(model, state=IndicatorSet.State.RETIRED),
        "indicator_draft": draft,
        "indicator_area": area,
        "indicator_row": area.indicators.first(),
        "indicator_import": receive(workbook(draft), draft, actor=director, name="indicators.xlsx"),
        "colour_scheme": save_scheme(
            cast.a, actor=director, result="qa-level", name="เกณฑ์ของเขต",
            bands=[("blue", Decimal(4), ""), ("red", Decimal(1), "")],
        ),
    }  # fmt: skip
