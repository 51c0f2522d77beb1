from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    verbose_name = "บัญชีผู้ใช้"

    def ready(self) -> None:
        from accounts.services import accounts, invitations, passwords
        from core import audit, notify

        notify.register_mail_context(passwords.CODE, passwords.reset_link)
        notify.register_mail_context(invitations.CODE, invitations.invitation)
        audit.register(accounts.ACTS)
        audit.register({invitations.CODE: "ส่งคำเชิญให้เข้าใช้ระบบ"})
