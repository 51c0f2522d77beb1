"""The offline app's own files: its one page, the page shown without signal, the service worker and the manifest.

All public and without a word about anybody: the phone fills the page from what it keeps itself."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from core.access import public
from supervision.capture import shell

# Where the app's page answers; the service worker reads the same list (below v/ is any address).
PAGES = ("", "prepare/", "new/", "v/")


def _fresh(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_cache=True)
    return response


@public
@require_safe
def app(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The one page of the app; its script draws the address that was asked for."""
    context = {
        "version": shell.version(),
        "modules": [static(name) for name in shell.module_names()],
    }
    return _fresh(render(request, "capture/app.html", context))


@public
@require_safe
def no_signal(request: HttpRequest) -> HttpResponse:
    """Kept by the service worker and shown in place of any other page the phone cannot reach."""
    return _fresh(render(request, "capture/app_no_signal.html"))


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """/sw.js: at the root so that its scope is the whole site, never kept by the browser, hashed names inside."""
    settings = {
        "version": shell.version(),
        "app": reverse("capture:app"),
        "pages": [reverse("capture:app") + page for page in PAGES],
        "noSignal": reverse("capture:no-signal"),
        "assets": shell.assets(),
    }
    source = f'import {{ start }} from "{static("js/capture/worker.js")}";\nstart({json.dumps(settings, indent=1)});\n'
    return _fresh(HttpResponse(source, content_type="text/javascript; charset=utf-8"))


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What the phone needs to put the app on its home screen."""
    start = reverse("capture:app")
    pictures = [("img/app-192.png", 192, "any"), ("img/app-512.png", 512, "any"), ("img/app-512.png", 512, "maskable")]
    content = {
        "id": start,
        "name": "ระบบงานนิเทศ บันทึกการนิเทศ",
        "short_name": "บันทึกนิเทศ",
        "description": "บันทึกการนิเทศได้แม้ไม่มีสัญญาณ",
        "lang": "th",
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "background_color": "#F6F5F9",
        "theme_color": "#54408F",
        "icons": [
            {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in pictures
        ],
        "shortcuts": [
            {"name": "เริ่มบันทึกการนิเทศ", "url": reverse("capture:app") + "new/"},
            {"name": "เตรียมออกพื้นที่", "url": reverse("capture:app") + "prepare/"},
        ],
    }
    return _fresh(JsonResponse(content, content_type="application/manifest+json"))
