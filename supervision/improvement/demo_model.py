"""The neighbour's own model: five steps with their working pages and an indicator set, by services and data alone."""

from decimal import Decimal
from typing import Any

from processes import services as processes
from processes.models import Procedure
from supervision.indicators import services as indicators
from supervision.indicators.models import Indicator, QualityModel
from supervision.indicators.services import AreaWords, IndicatorWords

NAME = "ห้าก้าวสู่โรงเรียนคุณภาพ"
_STEPS = (
    ("ก้าวที่ 1 รู้จักตน", "start", "group_director", ("teams", "baseline")),
    ("ก้าวที่ 2 ตกลงร่วม", "activity", "group_director", ("plan", "agreements")),
    ("ก้าวที่ 3 ลงมือทำ", "activity", "supervisor", ("rollout", "cooperation", "progress-reports")),
    ("ก้าวที่ 4 เคียงข้าง", "activity", "supervisor", ("mentoring", "objectives")),
    ("ก้าวที่ 5 ชื่นชมและเดินต่อ", "end", "group_director", ("evaluation", "ranking", "honours", "next-plan")),
)
_SELF, _ASSESSOR = Indicator.Source.SELF, Indicator.Source.ASSESSOR
_AREAS = (
    ("ร", "ผู้เรียน", 40, (("อ่านออกเขียนได้ตามวัย", _SELF), ("คุณลักษณะและทักษะชีวิต", _ASSESSOR))),
    ("ค", "ครู", 30, (("จัดการเรียนรู้เชิงรุก", _ASSESSOR), ("ใช้ผลวัดเพื่อพัฒนา", _SELF))),
    ("บ", "บริหาร", 30, (("แผนและระบบประกันคุณภาพ", _ASSESSOR), ("ชุมชนมีส่วนร่วม", _SELF))),
)


def five_steps(district: Any, director: Any) -> QualityModel:
    """The model, made once: procedure, steps, areas, indicators, published."""
    found = QualityModel.objects.of_district(district).filter(name=NAME).first()
    if found is not None:
        return found
    version = processes.make_procedure(
        district, actor=director, name=NAME, level=Procedure.Level.OFFICE, year_kind=Procedure.YearKind.FISCAL
    )
    processes.save_words(
        version, actor=director,
        values={"objectives": ["เพื่อให้โรงเรียนทุกแห่งรู้จุดตั้งต้นของตน มีข้อตกลง และพัฒนาอย่างต่อเนื่อง"]},
    )  # fmt: skip
    for title, shape, post, pages in _STEPS:
        words = processes.StepWords(title, shape=shape, post=post, pages=pages)
        processes.save_step(version, actor=director, words=words)
    procedure = processes.publish(version, actor=director).procedure
    model = indicators.make_model(
        district, actor=director, values={"name": NAME, "goal_label": "3 ด้าน", "procedure": procedure}
    )
    draft = indicators.make_set(model, actor=director, values={"name": f"ตัวชี้วัด {NAME}"})
    for number, (code, name, weight, lines) in enumerate(_AREAS, start=1):
        area = indicators.save_area(draft, actor=director, words=AreaWords(code, name, Decimal(weight)))
        for place, (title, source) in enumerate(lines, start=1):
            words_of = IndicatorWords(
                f"{number}.{place}", title, Decimal(50), source=source, target=Decimal(4), wanted="ร่องรอยการดำเนินงาน"
            )
            indicators.save_indicator(area, actor=director, words=words_of)
    indicators.publish(draft, actor=director)
    return model
