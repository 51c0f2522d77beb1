"""The registers as lists: by number, paged by key, with a jump to a number or a day."""

from typing import Any

from django.db.models import QuerySet

from core.errors import DomainError
from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.keys import number_of
from core.tables import COUNT_CAP, TITLE, Column, Table
from core.thai.dates import be_year, parse_date
from core.thai.numerals import to_arabic
from office.letters.models import Letter
from office.letters.queries import place_on, years_of
from office.letters.searching import place_of, place_typed

# Rows before a jump are counted this far; further on their count is not shown and only its size matters.
_FAR = 1_000_000


def _open(rows: Any, value: str) -> Any:
    if value == "open":
        states = [Letter.State.REGISTERED, Letter.State.PROPOSED, Letter.State.DECIDED, Letter.State.ROUTED]
        return rows.filter(state__in=states)
    return rows.filter(state=value)


def _columns(number: str, day: str, place: str) -> tuple[Column, ...]:
    return (
        Column("subject", "เรื่อง", phone=TITLE), Column("number", number, sort="place"), Column("day", day),
        Column("own", "ที่ / ลงวันที่"), Column("place", place), Column("state", "สถานะ", bare=True),
    )  # fmt: skip


def _containing(rows: Any, text: str) -> Any:
    return rows.containing(text)


class LetterTable(Table):
    """Options district and direction. `jump` in the address (12/2569, 12 or a day) shows the page that begins there."""

    row_template = "office/letters/_row.html"
    default_sort = "-number"
    unit = "ฉบับ"
    empty = "ยังไม่มีหนังสือในทะเบียนนี้ กด “ลงทะเบียน” เพื่อเริ่ม"
    jump_error = ""

    def __init__(self, request: Any, queryset: QuerySet[Any], **options: Any) -> None:
        super().__init__(request, queryset, **options)
        self.district, self.direction = options["district"], options["direction"]
        self._jump()

    def get_filters(self) -> list[Any]:
        direction, district = self.options["direction"], self.options["district"]
        found: list[Any] = [
            TextFilter(
                "q", "ค้นเลข จาก ถึง หรือเรื่อง", fields=("haystack",), apply=_containing
            ),
            ChoiceFilter(
                "year", "ปีของเลขทะเบียน", lambda table: [(year, str(year)) for year in years_of(district, direction)],
                apply=lambda rows, year: rows.of_year(int(year)),
            ),
            DateFilter("day", "วันที่รับ" if direction == "in" else "วันที่ส่ง", path="registered_on"),
            ChoiceFilter("urgency", "ชั้นความเร็ว", Letter.Urgency.choices),
            ChoiceFilter("secrecy", "ชั้นความลับ", Letter.Secrecy.choices),
        ]  # fmt: skip
        states = [("open", "ยังไม่เสร็จ"), *Letter.State.choices] if direction == "in" else [
            ("registered", "ลงทะเบียนแล้ว"), ("cancelled", "ยกเลิก")
        ]  # fmt: skip
        return [*found, ChoiceFilter("state", "สถานะ", states, apply=_open)]

    @property
    def jumped(self) -> str:
        """What was typed to jump to."""
        return self.query.get("jump", "").strip()[:40]

    def hidden_inputs(self, *but: str) -> list[tuple[str, str]]:
        """Neither a filter nor a new jump carries the old jump along."""
        return super().hidden_inputs("jump", *but)

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the form of the jump carries along."""
        return self.hidden_inputs()

    @property
    def span_text(self) -> str:
        """From which number to which this page goes."""
        first, last = self.rows[0], self.rows[-1]
        return f"เลข {first.register_number} ถึง {last.register_number}"

    def url(self, **changes: Any) -> str:
        """Without the jump: it is where one page began, not what the list holds."""
        return super().url(**{"jump": None, **changes})

    def _jump(self) -> None:
        typed = self.jumped
        if not typed or any(self.query.get(key) for key in ("after", "before")):
            return
        try:
            target = self._target(typed)
        except DomainError as problem:
            self.jump_error = problem.message
            return
        up = self.sort == "number"
        start = target - 1 if up else target + 1
        rest = self.filtered.filter(**{"place__gt" if up else "place__lt": start})
        if not rest.exists():
            self.jump_error = "ไม่มีหนังสือตั้งแต่เลขหรือวันที่นี้ไปในรายการที่กรองไว้"
            return
        before = self.filtered.filter(**{"place__lte" if up else "place__gte": start}).order_by()
        passed = before[: COUNT_CAP + 1].count()
        if passed:
            self.query = self.query.copy()
            row = Letter(pk=2**62 if up else 0, place=start)
            self.query["after"] = self._cursor(row, passed if passed <= COUNT_CAP else _FAR)

    def _target(self, typed: str) -> int:
        """The place a jump means: 12/2569, 12 of the newest year, or the last number on a day or before it."""
        place = place_typed(typed)
        if place is not None:
            return place
        number = number_of(to_arabic(typed))
        if number is not None and number <= 999_999:
            years = years_of(self.district, self.direction)
            if not years:
                raise DomainError("ทะเบียนนี้ยังไม่มีเลข")
            return place_of(years[0], number)
        day = parse_date(typed, field="jump")
        found = place_on(self.base, day)
        if found is None:
            raise DomainError(f"ไม่มีหนังสือในทะเบียนที่ลงในวันที่นี้หรือก่อนหน้า (ปี {be_year(day)})")
        return found


class InTable(LetterTable):
    columns = _columns("เลขรับ", "วันที่รับ", "จาก")


class OutTable(LetterTable):
    columns = _columns("เลขส่ง", "วันที่ส่ง", "ถึง")
