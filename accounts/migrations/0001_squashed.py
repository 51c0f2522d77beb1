import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("accounts", "0001_initial")]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="อีเมล")),
                ("prefix", models.CharField(blank=True, max_length=40, verbose_name="คำนำหน้า")),
                ("first_name", models.CharField(max_length=100, verbose_name="ชื่อ")),
                ("last_name", models.CharField(blank=True, max_length=100, verbose_name="นามสกุล")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="โทรศัพท์")),
                ("notify_by_email", models.BooleanField(default=True, verbose_name="รับการแจ้งเตือนทางอีเมล")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งานได้")),
                ("is_staff", models.BooleanField(default=False, verbose_name="เข้าหน้าข้อมูลอ้างอิง")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="one_account_per_email"
                    )
                ],
            },
        ),
    ]
