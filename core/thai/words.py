"""Numbers and amounts of money in Thai words."""

from decimal import ROUND_HALF_UP, Decimal

_DIGITS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def _below_million(number: int, *, leading: bool) -> str:
    words = ""
    digits = str(number)
    for index, character in enumerate(digits):
        digit, place = int(character), len(digits) - 1 - index
        if digit == 0:
            continue
        if place == 0 and digit == 1 and (index > 0 or not leading):
            words += "เอ็ด"
        elif place == 1 and digit == 1:
            words += "สิบ"
        elif place == 1 and digit == 2:
            words += "ยี่สิบ"
        else:
            words += _DIGITS[digit] + _PLACES[place]
    return words


def number_words(value: int | Decimal | str) -> str:
    """121 → หนึ่งร้อยยี่สิบเอ็ด; decimals are read digit by digit after จุด."""
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a number that can be read out: {value}")
    sign = "ลบ" if number < 0 else ""
    whole, _, fraction = format(abs(number), "f").partition(".")
    words = _whole_words(int(whole))
    if fraction.strip("0"):
        words += "จุด" + "".join(_DIGITS[int(digit)] for digit in fraction.rstrip("0"))
    return sign + words


def _whole_words(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    millions, rest = divmod(number, 1_000_000)
    words = f"{_whole_words(millions)}ล้าน" if millions else ""
    return words + (_below_million(rest, leading=not millions) if rest else "")


def baht_words(amount: int | Decimal | str) -> str:
    """1,250.50 → หนึ่งพันสองร้อยห้าสิบบาทห้าสิบสตางค์; rounded half up to the satang."""
    value = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    sign = "ลบ" if value < 0 else ""
    baht, satang = divmod(int(abs(value) * 100), 100)
    if not satang:
        return f"{sign}{_whole_words(baht)}บาทถ้วน"
    words = f"{_whole_words(baht)}บาท" if baht else ""
    return f"{sign}{words}{_whole_words(satang)}สตางค์"
