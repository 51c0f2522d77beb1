"""Addresses of the accounts app."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("password/", views.password, name="password"),
    path("forgotten/", views.forgotten, name="forgotten"),
    path("forgotten/sent/", views.forgotten_sent, name="forgotten-sent"),
    path("new-password/<uidb64>/<token>/", views.new_password, name="new-password"),
    path("new-password/done/", views.new_password_done, name="new-password-done"),
    path("profile/", views.profile, name="profile"),
]
