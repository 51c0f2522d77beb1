"""Small workbooks in the shapes other people publish: they import, or say by row why not."""

import pytest

from core import audit
from instruments.content import content_of
from instruments.services import exchange
from tests.factories import base
from tests.factories.workbooks import raw

# As KoboToolbox exports a form: machine columns, empty columns of everything, no form_id.
KOBO = raw(
    {
        "survey": [
            ["type", "name", "label::English (en)", "label::ไทย (th)", "required", "relevant", "appearance", "$kuid",
             "$xpath", "calculation", "choice_filter", "default", "parameters"],
            ["start", "start", None, None, None, None, None, "a1", "start"],
            ["end", "end", None, None, None, None, None, "a2", "end"],
            ["begin_group", "group_ab1", "Classroom", "ห้องเรียน", "false", None, "field-list", "a3", "group_ab1"],
            ["select_one lh8", "clean", "Is it clean?", "สะอาดหรือไม่", "true", None, None, "a4", "group_ab1/clean"],
            ["text", "why", "Why not?", "เพราะเหตุใด", "false", "${clean} = 'no'", "multiline", "a5", None],
            ["image", "photo", "Photo", "ภาพ", "false", None, None, "a6", None, None, None, None, "max-pixels=1024"],
            ["end_group", None, None, None, None, None, None, "/a3"],
        ],
        "choices": [
            ["list_name", "name", "label::English (en)", "label::ไทย (th)", "$autovalue"],
            ["lh8", "yes", "Yes", "ใช่", "yes"], ["lh8", "no", "No", "ไม่", "no"],
        ],
        "settings": [["style", "version"], ["theme-grid", "vA1"]],
    }
)  # fmt: skip
# As the first lessons of ODK: metadata, old words for the types, blank rows, a constraint.
LESSON = raw(
    {
        "survey": [
            ["type", "name", "label", "hint", "constraint", "constraint message"],
            ["today", "today", None], ["deviceid", "deviceid", None], [],
            ["text", "name", "1. What is your name?"],
            ["integer", "age", "2. How old are you?", None, ".>=0 and .<=150", "0 to 150"],
            ["select one from yes_no", "children", "3. Any children?"],
            ["select_multiple browsers", "browsers", "4. Which browsers?", "Select all that apply"],
            ["geopoint", "gps", "5. Where?"],
        ],
        "choices": [
            ["list name", "name", "label"], ["yes_no", 0.0, "no"], ["yes_no", 1.0, "yes"],
            ["browsers", "firefox", "Firefox"], ["browsers", "chrome", "Chrome"],
        ],
        "settings": [["form_title", "form_id"], ["Tutorial", "tutorial"]],
    }
)  # fmt: skip
# As a household survey: repeats, calculations, cascading choices, a scan.
HOUSEHOLD = raw(
    {
        "survey": [
            ["type", "name", "label", "calculation", "choice_filter", "constraint", "repeat_count"],
            ["select_one province", "province", "Province"],
            ["select_one district", "district", "District", None, "province=${province}"],
            ["barcode", "card", "Card"],
            ["begin repeat", "member", "Member", None, None, None, "${size}"],
            ["text", "phone", "Phone", None, None, "regex(., '^[0-9]+$')"],
            ["end repeat"],
            ["calculate", "total", None, "count(${member})"],
            ["select_one_from_file villages.csv", "village", "Village"],
        ],
        "choices": [
            ["list_name", "name", "label", "province"], ["province", "p1", "One"], ["district", "d1", "D1", "p1"],
        ],
    }
)  # fmt: skip


@pytest.mark.django_db
def test_kobo_and_lesson_import_and_come_back() -> None:
    district = base.district()
    for data, name, code, kinds in (
        (KOBO, "aB3xyz.xlsx", "aB3xyz", ["choice", "text", "photo"]),
        (LESSON, "x.xlsx", "tutorial", ["text", "number", "choice", "choices", "place"]),
    ):
        rehearsal = exchange.rehearse(data, district, actor=audit.SYSTEM, name=name)
        assert rehearsal.refusals == []
        version = exchange.import_form(rehearsal, district, actor=audit.SYSTEM)
        assert version.instrument.code == code
        assert [item.kind for item in content_of(version).items()] == kinds
        again = exchange.rehearse(exchange.export_form(version), district, actor=audit.SYSTEM)
        assert (again.effect, again.refusals) == (exchange.SAME, [])
    thai = [item.text for item in exchange.rehearse(KOBO, district, actor=audit.SYSTEM, name="k").form.content.items()]
    assert thai == ["สะอาดหรือไม่", "เพราะเหตุใด", "ภาพ"]


@pytest.mark.django_db
def test_a_household_survey_says_by_row_why_not() -> None:
    rehearsal = exchange.rehearse(HOUSEHOLD, base.district(), actor=audit.SYSTEM, name="household.xlsx")
    assert [(refusal.row, refusal.kind) for refusal in rehearsal.refusals] == [
        (3, "choice_filter"), (4, "barcode"), (5, "begin repeat"), (6, "constraint"), (8, "calculate"),
        (9, "select_one_from_file villages.csv"),
    ]  # fmt: skip
