"""Views of the installation itself."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import health
from core.access import public


@public
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether each part works; 503 when one does not, so a load balancer needs to read nothing."""
    parts = health.measure()
    works = all(parts.values())
    return JsonResponse({"ok": works, "parts": parts}, status=200 if works else 503)
