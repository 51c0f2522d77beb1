"""What the convention calls things: sheets, columns, types; which of them we take, skip, or refuse and why.

Our own columns begin with `nithet::`; other tools pass over them.
"""

import re
from typing import NamedTuple

from instruments.models import Item

SHEETS = ("survey", "choices", "settings", "nithet_bands", "external_choices", "entities", "osm")
# Files written here say so in the settings; their texts are kept to the letter.
FORMAT = "1"
OWN = "nithet::"
# In the choices sheet pyxform, which KoboToolbox and ODK convert with, makes an element of every column it does not
# know, and stumbles over one with :: in its name; there they are written with _ (and read either way).
OWN_CHOICES = "nithet_"
DEFAULT_LANGUAGE = "Thai (th)"


class Column(NamedTuple):
    """A column's name in lower case with _ for blanks, and its language when it has one ("" for none)."""

    name: str
    language: str = ""


# Columns that may come once for each language.
TRANSLATED = frozenset({"label", "hint", "constraint_message", "required_message", "guidance_hint"})
_COLUMN_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::jr:constraintmsg": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "bind::calculate": "calculation",
    "calculate": "calculation",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "listname": "list_name",
    "set_form_id": "form_id",
    "id_string": "form_id",
    "set_form_title": "form_title",
    "title": "form_title",
    "readonly": "read_only",
    "bind::readonly": "read_only",
    "repeat_count": "repeat_count",
    "jr:count": "repeat_count",
}
# Filled in, these change what is asked or kept, so a row with one is refused; all other columns are only for show.
REFUSED_COLUMNS = {
    "calculation": "การคำนวณ (calculation)",
    "choice_filter": "ตัวเลือกที่กรองตามคำตอบอื่น (choice_filter)",
    "repeat_count": "จำนวนรอบของกลุ่มซ้ำ (repeat_count)",
    "trigger": "การคำนวณเมื่อคำตอบอื่นเปลี่ยน (trigger)",
    "default": "ค่าตั้งต้น (default)",
    "save_to": "การบันทึกลงชุดข้อมูล (save_to)",
    "image": "ภาพประกอบคำถาม (image)",
    "big-image": "ภาพประกอบคำถาม (big-image)",
    "audio": "เสียงประกอบคำถาม (audio)",
    "video": "วีดิทัศน์ประกอบคำถาม (video)",
}
# Columns we read; our own besides. Of a sheet that is not named here, all.
_READ = {
    "survey": {
        "type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "appearance",
        "read_only", "disabled", *REFUSED_COLUMNS,
    },
    "choices": {"list_name", "name", "label", "image", "big-image", "audio", "video"},
    "settings": {"form_id", "form_title", "default_language", "public_key"},
}  # fmt: skip


def is_read(sheet: str, column: Column) -> bool:
    return column.name in _READ.get(sheet, {column.name}) or column.name.startswith(OWN)


def column_of(title: str) -> Column:
    """LABEL :: Thai (th) → (label, Thai (th)); list name → (list_name, "")."""
    if title.lower().startswith(OWN_CHOICES):
        title = OWN + title[len(OWN_CHOICES) :]
    parts = [part.strip() for part in title.split("::")]
    if len(parts) == 1 and ":" in title and not title.lower().startswith("jr:"):
        parts = [part.strip() for part in title.split(":", 1)]  # the older spelling, label:Thai
    first = re.sub(r"\s+", "_", parts[0].lower())
    if first == "media" and len(parts) > 1:
        return Column(re.sub(r"\s+", "_", parts[1].lower()), "::".join(parts[2:]))
    first = _COLUMN_ALIASES.get(first, first)
    if len(parts) > 1 and first in (*TRANSLATED, "image", "audio", "video", "big-image"):
        return Column(first, "::".join(parts[1:]))
    whole = re.sub(r"\s+", "_", "::".join([first, *(part.lower() for part in parts[1:])]))
    return Column(_COLUMN_ALIASES.get(whole, whole))


