"""The cut points an office paints a result with, refused where bands overlap, leave a gap or run backwards."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError
from core.pointers import Pointer
from core.stamps import held_since
from schools.results import ResultKind, result_kind
from schools.services.locks import lock_district
from supervision.indicators.models import ColourBand, ColourScheme
from supervision.indicators.services.common import allow, one_line, person

KIND = "colour_scheme"
CENT = Decimal("0.01")


@transaction.atomic
def save_scheme(
    district: Any, *, actor: Any, result: str, option: str = "", name: str, bands: Sequence[tuple[str, Decimal, str]],
    lower_limit: Decimal | None = None, source: str = "", is_example: bool = False, stamp: int | None = None,
    now: datetime | None = None,
) -> ColourScheme:  # fmt: skip
    """Write the scheme of a result, or of one option of it, in place of the one there is.

    `bands` are (colour, from where, meaning) of the colours in use, each half-open [its bound, the next higher bound);
    the best comes first in the order of ColourBand.Colour, so for a result where more is better the bounds fall, and
    where less is better they rise. The band at the lower end begins at the lowest value there is: no gap is left.
    `stamp` 0 is "there was none when the page was opened". StaleRevision when somebody else wrote it meanwhile.
    """
    allow(actor, district)
    lock_district(district.pk)
    kind = _kind(result, option, district)
    ordered = check_bands(bands, kind)
    if lower_limit is not None:
        lower_limit = _value(lower_limit, kind, "lower_limit")
    held = ColourScheme.objects.filter(district=district, result=result, option=option).first()
    row = held or ColourScheme(district=district, result=result, option=option, stamp=0)
    held_since(row, stamp, actor=actor, by="updated_by")
    row.name = one_line(name, field="name", most=150, empty="กรุณาตั้งชื่อเกณฑ์")
    row.source = one_line(source, field="source", most=300)
    row.lower_limit, row.is_example, row.updated_by = lower_limit, is_example, person(actor)
    row.stamp, row.updated_at = row.stamp + 1, now or timezone.now()
    row.save()
    row.bands.all().delete()
    ColourBand.objects.bulk_create(
        ColourBand(scheme=row, colour=colour, lower=lower, label=label) for colour, lower, label in ordered
    )
    _trace(row, "saved", actor=actor, at=row.updated_at)
    return row


@transaction.atomic
def remove_scheme(row: ColourScheme, *, actor: Any, now: datetime | None = None) -> None:
    """Away with the office's own cut points of one option, or of a result; twice is once."""
    allow(actor, row.district)
    held = ColourScheme.objects.select_for_update(of=("self",)).select_related("district").filter(pk=row.pk).first()
    if held is not None:
        _trace(held, "removed", actor=actor, at=now or timezone.now())
        held.delete()


def check_bands(bands: Sequence[tuple[str, Decimal, str]], kind: ResultKind) -> list[tuple[str, Decimal, str]]:
    """The bands as they are kept; DomainError at the field `lower_COLOUR` of the first one that is wrong."""
    given = {colour: (lower, label) for colour, lower, label in bands}
    if len(given) < len(bands) or set(given) - set(ColourBand.Colour.values):
        raise DomainError("แต่ละสีใช้ได้ช่วงเดียว")
    order = [colour for colour in ColourBand.Colour.values if colour in given]
    if len(order) < 2:
        raise DomainError("ต้องใช้อย่างน้อยสองสี")
    found: list[tuple[str, Decimal, str]] = []
    for colour in order:
        lower, label = given[colour]
        lower = _value(lower, kind, f"lower_{colour}")
        if found:
            _in_order(colour, lower, found[-1], kind)
        found.append((colour, lower, one_line(label, field=f"label_{colour}", most=100)))
    last = found[0] if kind.lower_is_better else found[-1]
    if last[1] != kind.lowest:
        raise DomainError(
            f"มีช่องว่าง: ค่าตั้งแต่ {_told(kind.lowest)} ถึงก่อน {_told(last[1])} ไม่มีสี ช่วงต่ำสุดต้องเริ่มที่ {_told(kind.lowest)}",
            field=f"lower_{last[0]}",
        )
    return found


def _in_order(colour: str, lower: Decimal, before: tuple[str, Decimal, str], kind: ResultKind) -> None:
    words, other = ColourBand.Colour(colour).label, ColourBand.Colour(before[0]).label
    if lower == before[1]:
        raise DomainError(f"ช่วงสี{words}ซ้อนกับสี{other} เริ่มที่ {_told(lower)} เหมือนกัน", field=f"lower_{colour}")
    if (lower > before[1]) != kind.lower_is_better:
        way = "มากกว่า" if kind.lower_is_better else "น้อยกว่า"
        raise DomainError(f"ลำดับสีกลับด้าน: สี{words}ต้องเริ่ม{way}สี{other} ({_told(before[1])})", field=f"lower_{colour}")


def _value(value: Decimal, kind: ResultKind, field: str) -> Decimal:
    if not value.is_finite() or value != value.quantize(CENT):
        raise DomainError("กรุณาใส่ตัวเลข ทศนิยมไม่เกินสองตำแหน่ง", field=field)
    if not kind.lowest <= value <= kind.highest:
        raise DomainError(f"ต้องอยู่ใน {_told(kind.lowest)} ถึง {_told(kind.highest)} {kind.unit}".strip(), field=field)
    return value


def _kind(result: str, option: str, district: Any) -> ResultKind:
    kind = result_kind(result)
    if kind is None:
        raise DomainError("ไม่พบผลนี้ในระบบ", field="result")
    if option and option not in dict(kind.options(district)):
        raise DomainError("ไม่พบตัวเลือกนี้ของผล", field="option")
    return kind


def _told(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _trace(row: ColourScheme, act: str, *, actor: Any, at: datetime) -> None:
    audit.record(
        actor=actor, action=f"{KIND}.{act}", target=Pointer(KIND, str(row.pk), row.name),
        district_code=row.district.code, at=at,
    )  # fmt: skip
