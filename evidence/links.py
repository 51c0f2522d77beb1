"""Addresses people paste: tidied so that the same page gives the same evidence, and known when they are a video."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from core.errors import DomainError

MAX_LENGTH = 2000
# What the share buttons of sites add; it names who shared, not what.
_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|si|igsh|igshid|feature|mibextid|_ga)$", re.IGNORECASE)
_VIDEO_HOSTS = (
    "youtube.com", "youtu.be", "vimeo.com", "tiktok.com", "facebook.com/watch", "fb.watch", "dailymotion.com",
    "facebook.com/reel",
)  # fmt: skip


def tidy(address: str) -> str:
    """The address as it is kept: https:// when none was typed, host in small letters, no tracking words, no fragment
    of a text. DomainError with field "url" for anything but http(s) to a named host."""
    text = "".join(address.split())
    if not text:
        raise DomainError("กรุณาวางที่อยู่ลิงก์", field="url")
    if not re.match(r"^[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) or re.match(r"^[^/:]+\.[^/:]+:\d", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise DomainError("ลิงก์นี้อ่านไม่ได้ กรุณาคัดลอกใหม่ทั้งบรรทัด", field="url") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise DomainError("รับเฉพาะลิงก์ที่ขึ้นต้นด้วย https:// หรือ http://", field="url")
    if "." not in host or parts.username is not None or parts.password is not None:
        raise DomainError("ลิงก์นี้ไม่มีชื่อเว็บไซต์ที่ถูกต้อง กรุณาคัดลอกใหม่ทั้งบรรทัด", field="url")
    query = urlencode([pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])])
    place = host.lower() + (f":{port}" if port and port not in (80, 443) else "")
    kept = urlunsplit((parts.scheme.lower(), place, parts.path or "/", query, parts.fragment))
    if len(kept) > MAX_LENGTH:
        raise DomainError(f"ลิงก์ยาวเกิน {MAX_LENGTH:,} ตัวอักษร กรุณาใช้ลิงก์สำหรับแชร์ที่สั้นกว่า", field="url")
    return kept


def key_of(tidied: str) -> str:
    """The same for http and https, with and without www., for the several addresses of one YouTube video."""
    parts = urlsplit(tidied)
    host = parts.netloc.removeprefix("www.").removeprefix("m.")
    query = dict(parse_qsl(parts.query))
    if host == "youtu.be":
        host, path, query = "youtube.com", "/watch", {"v": parts.path.strip("/")}
    else:
        path = parts.path.rstrip("/")
    plain = f"{host}{path}?{urlencode(sorted(query.items()))}#{parts.fragment}"
    return f"link:{hashlib.sha256(plain.encode()).hexdigest()}"


def is_video(address: str) -> bool:
    """Whether the address is of a site that plays videos."""
    parts = urlsplit(address)
    place = (parts.netloc + parts.path).removeprefix("www.").removeprefix("m.")
    if "drive.google.com" in place:
        return False
    return any(place == site or place.startswith((f"{site}/", f"{site}?")) for site in _VIDEO_HOSTS) or (
        parts.path.lower().endswith((".mp4", ".webm", ".mov"))
    )


def site_of(address: str) -> str:
    return urlsplit(address).netloc.removeprefix("www.")
