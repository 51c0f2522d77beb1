"""School A1 has a level from a rehearsed workbook and a result of an external round with a recommendation."""

from datetime import date

from qa.levels.importing.service import Target, receive
from qa.levels.services.external import add_advice, save_result, save_round
from qa.standards.services.reference import load_standard_sets
from tests.access.cast import Cast
from tests.factories import levels


def build(cast: Cast) -> None:
    director = cast.users["group_director"]
    load_standard_sets(cast.a)
    cast.a1.level_from, cast.a1.level_to = "อ.2", "ป.6"
    cast.a1.save(update_fields=["level_from", "level_to"])
    levels.give(cast.a1, "ดี")
    target = Target(2566, "basic", "self", levels.the_set(cast.a))
    data = levels.workbook([(cast.a1.code10, "ดีเลิศ")])
    cast.rows["level_import"], _ = receive(data, cast.a, target, actor=director, name="ระดับ.xlsx")
    values = {"number": 5, "title": "การประเมินภายนอก", "body": "สมศ.", "year_from": 2566, "year_to": 2570}
    cast.rows["external_round"] = round_ = save_round(cast.a, actor=director, values=values)
    cast.rows["external_result"] = result = save_result(
        round_, actor=director, school=cast.a1, level="basic", academic_year=2567, assessed_on=date(2024, 8, 20),
        verdict="meets", scale_level=None, standards=[("คุณภาพของผู้เรียน", "meets")],
    )  # fmt: skip
    add_advice(result, actor=director, text="ควรติดตามการอ่านรายบุคคล")
