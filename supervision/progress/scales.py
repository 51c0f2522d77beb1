"""Questions about a value on an indicator's own scale: is it on it, is it better than another, how is it written."""

from decimal import Decimal, InvalidOperation

from supervision.indicators.models import Indicator


def plain(value: Decimal | None) -> str:
    """The figure without zeros nobody needs: 4, 3.5, 82.25; "" for none."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(indicator: Indicator, value: Decimal | None) -> str:
    return f"{plain(value)} {indicator.unit}".strip() if value is not None else ""


def reading(text: str) -> Decimal | None:
    """What a person typed as a number: Thai digits and a comma of thousands are understood; None where it is none."""
    cleaned = text.strip().translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")).replace(",", "")
    try:
        value = Decimal(cleaned)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def refusal(indicator: Indicator, value: Decimal) -> str:
    """Why this value cannot stand for the indicator, in a Thai sentence; "" where it can."""
    if not indicator.lowest <= value <= indicator.highest:
        return f"ต้องอยู่ระหว่าง {plain(indicator.lowest)} ถึง {plain(indicator.highest)}"
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > min(indicator.decimals, 2):
        return "ต้องเป็นจำนวนเต็ม" if not indicator.decimals else f"ใส่ทศนิยมได้ไม่เกิน {min(indicator.decimals, 2)} ตำแหน่ง"
    return ""


def worse(indicator: Indicator, value: Decimal, than: Decimal) -> bool:
    """Whether `value` is a worse one: lower, or higher where less is better."""
    return value > than if indicator.lower_is_better else value < than


def better_of(indicator: Indicator, first: Decimal, second: Decimal) -> Decimal:
    return second if worse(indicator, first, second) else first
