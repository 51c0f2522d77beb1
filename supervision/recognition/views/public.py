"""The page behind a certificate's QR code: anyone, no account, and nothing that is not printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access import public
from core.limits import too_many
from supervision.recognition.models import Certificate

# A teacher checks a pile of certificates from one phone; nobody honest tries this many addresses.
_TRIES, _SECONDS = 120, 600


@public
@never_cache
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """404 for a token that was never given, whatever it looks like; a cancelled one is shown as such, without why."""
    if too_many(request, "certificate", most=_TRIES, seconds=_SECONDS):
        return render(request, "recognition/verify_none.html", {"busy": True}, status=429)
    found = Certificate.objects.filter(token=token).only("content", "state").first()
    if found is None:
        return render(request, "recognition/verify_none.html", status=404)
    context = {"content": found.content, "cancelled": found.state == Certificate.State.CANCELLED}
    return render(request, "recognition/verify.html", context)
