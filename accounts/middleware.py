"""Asks who is not signed in to sign in, and leads back to a page that can be opened."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme


class SignInMiddleware(LoginRequiredMiddleware):
    """Django's own, but for what was sent after the session had ended: most addresses that act answer no GET, so one
    goes back to the page the button stood on."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        page = request.headers.get("Referer", "")
        if request.method in ("GET", "HEAD") or not url_has_allowed_host_and_scheme(
            page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            return super().handle_no_permission(request, view_func)
        back = urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl() or "/"
        return redirect_to_login(back, self.get_login_url(view_func), self.get_redirect_field_name(view_func))
