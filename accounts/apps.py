from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    verbose_name = "บัญชีผู้ใช้"

    def ready(self) -> None:
        from accounts.services import passwords  # noqa: PLC0415 - models load first
        from core import notify  # noqa: PLC0415

        notify.register_mail_context(passwords.CODE, passwords.reset_link)
