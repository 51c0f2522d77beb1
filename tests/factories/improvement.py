"""A model with a small published indicator set, and a programme with schools in it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from processes.models import Procedure
from schools.models import District, School
from supervision.improvement.models import Participation, Programme
from supervision.indicators.models import Area, Indicator, IndicatorSet, QualityModel
from supervision.indicators.services.parts import even

AREAS = (("Q1", "นักเรียนคุณภาพ"), ("Q2", "ครูคุณภาพ"), ("Q3", "ห้องเรียนคุณภาพ"), ("Q4", "ผู้อำนวยการคุณภาพ"))


def a_quality_model(district: District, *, code: str = "tumhome", **fields: Any) -> QualityModel:
    procedure, _ = Procedure.objects.get_or_create(
        district=district, code=code, defaults={"name": "การขับเคลื่อนคุณภาพทดสอบ"}
    )
    return QualityModel.objects.create(
        **{
            "district": district, "code": code, "name": "รูปแบบทดสอบ", "goal_label": "4Q", "extra_label": "5Q",
            "procedure": procedure, "updated_at": timezone.now(), **fields,
        }
    )  # fmt: skip


def an_indicator_set(
    model: QualityModel, *, per_area: int = 2, extra: bool = True, state: str = IndicatorSet.State.PUBLISHED,
    source: str = Indicator.Source.ASSESSOR,
) -> IndicatorSet:  # fmt: skip
    """Four areas of 25 each, with `per_area` indicators on 1–5 of equal weight; `extra` adds Q5 beside them."""
    made = IndicatorSet.objects.create(
        model=model, number=model.sets.count() + 1, name="ชุดตัวชี้วัดทดสอบ", state=state, updated_at=timezone.now()
    )
    rows = [(code, name, False) for code, name in AREAS]
    if extra:
        rows.append(("Q5", "การบริหารจัดการคุณภาพ", True))
    for place, (code, name, is_extra) in enumerate(rows, start=1):
        area = Area.objects.create(
            set=made, position=place, code=code, name=name, is_extra=is_extra, weight=Decimal(25)
        )
        Indicator.objects.bulk_create(
            Indicator(
                area=area, position=number, code=f"{place}.{number}", title=f"ตัวชี้วัด {place}.{number}", source=source,
                weight=weight, target=Decimal(4),
            )
            for number, weight in enumerate(even(per_area), start=1)
        )  # fmt: skip
    return made


def a_programme(
    actor: Any, district: District, *, schools: list[School] | None = None, set: IndicatorSet | None = None,
    year: int = 2568, uses_extra: bool = False, **fields: Any,
) -> Programme:  # fmt: skip
    """ปีงบประมาณ 2568 by default, with every given school in it."""
    chosen = set or an_indicator_set(a_quality_model(district, code=f"tumhome-{year}"))
    now = timezone.now()
    made = Programme.objects.create(
        **{
            "district": district, "model": chosen.model, "set": chosen, "name": f"TUMHOME Plus Inno {year}",
            "year": year, "academic_year": year - 1, "starts_on": date(year - 544, 10, 1),
            "ends_on": date(year - 543, 9, 30), "counts_on": date(year - 544, 10, 1), "uses_extra": uses_extra,
            "opened_by": actor, "opened_at": now, "updated_at": now, **fields,
        }
    )  # fmt: skip
    Participation.objects.bulk_create(
        Participation(programme=made, school=school, updated_at=now) for school in schools or []
    )
    return made
