"""tus 1.0 on the wire (https://tus.io/protocols/resumable-upload): creation, HEAD, PATCH, expiration.

The two views of an app call `collection` and `one` with what only it knows: which upload a request may begin, and what
becomes of the whole file. No living Django server of tus was found (docs/adr/0006).
"""

import binascii
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import http_date

from core.errors import DomainError
from core.files import resumable
from core.files.resumable import PART, Busy, OutOfOrder, Whole, WrongHash
from core.models import Upload

VERSION = "1.0.0"
CONTENT = "application/offset+octet-stream"
WRONG_HASH = 460
MB = 1024 * 1024
Begin = Callable[[Mapping[str, str], int], Upload]
Finish = Callable[[Whole], None]


def collection(request: HttpRequest, begin: Begin, *, family: str = "image") -> HttpResponse:
    """OPTIONS and POST of the address uploads are created at. `begin(metadata, size)` gives the upload or raises
    DomainError; asked again for the same thing it gives the same upload, to be resumed. `family` of FILE_LIMITS_MB
    bounds the size announced."""
    most = int(settings.FILE_LIMITS_MB[family])
    if request.method == "OPTIONS":
        return _options(most)
    if (wrong := _wrong_version(request)) is not None:
        return wrong
    size = _whole_number(request.headers.get("Upload-Length"))
    if size is None or size < 1:
        return _answer("unreadable", 400, "ไม่ได้บอกขนาดของไฟล์")
    if size > most * MB:
        return _answer("too_large", 413, f"ไฟล์ใหญ่เกิน {most} MB กรุณาย่อขนาดก่อนส่ง")
    try:
        upload = begin(_metadata(request.headers.get("Upload-Metadata", "")), size)
    except DomainError as refusal:
        return _answer("refused", 422, refusal.message)
    response = HttpResponse(status=201)
    response.headers["Location"] = f"{request.path}{upload.pk}/"
    return _described(response, upload)


def one(request: HttpRequest, upload: Upload, finish: Finish, *, family: str = "image") -> HttpResponse:
    """HEAD, PATCH and OPTIONS of one upload. `finish(whole)` takes the file once its hash fits; DomainError there means
    the file is not what it should be, and everything of it is dropped."""
    if request.method == "OPTIONS":
        return _options(int(settings.FILE_LIMITS_MB[family]))
    if (wrong := _wrong_version(request)) is not None:
        return wrong
    if request.method == "HEAD":
        response = _described(HttpResponse(status=200), upload)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Upload-Length"] = str(upload.size)
        return response
    return _patch(request, upload, finish)


def _patch(request: HttpRequest, upload: Upload, finish: Finish) -> HttpResponse:
    offset = _whole_number(request.headers.get("Upload-Offset"))
    length = _whole_number(request.headers.get("Content-Length"))
    if request.content_type != CONTENT or offset is None or length is None:
        wrong_kind = request.content_type != CONTENT
        return _answer("unreadable", 415 if wrong_kind else 400, "ไม่ได้บอกชนิด ตำแหน่ง หรือขนาดของส่วนที่ส่ง")
    if length > PART or offset + length > upload.size:
        return _answer("too_large", 413, f"ส่งได้ครั้งละไม่เกิน {PART // 1024} KB")
    content = request.body
    if len(content) != length:
        return _answer("cut", 400, "ส่วนที่ส่งมาไม่ครบ")
    try:
        return _append(upload, offset, content, finish)
    except Busy:
        return _answer("busy", 423, "ระบบกำลังรับไฟล์นี้อยู่ กรุณาลองอีกครั้ง")
    except OutOfOrder as fault:
        response = _answer("out_of_order", 409, "ส่วนของไฟล์ไม่ต่อกัน")
        response.headers["Upload-Offset"] = str(fault.offset)
        return response


@transaction.atomic
def _append(upload: Upload, offset: int, content: bytes, finish: Finish) -> HttpResponse:
    row = resumable.locked(upload)
    if row is None:
        return _answer("unknown", 404, "ไม่พบการส่งไฟล์นี้ กรุณาเริ่มส่งใหม่")
    resumable.append(row, offset=offset, content=content)
    if row.done_at is None:
        try:
            whole = resumable.whole(row)
            if whole is not None:
                with whole.file:
                    finish(whole)
                resumable.finish(row)
        except WrongHash:
            resumable.drop(row)
            return _answer("wrong_hash", WRONG_HASH, "ไฟล์ที่ได้รับไม่ตรงกับต้นฉบับ กรุณาส่งใหม่ทั้งไฟล์")
        except DomainError as refusal:
            resumable.drop(row)
            return _answer("not_taken", 415, refusal.message)
    return _described(HttpResponse(status=204), row)


def _options(most: int) -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Tus-Resumable"] = response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = "creation,expiration"
    response.headers["Tus-Max-Size"] = str(most * MB)
    return response


def _wrong_version(request: HttpRequest) -> HttpResponse | None:
    if request.headers.get("Tus-Resumable") == VERSION:
        return None
    response = _answer("version", 412, "รุ่นของการส่งไฟล์ไม่ตรงกัน")
    response.headers["Tus-Version"] = VERSION
    return response


def _described(response: HttpResponse, upload: Upload) -> HttpResponse:
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Upload-Offset"] = str(upload.offset)
    response.headers["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def _answer(outcome: str, status: int, message: str, **more: Any) -> HttpResponse:
    response = JsonResponse({"outcome": outcome, "message": message, **more}, status=status)
    response.headers["Tus-Resumable"] = VERSION
    return response


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 15 else None


def _metadata(header: str) -> dict[str, str]:
    """`key base64, key base64`; what is not readable is left out and so missed by whoever needs it."""
    found = {}
    for pair in header[:4000].split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            text = b64decode(value, validate=True).decode()
        except (binascii.Error, ValueError):
            continue
        if key and "\x00" not in text:
            found[key] = text
    return found
