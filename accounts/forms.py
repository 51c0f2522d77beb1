"""Forms of the account: sign-in, password, profile. Rules of the password are Django's validators."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth_forms

from accounts.models import User

WRONG = "อีเมลหรือรหัสผ่านไม่ถูกต้อง โปรดตรวจสอบแล้วลองอีกครั้ง"
NEW_HELP = "อย่างน้อย 10 ตัวอักษร ไม่ใช่คำที่เดาง่าย และไม่ใช่ตัวเลขล้วน"


class SignInForm(auth_forms.AuthenticationForm):
    """E-mail and password; one answer for a wrong password and an unknown address."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "อีเมล"
        self.fields["username"].widget = forms.EmailInput(
            attrs={"autocomplete": "username", "autofocus": True, "maxlength": 254}
        )
        self.fields["password"].label = "รหัสผ่าน"

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()


class PasswordForm(auth_forms.PasswordChangeForm):
    """The present password, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "รหัสผ่านเดิม"
        self.fields["new_password1"].label = "รหัสผ่านใหม่"
        self.fields["new_password1"].help_text = NEW_HELP
        self.fields["new_password2"].label = "รหัสผ่านใหม่อีกครั้ง"
        self.fields["new_password2"].help_text = ""


class NewPasswordForm(auth_forms.SetPasswordForm):
    """The new password twice, from the link in an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "รหัสผ่านใหม่"
        self.fields["new_password1"].help_text = NEW_HELP
        self.fields["new_password2"].label = "รหัสผ่านใหม่อีกครั้ง"
        self.fields["new_password2"].help_text = ""


class ForgottenForm(forms.Form):
    """The address to send a link to."""

    email = forms.EmailField(
        label="อีเมลที่ใช้เข้าระบบ",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )


class ProfileForm(forms.ModelForm):
    """What a person may change of their own account; posts and rights are given by others."""

    class Meta:
        model = User
        fields = ["prefix", "first_name", "last_name", "phone", "notify_by_email"]
        help_texts = {"notify_by_email": "การแจ้งเตือนในระบบยังมีเสมอ"}
        widgets = {
            "prefix": forms.TextInput(attrs={"autocomplete": "honorific-prefix"}),
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }
