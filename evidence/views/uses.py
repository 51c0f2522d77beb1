"""The panel's acts: add a file, a link, something from a store or a record; take off; accept; return; offer again."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import signed_in
from core.errors import DomainError, NotAllowed
from core.keys import number_of
from core.pointers import Pointer
from evidence import services
from evidence.models import EvidenceItem
from evidence.queries import panel as panel_of
from evidence.queries.picking import find_to_pick
from evidence.uses import UseKind
from evidence.views.base import answer, store_or_403, target_or_404, use_or_404, way_back

MOST_AT_ONCE = 30


@signed_in
@require_safe
def panel(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The evidence of one thing as a page of its own."""
    found, target = target_or_404(request, kind, key)
    context = {
        "panel": panel_of(request.user, found.key, target), "panel_next": request.get_full_path(),
        "back": found.url(target), "kind": found,
    }  # fmt: skip
    return render(request, "evidence/panel.html", context)


@signed_in
@require_POST
def add_files(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Files of the form, and those sent in parts before (named by their hash); what is refused says why, the rest
    stays."""
    found, target = target_or_404(request, kind, key)
    district, school = store_or_403(request, found, target)
    uploads = request.FILES.getlist("files")
    hashes = [text for text in request.POST.getlist("sha256") if len(text) == 64 and text.isalnum()]
    refusals = [] if uploads or hashes else ["กรุณาเลือกไฟล์ก่อนกดแนบไฟล์"]
    if len(uploads) + len(hashes) > MOST_AT_ONCE:
        refusals.append(f"แนบได้ครั้งละไม่เกิน {MOST_AT_ONCE} ไฟล์ ไฟล์ที่เกินไม่ได้รับไว้")
    added = 0
    for upload in uploads[:MOST_AT_ONCE]:
        added += _tried(
            refusals,
            lambda upload=upload: _attach(
                found, target, services.add_file(upload, district=district, school=school, actor=request.user), request
            ),
        )
    sent = {f"file:{text.lower()}" for text in hashes[:MOST_AT_ONCE]}
    for item in EvidenceItem.objects.of_owner(district, school).filter(content_key__in=sent):
        added += _tried(refusals, lambda item=item: _attach(found, target, item, request))
    return answer(request, found, target, told=f"แนบแล้ว {added} ไฟล์" if added else "", refusals=refusals)


@signed_in
@require_POST
def add_link(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    found, target = target_or_404(request, kind, key)
    district, school = store_or_403(request, found, target)
    refusals: list[str] = []
    url, title = request.POST.get("url", ""), request.POST.get("title", "")
    added = _tried(
        refusals,
        lambda: _attach(
            found, target,
            services.add_link(url, title=title, district=district, school=school, actor=request.user), request,
        ),
    )  # fmt: skip
    return answer(request, found, target, told="เพิ่มลิงก์แล้ว" if added else "", refusals=refusals)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Look through the stores and the records of the product, and take what was chosen."""
    found, target = target_or_404(request, kind, key)
    district, school = store_or_403(request, found, target)
    if request.method == "POST":
        return _picked(request, found, target)
    text = request.GET.get("q", "")
    context = {
        "kind": found, "target": target, "key": str(target.pk), "label": found.describe(target), "text": text,
        "found": find_to_pick(request.user, found, target, text), "panel_next": way_back(request, found, target),
        "dom_id": f"evidence-{found.key}-{target.pk}", "store": school or district,
        "fragment": bool(getattr(request, "htmx", False)),
    }  # fmt: skip
    return render(request, "evidence/_pick.html" if context["fragment"] else "evidence/pick.html", context)


@signed_in
@require_POST
def again(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Offer again what proved the same in an earlier year."""
    found, target = target_or_404(request, kind, key)
    store_or_403(request, found, target)
    items = _items_or_404(request)
    refusals = [] if items else ["กรุณาเลือกหลักฐานที่จะใช้อีก"]
    done = bool(items) and _tried(refusals, lambda: services.carry(found.key, target, items, actor=request.user))
    return answer(request, found, target, told=f"ใช้หลักฐานเดิมอีก {len(items)} รายการ" if done else "", refusals=refusals)


@signed_in
@require_POST
def detach(request: HttpRequest, kind: str, key: str, use: int) -> HttpResponse:
    return _act(request, kind, key, use, lambda row: services.detach(row, actor=request.user), "นำออกแล้ว")


@signed_in
@require_POST
def accept(request: HttpRequest, kind: str, key: str, use: int) -> HttpResponse:
    return _act(request, kind, key, use, lambda row: services.accept(row, actor=request.user), "รับหลักฐานแล้ว")


@signed_in
@require_POST
def return_(request: HttpRequest, kind: str, key: str, use: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _act(
        request, kind, key, use, lambda row: services.return_use(row, actor=request.user, reason=reason),
        "ส่งหลักฐานกลับแล้ว ผู้แนบได้รับแจ้ง",
    )  # fmt: skip


def _act(  # noqa: PLR0917 (three callers, just above)
    request: HttpRequest, kind: str, key: str, use: int, act: Callable[[Any], Any], told: str
) -> HttpResponse:
    found, target = target_or_404(request, kind, key)
    row = use_or_404(found, target, use)
    refusals: list[str] = []
    done = _tried(refusals, lambda: act(row))
    return answer(request, found, target, told=told if done else "", refusals=refusals)


def _picked(request: HttpRequest, kind: UseKind, target: Any) -> HttpResponse:
    district, school = store_or_403(request, kind, target)
    items = _items_or_404(request)
    records = [text.partition(":") for text in request.POST.getlist("records")[:MOST_AT_ONCE]]
    refusals = [] if items or records else ["กรุณาเลือกรายการก่อนกดใช้เป็นหลักฐาน"]
    added = 0
    for item in items:
        added += _tried(refusals, lambda item=item: _attach(kind, target, item, request))
    for name, _, key in records:
        pointer = Pointer(name, key, "")
        added += _tried(
            refusals,
            lambda pointer=pointer: _attach(
                kind, target, services.add_record(pointer, district=district, school=school, actor=request.user),
                request,
            ),
        )  # fmt: skip
    return answer(request, kind, target, told=f"ใช้เป็นหลักฐานแล้ว {added} รายการ" if added else "", refusals=refusals)


def _attach(kind: UseKind, target: Any, item: EvidenceItem, request: HttpRequest) -> Any:
    return services.attach(kind.key, target, item, actor=request.user)


def _tried(refusals: list[str], act: Callable[[], Any]) -> bool:
    """Whether the act was done; why not is added to `refusals`. What the person may not do at all is a 403."""
    try:
        act()
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.message) from refusal
    except DomainError as refusal:
        if refusal.message not in refusals:
            refusals.append(refusal.message)
        return False
    return True


def _items_or_404(request: HttpRequest) -> list[EvidenceItem]:
    """The items that were ticked; 404 when one of them is out of the person's sight, as another school's are."""
    keys = {number_of(text) for text in request.POST.getlist("items")[:100]}
    rows = EvidenceItem.objects.visible_to(request.user).filter(pk__in=[key for key in keys if key])
    items = list(rows.select_related("district", "school"))
    if len(items) < len(keys):
        raise Http404
    return items
