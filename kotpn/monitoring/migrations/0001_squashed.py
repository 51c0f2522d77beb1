import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("kotpn_monitoring", "0001_initial")]

    initial = True

    dependencies = [
        ("kotpn_committee", "0001_squashed"),
        ("kotpn_minutes", "0001_squashed"),
        ("planning", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonitoringPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อแผน")),
                ("rationale", models.TextField(blank=True, verbose_name="ความเป็นมา")),
                ("objectives", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("goals", models.TextField(blank=True, verbose_name="เป้าหมาย")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("sent", "เสนอคณะกรรมการแล้ว"),
                            ("agreed", "เห็นชอบแล้ว"),
                            ("revise", "ให้แก้ไข"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitoring_plans",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("committee", "fiscal_year"),
                        name="one_monitoring_plan_per_year",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consideration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveSmallIntegerField()),
                ("snapshot", models.JSONField()),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("waiting", "รอมติ"),
                            ("agreed", "เห็นชอบ"),
                            ("revise", "ให้แก้ไข"),
                            ("withdrawn", "ถอนคืน"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="ความเห็นของคณะกรรมการ")),
                ("sent_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "resolution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="considerations",
                        to="kotpn_minutes.resolution",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="considerations",
                        to="kotpn_monitoring.monitoringplan",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "waiting")), fields=("plan",), name="one_waiting_consideration"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision__in", ("agreed", "revise")), _negated=True),
                            ("resolution__isnull", False),
                            _connector="OR",
                        ),
                        name="considered_by_a_resolution",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("academic", "วิชาการ"),
                            ("budget", "งบประมาณ"),
                            ("personnel", "บริหารงานบุคคล"),
                            ("general", "บริหารทั่วไป"),
                            ("policy", "การนำนโยบายสู่การปฏิบัติ"),
                        ],
                        max_length=10,
                        verbose_name="ด้าน",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("topic", models.CharField(max_length=400, verbose_name="ประเด็นที่ติดตาม")),
                ("indicator", models.CharField(blank=True, max_length=400, verbose_name="ตัวชี้วัด")),
                ("target", models.CharField(blank=True, max_length=200, verbose_name="เป้าหมาย")),
                ("method", models.TextField(blank=True, verbose_name="วิธีการและเครื่องมือ")),
                ("month_from", models.DateField(blank=True, null=True, verbose_name="เริ่มเดือน")),
                ("month_to", models.DateField(blank=True, null=True, verbose_name="ถึงเดือน")),
                ("responsible", models.CharField(blank=True, max_length=250, verbose_name="ผู้รับผิดชอบ")),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitoring_lines",
                        to="planning.planactivity",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="kotpn_monitoring.monitoringplan",
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitoring_lines",
                        to="planning.policyitem",
                        verbose_name="นโยบาย/จุดเน้น",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("activity__isnull", False)),
                        fields=("plan", "area", "activity"),
                        name="activity_drawn_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month_to__isnull", True),
                            ("month_from__isnull", True),
                            ("month_to__gte", models.F("month_from")),
                            _connector="OR",
                        ),
                        name="line_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_code", models.CharField(max_length=12, verbose_name="ภาคเรียนหรือปีงบประมาณ")),
                ("period_label", models.CharField(max_length=100)),
                ("period_start", models.DateField()),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อรายงาน")),
                ("summary", models.TextField(blank=True, verbose_name="บทสรุป")),
                ("suggestions", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("sent", "เสนอคณะกรรมการแล้ว"),
                            ("noted", "คณะกรรมการรับทราบแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("frozen", models.JSONField(null=True)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("published_at", models.DateTimeField(null=True)),
                ("is_public", models.BooleanField(default=False, verbose_name="เผยแพร่ต่อสาธารณะ")),
                ("public_key", models.CharField(blank=True, max_length=32)),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result_reports",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolution",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result_reports",
                        to="kotpn_minutes.resolution",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-period_start", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("committee", "period_code"),
                        name="one_result_report_per_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("public_key", ""), _negated=True),
                        fields=("public_key",),
                        name="public_key_is_its_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_public", False), ("published_at__isnull", False), _connector="OR"),
                        name="public_results_are_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultArea",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("academic", "วิชาการ"),
                            ("budget", "งบประมาณ"),
                            ("personnel", "บริหารงานบุคคล"),
                            ("general", "บริหารทั่วไป"),
                            ("policy", "การนำนโยบายสู่การปฏิบัติ"),
                        ],
                        max_length=10,
                        verbose_name="ด้าน",
                    ),
                ),
                ("found", models.TextField(blank=True, verbose_name="ผลที่พบ")),
                ("problems", models.TextField(blank=True, verbose_name="ปัญหาอุปสรรค")),
                ("suggestions", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="kotpn_monitoring.resultreport",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("report", "area"), name="one_text_per_area")],
            },
        ),
        migrations.CreateModel(
            name="ResultSchool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("own", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True, verbose_name="ถึงโรงเรียนนี้")),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="schools",
                        to="kotpn_monitoring.resultreport",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="monitoring_results",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["school__name_sort", "pk"],
                "constraints": [models.UniqueConstraint(fields=("report", "school"), name="one_result_per_school")],
            },
        ),
    ]
