"""The sheets and columns an import workbook may have: one table read by import, export and the empty template."""

from dataclasses import dataclass

from core.thai.numerals import to_arabic


@dataclass(frozen=True)
class Column:
    """`title` as it is written; `also` are other spellings met; a required column must stand in the sheet, its cells
    may still be empty where the row's own rules allow it."""

    key: str
    title: str
    required: bool = False
    also: tuple[str, ...] = ()
    note: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    key: str
    title: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    def title_of(self, key: str) -> str:
        return self.column(key).title


def folded(text: object) -> str:
    """Names as they are compared: Arabic digits, no case, no blanks at all."""
    return "".join(to_arabic(text).split()).replace("\u200b", "").replace("\ufeff", "").casefold()


SCHOOLS = Sheet(
    "schools",
    "โรงเรียน",
    (
        Column("code10", "รหัสโรงเรียน 10 หลัก", True, ("รหัสโรงเรียน", "รหัส 10 หลัก"), "ตัวเลข 10 หลัก จัดเซลล์เป็นข้อความ"),
        Column("smis8", "รหัส SMIS 8 หลัก", False, ("รหัส SMIS", "SMIS"), "ตัวเลข 8 หลัก"),
        Column("name", "ชื่อโรงเรียน", True, (), "จำเป็น"),
        Column("cluster", "กลุ่มโรงเรียน", False, ("เครือข่ายโรงเรียน", "ศูนย์เครือข่าย"), "ชื่อที่ยังไม่มีจะเปิดให้ใหม่"),
        Column("amphoe", "อำเภอ", False, (), "ชื่อที่ยังไม่มีจะเปิดให้ใหม่"),
        Column("tambon", "ตำบล"),
        Column("kind", "ประเภท", choices=("ประถมศึกษา", "ขยายโอกาส", "มัธยมศึกษา", "การศึกษาพิเศษ", "อื่น ๆ")),
        Column("levels", "ระดับที่เปิดสอน", note="เช่น อ.2-ป.6 หรือ อ.2-ม.3"),
        Column("academic_year", "ปีการศึกษา", note="พ.ศ. ของจำนวนนักเรียนและครูในแถวนี้"),
        Column("pre_primary", "นักเรียนก่อนประถม"),
        Column("primary", "นักเรียนประถม"),
        Column("lower_secondary", "นักเรียนมัธยมต้น"),
        Column("upper_secondary", "นักเรียนมัธยมปลาย"),
        Column("teachers", "ครู", also=("จำนวนครู",)),
        Column("latitude", "ละติจูด", note="องศา เช่น 17.28512"),
        Column("longitude", "ลองจิจูด", note="องศา เช่น 101.15026"),
        Column("status", "สถานะ", note="การปิดหรือรวมโรงเรียนที่มีอยู่แล้วทำที่หน้าโรงเรียน", choices=("เปิด", "ปิด", "รวม")),
    ),
)
PEOPLE = Sheet(
    "people",
    "บุคลากร",
    (
        Column("email", "อีเมล", True, ("อีเมล์", "e-mail", "email"), "ครูที่ไม่มีบัญชีเว้นว่างได้"),
        Column("prefix", "คำนำหน้า"),
        Column("first_name", "ชื่อ", True, (), "จำเป็น"),
        Column("last_name", "นามสกุล"),
        Column("position", "ตำแหน่ง"),
        Column("standing", "วิทยฐานะ"),
        Column("phone", "โทรศัพท์"),
        Column("role", "บทบาท", True, (), "คำตามรายการ"),
        Column("place", "สังกัด", True, (), "สำนักงาน หรือรหัสโรงเรียน 10 หลัก"),
        Column("starts_on", "วันเริ่ม", True, ("ตั้งแต่",), "เช่น 1 ต.ค. 2566"),
        Column("ends_on", "วันสิ้นสุด", False, ("ถึง",), "เว้นว่างเมื่อยังไม่กำหนด"),
        Column("acting", "ลักษณะ", False, (), "", ("ดำรงตำแหน่ง", "รักษาการ", "ปฏิบัติหน้าที่แทน")),
        Column("order_reference", "คำสั่งที่"),
    ),
)
ASSIGNMENTS = Sheet(
    "assignments",
    "การมอบหมาย",
    (
        Column("email", "อีเมล", True, ("อีเมล์", "e-mail", "email"), "อีเมลของบุคคลในชีตบุคลากรหรือที่มีอยู่แล้ว"),
        Column("kind", "ประเภท", True, (), "", ("กลุ่มงาน", "กลุ่มโรงเรียน", "โรงเรียน", "กลุ่มสาระ", "โครงการ")),
        Column("target", "เป้าหมาย", True, (), "ชื่อของสิ่งที่มอบหมาย โรงเรียนใช้รหัส 10 หลัก"),
        Column("starts_on", "วันเริ่ม", True, ("ตั้งแต่",), "เช่น 1 ต.ค. 2566"),
        Column("ends_on", "วันสิ้นสุด", False, ("ถึง",), "เว้นว่างเมื่อยังไม่กำหนด"),
        Column("note", "หมายเหตุ"),
    ),
)
COUNTS = Sheet(
    "counts",
    "จำนวนรายปี",
    (
        Column("school", "โรงเรียน", True, ("รหัสโรงเรียน 10 หลัก", "รหัสโรงเรียน"), "รหัสโรงเรียน 10 หลัก"),
        Column("academic_year", "ปีการศึกษา", True, (), "พ.ศ."),
        Column("pre_primary", "นักเรียนก่อนประถม"),
        Column("primary", "นักเรียนประถม"),
        Column("lower_secondary", "นักเรียนมัธยมต้น"),
        Column("upper_secondary", "นักเรียนมัธยมปลาย"),
        Column("teachers", "ครู", also=("จำนวนครู",)),
    ),
)
# In the order they are worked through: a later sheet may need a row of an earlier one.
SHEETS = (SCHOOLS, COUNTS, PEOPLE, ASSIGNMENTS)
COUNT_KEYS = ("pre_primary", "primary", "lower_secondary", "upper_secondary", "teachers")
OFFICE_WORDS = frozenset(folded(word) for word in ("สำนักงาน", "สำนักงานเขต", "สำนักงานเขตพื้นที่การศึกษา", "เขต"))
NOTES_SHEET = "คำอธิบาย"