# type → (our kind, whole numbers only)
KINDS: dict[str, tuple[str, bool]] = {
    "integer": (Item.Kind.NUMBER, True),
    "int": (Item.Kind.NUMBER, True),
    "decimal": (Item.Kind.NUMBER, False),
    "text": (Item.Kind.TEXT, False),
    "string": (Item.Kind.TEXT, False),
    "date": (Item.Kind.DATE, False),
    "image": (Item.Kind.PHOTO, False),
    "photo": (Item.Kind.PHOTO, False),
    "geopoint": (Item.Kind.PLACE, False),
    "gps": (Item.Kind.PLACE, False),
    "location": (Item.Kind.PLACE, False),
    "note": (Item.Kind.NOTE, False),
}
SELECTS = {
    "select_one": "one",
    "select one": "one",
    "select one from": "one",
    "select1": "one",
    "select_multiple": "many",
    "select multiple": "many",
    "select all that apply": "many",
    "select all that apply from": "many",
}
BEGIN_GROUP = frozenset({"begin_group", "begin group", "begin  group"})
END_GROUP = frozenset({"end_group", "end group"})
# Recorded without being asked; every sheet of ours has its time and person anyway, so these rows are passed over.
AUTOMATIC = frozenset(
    {
        "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
        "start time", "end time", "device id", "phone number", "imei", "instanceid", "instancename",
    }
)  # fmt: skip
# type → what it is in Thai; refused by name.
REFUSED = {
    "calculate": "การคำนวณ",
    "calculate_here": "การคำนวณ",
    "audio": "เสียง",
    "background-audio": "เสียงที่อัดเอง",
    "video": "วีดิทัศน์",
    "file": "แฟ้มแนบ",
    "barcode": "บาร์โค้ด",
    "begin_repeat": "กลุ่มที่ถามซ้ำ",
    "begin repeat": "กลุ่มที่ถามซ้ำ",
    "end_repeat": "กลุ่มที่ถามซ้ำ",
    "end repeat": "กลุ่มที่ถามซ้ำ",
    "begin loop": "กลุ่มที่ถามซ้ำ",
    "end loop": "กลุ่มที่ถามซ้ำ",
    "begin_kobomatrix": "ตารางของ KoboToolbox",
    "end_kobomatrix": "ตารางของ KoboToolbox",
    "begin_score": "ตารางคะแนนของ KoboToolbox",
    "end_score": "ตารางคะแนนของ KoboToolbox",
    "score__row": "ตารางคะแนนของ KoboToolbox",
    "begin_rank": "การจัดลำดับของ KoboToolbox",
    "end_rank": "การจัดลำดับของ KoboToolbox",
    "rank__level": "การจัดลำดับของ KoboToolbox",
    "rank": "การจัดลำดับ",
    "range": "แถบเลื่อน",
    "time": "เวลา",
    "datetime": "วันและเวลา",
    "date time": "วันและเวลา",
    "geotrace": "เส้นทางบนแผนที่",
    "geoshape": "พื้นที่บนแผนที่",
    "start-geopoint": "ตำแหน่งที่บันทึกเอง",
    "background-geopoint": "ตำแหน่งที่บันทึกเอง",
    "acknowledge": "การรับทราบ",
    "trigger": "การรับทราบ",
    "hidden": "ค่าที่ซ่อน",
    "select_one_external": "ตัวเลือกจากแฟ้มภายนอก",
    "select_multiple_external": "ตัวเลือกจากแฟ้มภายนอก",
    "select_one_from_file": "ตัวเลือกจากแฟ้มภายนอก",
    "select_multiple_from_file": "ตัวเลือกจากแฟ้มภายนอก",
    "cascading_select": "ตัวเลือกเป็นชั้น",
    "xml-external": "ข้อมูลจากแฟ้มภายนอก",
    "csv-external": "ข้อมูลจากแฟ้มภายนอก",
    "osm": "ข้อมูล OpenStreetMap",
    "include": "การนำฟอร์มอื่นมารวม",
    "include_json": "การนำฟอร์มอื่นมารวม",
}
YES = frozenset({"yes", "true", "true()", "1"})
NO = frozenset({"", "no", "false", "false()", "0"})
# A picture that is drawn is something else than a picture that is taken.
DRAWN = frozenset({"signature", "draw", "annotate"})


def is_thai(language: str) -> bool:
    return bool(re.search(r"thai|ไทย|\(th\)|^th(-th)?$", language.strip(), re.IGNORECASE))
