"""The demo offices as rows of the import workbook: made-up schools, people named by their post, no real person.

The same day gives the same rows. Codes begin with 99, which is no province.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.thai.years import fiscal_range, fiscal_year, law_academic_year

FIRST = ("นา", "ห้วย", "หนอง", "โคก", "ภู", "วัง", "ท่า", "โป่ง", "ซำ", "แก่ง")
SECOND = ("ดี", "ทอง", "ผึ้ง", "ไผ่", "บัว", "สัก", "ยาว", "งาม", "หิน", "เย็น", "คำ", "จาน", "แดง", "น้อย")
# Long and awkward names that pages and papers must bear; "·" marks where one may break.
LONG = (
    "ชุมชนบ้านนาพึ่ง·นามาลัย·หัวดอย·นาปูน",
    "บ้านกกโพธิ์·แสนเอี่ยม·ราษฎร์ประชา·สรรค์วิทยา",
    "อนุบาลเมืองตัวอย่าง (ชุมชนวัดป่า·ศรีมงคล·รัตนาราม)",
    "เย็นศิระ·บ้านหมากแข้ง·มิตรภาพที่ 215",
)
SIZES = (0, 18, 45, 77, 96, 118, 120, 121, 160, 240, 330, 610)
STANDINGS = ("", "ครูชำนาญการ", "ครูชำนาญการพิเศษ")
SUBJECTS = ("ปฐมวัย", "ภาษาไทย", "คณิตศาสตร์", "วิทยาศาสตร์", "สังคมศึกษา", "ภาษาอังกฤษ")
GROUPS = (
    "กลุ่มงานพัฒนาหลักสูตรการศึกษาขั้นพื้นฐานและกระบวนการเรียนรู้",
    "กลุ่มงานวัดและประเมินผลการศึกษา",
    "กลุ่มงานส่งเสริมและพัฒนาสื่อ นวัตกรรม และเทคโนโลยีทางการศึกษา",
    "กลุ่มงานนิเทศ ติดตาม และประเมินผลระบบบริหารและจัดการศึกษา",
    "กลุ่มงานวิจัยพัฒนา ส่งเสริมมาตรฐานการศึกษา และระบบประกันคุณภาพการศึกษา",
    "กลุ่มงานเลขานุการคณะกรรมการติดตาม ตรวจสอบ ประเมินผลและนิเทศการศึกษา",
    "กลุ่มงานการศึกษาพิเศษ (การจัดการศึกษาแบบเรียนรวม)",
)
LEARNING_AREAS = (
    "ภาษาไทย", "คณิตศาสตร์", "วิทยาศาสตร์", "สังคมศึกษา ศาสนาและวัฒนธรรม", "สุขศึกษาและพลศึกษา", "ศิลปะ",
    "การงานอาชีพและเทคโนโลยี", "ภาษาต่างประเทศ",
)  # fmt: skip
PROJECTS = (
    "โครงการบ้านนักวิทยาศาสตร์น้อยปฐมวัย",
    "โครงการโรงเรียนคุณธรรม",
    "การจัดการศึกษาด้วยทางไกลผ่านดาวเทียม (DLTV)",
    "โครงการส่งเสริมและพัฒนาระบบประกันคุณภาพการศึกษา",
)
Row = dict[str, Any]


@dataclass(frozen=True)
class DemoOffice:
    """One demo office: how large, under which codes and addresses."""

    code: str
    name: str
    short_name: str
    area: str  # two digits within the made-up province 99
    domain: str
    schools: int
    clusters: int
    amphoes: tuple[str, ...]
    supervisors: int
    members: int
    # Somebody known here too who belongs to another demo office.
    guest: Row | None = None


# Heads one office and supervises in the other: holding a right somewhere is not holding it here.
TWO_OFFICES = "two-offices@example.org"
FIRST_OFFICE = DemoOffice(
    "DEMO1", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต 1", "สพป.ตัวอย่าง เขต 1", "01", "demo1.example.org",
    107, 9, ("เมืองตัวอย่าง", "ภูหมอก", "นาแก้ว"), 11, 9,
    {"email": TWO_OFFICES, "first_name": "ผู้ทำงาน", "last_name": "สองเขต", "position": "ศึกษานิเทศก์", "role": "ศึกษานิเทศก์"},
)  # fmt: skip
SECOND_OFFICE = DemoOffice(
    "DEMO2", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาตัวอย่าง เขต 2", "สพป.ตัวอย่าง เขต 2", "02", "demo2.example.org",
    9, 2, ("ริมธาร", "ทุ่งกว้าง"), 2, 2,
    {"email": TWO_OFFICES, "first_name": "ผู้ทำงาน", "last_name": "สองเขต",
     "position": "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา", "role": "ผอ.สพท."},
)  # fmt: skip


def plain(name: str) -> str:
    return name.replace("·", "")


def _names(office: DemoOffice, rng: random.Random) -> list[str]:
    """Full names, "โรงเรียน" included, with their break marks."""
    made = [f"บ้าน{first}{second}" for first in FIRST for second in SECOND]
    rng.shuffle(made)
    names = [*LONG, *made] if office.area == "01" else [*made[::-1], LONG[0]]
    return [f"โรงเรียน{name}" for name in names[: office.schools]]


def break_marks(office: DemoOffice) -> dict[str, str]:
    """Plain name → name with marks, for the long ones."""
    return {plain(f"โรงเรียน{name}"): f"โรงเรียน{name}" for name in LONG}


def rows_of(office: DemoOffice, today: date) -> dict[str, list[Row]]:
    """Every sheet's rows; counts of the running academic year stand with the schools, last year's by themselves."""
    rng = random.Random(f"{office.code}")  # noqa: S311 - the same demo every time, nothing secret
    year, _ = law_academic_year(today)
    since = fiscal_range(fiscal_year(today) - 3)[0]
    schools, counts = [], []
    for number, name in enumerate(_names(office, rng), start=1):
        school, before = _school(office, number, plain(name), year, rng)
        schools.append(school)
        counts.append(before)
    return {
        "schools": schools,
        "counts": counts,
        "people": [*_office_people(office, since, today), *_school_people(office, schools, since, rng)],
        "assignments": list(_assignments(office, schools, since, today)),
    }


def _school(office: DemoOffice, number: int, name: str, year: int, rng: random.Random) -> tuple[Row, Row]:
    expanded = number % 5 == 0
    size = 420 if number <= 2 else rng.choice(SIZES)
    code = f"99{office.area}{number:04d}"
    row: Row = {
        "code10": f"1099{office.area}{number:04d}",
        "smis8": code,
        "name": name,
        "cluster": f"กลุ่มโรงเรียนที่ {(number - 1) % office.clusters + 1}",
        "amphoe": office.amphoes[number * 7 % len(office.amphoes)],
        "tambon": f"ตำบลที่ {number % 12 + 1}",
        "kind": "ขยายโอกาส" if expanded else "ประถมศึกษา",
        "levels": "อ.2-ม.3" if expanded else "อ.2-ป.6",
        "latitude": round(17.1 + number % 30 / 60, 5),
        "longitude": round(101.0 + number % 25 / 50, 5),
        "status": "เปิด",
    }
    row |= _numbers(year, size, expanded=expanded)
    before = max(0, size + rng.choice((-9, -4, 0, 3, 6, 11))) if size else rng.choice((0, 4))
    return row, {"school": row["code10"], **_numbers(year - 1, before, expanded=expanded)}


def _numbers(year: int, size: int, *, expanded: bool) -> Row:
    early, lower = size // 5, size // 4 if expanded else 0
    return {
        "academic_year": year,
        "pre_primary": early,
        "primary": size - early - lower,
        "lower_secondary": lower,
        "upper_secondary": 0,
        "teachers": max(1, size // 18) if size else 0,
    }


def _office_people(office: DemoOffice, since: date, today: date) -> Iterator[Row]:
    def person(account: str, first: str, last: str, position: str, role: str, **more: Any) -> Row:
        return {
            "email": f"{account}@{office.domain}", "first_name": first, "last_name": last, "position": position,
            "role": role, "place": "สำนักงาน", "starts_on": since, **more,
        }  # fmt: skip

    group = "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"
    director = "ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา"
    if office.guest is None or office.guest["role"] != "ผอ.สพท.":
        yield person("director", "ผู้อำนวยการ", "สำนักงานเขต", director, "ผอ.สพท.")
    yield person("deputy", "รองผู้อำนวยการ", "สำนักงานเขต", f"รอง{director}", "รอง ผอ.สพท.")
    yield person("head", "ผู้อำนวยการ", "กลุ่มนิเทศ", group, "ผอ.กลุ่มนิเทศฯ", standing="ศึกษานิเทศก์ชำนาญการพิเศษ")
    yield person("secretary", "เลขานุการ", "ก.ต.ป.น.", "ศึกษานิเทศก์", "เลขานุการ ก.ต.ป.น.", standing="ศึกษานิเทศก์ชำนาญการ")
    yield person("clerk", "ธุรการ", "กลุ่มนิเทศ", "เจ้าพนักงานธุรการ", "เจ้าหน้าที่ธุรการ")
    yield person("admin", "ผู้ดูแลระบบ", "สำนักงานเขต", "นักวิชาการคอมพิวเตอร์", "ผู้ดูแลระบบ")
    for number in range(1, office.supervisors + 1):
        yield person(
            f"supervisor{number:02d}", "ศึกษานิเทศก์", f"คนที่ {number}", "ศึกษานิเทศก์", "ศึกษานิเทศก์",
            standing=("ศึกษานิเทศก์ชำนาญการ", "ศึกษานิเทศก์ชำนาญการพิเศษ")[number % 2],
        )  # fmt: skip
    term = date(today.year - 1, 1, 15)
    for number in range(1, office.members + 1):
        yield person(
            f"member{number:02d}", "กรรมการ", f"คนที่ {number}", "กรรมการ ก.ต.ป.น.", "กรรมการ ก.ต.ป.น.",
            starts_on=term, ends_on=date(term.year + 4, 1, 14),
        )  # fmt: skip
    yield person("subcommittee01", "อนุกรรมการ", "คนที่ 1", "อนุกรรมการ อ.ก.ต.ป.น.", "อ.ก.ต.ป.น.", starts_on=term)
    if office.guest:
        yield {"place": "สำนักงาน", "starts_on": since, **office.guest}


def _school_people(office: DemoOffice, schools: list[Row], since: date, rng: random.Random) -> Iterator[Row]:
    """A principal with an account for each, a teacher with one for every fifth, and 3–6 teachers without."""
    for number, school in enumerate(schools, start=1):
        short, place = school["name"].removeprefix("โรงเรียน"), school["code10"]
        yield {
            "email": f"school{number:03d}@{office.domain}", "first_name": "ผู้อำนวยการ", "last_name": short,
            "position": "ผู้อำนวยการสถานศึกษา", "role": "ผอ.โรงเรียน", "place": place, "starts_on": since,
            "acting": "รักษาการ" if number % 17 == 0 else "",
        }  # fmt: skip
        if number % 5 == 1:
            yield {
                "email": f"teacher{number:03d}@{office.domain}", "first_name": "ครูวิชาการ", "last_name": short,
                "position": "ครู", "standing": "ครูชำนาญการ", "role": "ครู", "place": place, "starts_on": since,
            }  # fmt: skip
        for subject in rng.sample(SUBJECTS, rng.randint(3, 6)):
            yield {
                "first_name": f"ครู{subject}", "last_name": short, "position": "ครู",
                "standing": rng.choice(STANDINGS), "role": "ครู", "place": place,
            }  # fmt: skip


def _assignments(office: DemoOffice, schools: list[Row], since: date, today: date) -> Iterator[Row]:
    staff = [f"supervisor{number:02d}@{office.domain}" for number in range(1, office.supervisors + 1)]
    if office.guest and office.guest["role"] == "ศึกษานิเทศก์":
        staff.append(office.guest["email"])
    for at, email in enumerate(staff):
        yield {"email": email, "kind": "กลุ่มงาน", "target": GROUPS[at % len(GROUPS)], "starts_on": since}
    for at in range(office.clusters):
        email = staff[at % len(staff)]
        yield {"email": email, "kind": "กลุ่มโรงเรียน", "target": f"กลุ่มโรงเรียนที่ {at + 1}", "starts_on": since}
    for at, area in enumerate(LEARNING_AREAS):
        yield {"email": staff[at % len(staff)], "kind": "กลุ่มสาระ", "target": area, "starts_on": since}
    first, last = fiscal_range(fiscal_year(today))
    for at, project in enumerate(PROJECTS):
        email = staff[-1 - at % len(staff)]
        yield {"email": email, "kind": "โครงการ", "target": project, "starts_on": first, "ends_on": last}
    yield {"email": staff[-1], "kind": "โรงเรียน", "target": schools[2]["code10"], "starts_on": since}
