"""Pages of the account: sign in and out, password, forgotten password, profile. Throttling of sign-in is
django-axes'."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import ForgottenForm, NewPasswordForm, PasswordForm, ProfileForm, SignInForm
from accounts.models import User
from accounts.services import ask_for_new_password
from core.access import public, signed_in

sign_in = public(
    auth_views.LoginView.as_view(
        template_name="accounts/sign_in.html", authentication_form=SignInForm, redirect_authenticated_user=True
    )
)
sign_out = signed_in(require_POST(auth_views.LogoutView.as_view()))
forgotten_sent = public(auth_views.PasswordResetDoneView.as_view(template_name="accounts/forgotten_sent.html"))
new_password = public(
    auth_views.PasswordResetConfirmView.as_view(
        template_name="accounts/new_password.html",
        form_class=NewPasswordForm,
        success_url=reverse_lazy("accounts:new-password-done"),
    )
)
new_password_done = public(
    auth_views.PasswordResetCompleteView.as_view(template_name="accounts/new_password_done.html")
)


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """What django-axes answers after too many wrong passwords from one place for one address."""
    return render(request, "accounts/locked_out.html", status=429)


@public
@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link; the answer is the same whether the address is known or not."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_for_new_password(form.cleaned_data["email"])
        return redirect("accounts:forgotten-sent")
    return render(request, "accounts/forgotten.html", {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions end, this one goes on."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "เปลี่ยนรหัสผ่านแล้ว เครื่องอื่นที่เปิดค้างไว้ต้องเข้าระบบใหม่")
        return redirect("accounts:profile")
    return render(request, "accounts/password.html", {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, telephone and notices; appointments are shown, never changed here."""
    account = User.objects.get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        account.save(update_fields=form.Meta.fields)
        messages.success(request, "บันทึกข้อมูลของท่านแล้ว")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form})
