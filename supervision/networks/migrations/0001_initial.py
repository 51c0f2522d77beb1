import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("instruments", "0002_network_subject"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NetworkKind",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=100, verbose_name="ชนิดของเครือข่าย")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="network_kinds", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_network_kind_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="network_kind_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Network",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("office", "เขตพื้นที่การศึกษา"), ("school", "สถานศึกษา"), ("community", "หน่วยงานและชุมชน")],
                        default="office",
                        max_length=9,
                        verbose_name="ระดับ",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อเครือข่าย")),
                ("aims", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("started_on", models.DateField(verbose_name="ตั้งเมื่อ")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "ดำเนินการ"), ("closed", "ยุติแล้ว")],
                        default="active",
                        max_length=6,
                        verbose_name="สถานะ",
                    ),
                ),
                ("closed_on", models.DateField(editable=False, null=True, verbose_name="ยุติเมื่อ")),
                ("close_reason", models.TextField(blank=True, editable=False, verbose_name="เหตุที่ยุติ")),
                ("stamp", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="networks", to="schools.district"
                    ),
                ),
                (
                    "leads",
                    models.ManyToManyField(
                        blank=True, related_name="led_networks", to="schools.person", verbose_name="ผู้ประสานเครือข่าย"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="schools.project",
                        verbose_name="โครงการ",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "subject_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="schools.subjectgroup",
                        verbose_name="กลุ่มสาระการเรียนรู้",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="schools.worktask",
                        verbose_name="งานตามกลุ่มงาน",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="networks.networkkind",
                        verbose_name="ชนิด",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_network_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on", None), ("state", "active")),
                            models.Q(("closed_on__isnull", False), ("state", "closed")),
                            _connector="OR",
                        ),
                        name="closed_network_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "แกนนำ"),
                            ("coordinator", "ผู้ประสาน"),
                            ("member", "สมาชิก"),
                            ("adviser", "ที่ปรึกษา"),
                        ],
                        default="member",
                        max_length=11,
                        verbose_name="บทบาท",
                    ),
                ),
                ("joined_on", models.DateField(verbose_name="เข้าร่วมเมื่อ")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="ออกเมื่อ")),
                (
                    "outside_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_memberships",
                        to="schools.outsidebody",
                        verbose_name="หน่วยงานภายนอก",
                    ),
                ),
                (
                    "outside_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_memberships",
                        to="schools.outsideperson",
                        verbose_name="บุคคลภายนอก",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_memberships",
                        to="schools.person",
                        verbose_name="บุคลากร",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_memberships",
                        to="schools.school",
                        verbose_name="โรงเรียน",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="networks.network"
                    ),
                ),
            ],
            options={
                "ordering": ["network", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outside_body__isnull", True),
                                ("outside_person__isnull", True),
                                ("person__isnull", False),
                                ("school__isnull", True),
                            ),
                            models.Q(
                                ("outside_body__isnull", True),
                                ("outside_person__isnull", True),
                                ("person__isnull", True),
                                ("school__isnull", False),
                            ),
                            models.Q(
                                ("outside_body__isnull", True),
                                ("outside_person__isnull", False),
                                ("person__isnull", True),
                                ("school__isnull", True),
                            ),
                            models.Q(
                                ("outside_body__isnull", False),
                                ("outside_person__isnull", True),
                                ("person__isnull", True),
                                ("school__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="network_member_is_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left_on", None), ("left_on__gte", models.F("joined_on")), _connector="OR"),
                        name="network_member_leaves_after_joining",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None), ("person__isnull", False)),
                        fields=("network", "person"),
                        name="one_network_membership_per_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None), ("school__isnull", False)),
                        fields=("network", "school"),
                        name="one_network_membership_per_school",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None), ("outside_person__isnull", False)),
                        fields=("network", "outside_person"),
                        name="one_network_membership_per_outside_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_on", None), ("outside_body__isnull", False)),
                        fields=("network", "outside_body"),
                        name="one_network_membership_per_outside_body",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("published_at", models.DateTimeField(editable=False, null=True, verbose_name="เผยแพร่เมื่อ")),
                (
                    "for_schools",
                    models.BooleanField(default=False, editable=False, verbose_name="เผยแพร่ถึงโรงเรียนในสังกัด"),
                ),
                ("public_key", models.CharField(blank=True, db_index=True, editable=False, max_length=32)),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ")),
                ("needs", models.TextField(blank=True, verbose_name="สภาพปัญหาและความต้องการที่สรุปได้")),
                ("goal", models.TextField(blank=True, verbose_name="เป้าหมายของปี")),
                ("results", models.TextField(blank=True, verbose_name="ผลที่เกิดกับครูและผู้เรียน")),
                ("problems", models.TextField(blank=True, verbose_name="ปัญหาและอุปสรรค")),
                (
                    "use",
                    models.CharField(
                        blank=True,
                        choices=[("grow", "ขยายผล"), ("keep", "ดำเนินการต่อ"), ("adjust", "ปรับแนวทาง"), ("end", "ยุติ")],
                        max_length=6,
                        verbose_name="แนวทางต่อไป",
                    ),
                ),
                ("use_text", models.TextField(blank=True, verbose_name="การนำผลไปใช้")),
                ("advice", models.TextField(blank=True, verbose_name="ข้อเสนอแนะ")),
                (
                    "state",
                    models.CharField(
                        choices=[("working", "กำลังดำเนินการ"), ("reported", "รายงานแล้ว")],
                        default="working",
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reported_on", models.DateField(editable=False, null=True, verbose_name="วันที่รายงาน")),
                ("reopen_reason", models.TextField(blank=True, editable=False, verbose_name="เหตุที่เปิดแก้ไข")),
                ("stamp", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="years", to="networks.network"
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "network__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("network", "fiscal_year"), name="one_network_year"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "working")),
                            ("state", "reported"),
                            _connector="OR",
                        ),
                        name="only_a_reported_network_year_is_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done_on", models.DateField(verbose_name="วันที่ติดตาม")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_follow_up",
                        to="instruments.response",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="networks.networkyear",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "done_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "by", "done_on"), name="one_network_follow_up_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pair", "โรงเรียนคู่พัฒนา"), ("sister", "โรงเรียนพี่โรงเรียนน้อง")],
                        default="pair",
                        max_length=6,
                        verbose_name="แบบ",
                    ),
                ),
                ("aim", models.CharField(max_length=300, verbose_name="เรื่องที่พัฒนาร่วมกัน")),
                ("agreement", models.TextField(blank=True, verbose_name="ข้อตกลง")),
                ("agreed_on", models.DateField(verbose_name="วันที่ตกลง")),
                ("ended_on", models.DateField(blank=True, editable=False, null=True, verbose_name="สิ้นสุดเมื่อ")),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_pairs",
                        to="schools.school",
                        verbose_name="โรงเรียนหลัก/พี่",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pairs", to="networks.network"
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partner_pairs",
                        to="schools.school",
                        verbose_name="โรงเรียนคู่/น้อง",
                    ),
                ),
            ],
            options={
                "ordering": ["network", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lead", models.F("partner")), _negated=True), name="pair_is_of_two_schools"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gte", models.F("agreed_on")), _connector="OR"
                        ),
                        name="pair_ends_after_it_began",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("network", "lead", "partner"),
                        name="one_standing_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="กิจกรรม")),
                ("target", models.CharField(blank=True, max_length=300, verbose_name="เป้าหมาย/ตัวชี้วัด")),
                ("starts_on", models.DateField(verbose_name="ตั้งแต่วันที่")),
                ("ends_on", models.DateField(verbose_name="ถึงวันที่")),
                (
                    "budget",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="งบประมาณ (บาท)"
                    ),
                ),
                ("budget_source", models.CharField(blank=True, max_length=200, verbose_name="แหล่งงบประมาณ")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                        verbose_name="ผู้รับผิดชอบ",
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plan", to="networks.networkyear"
                    ),
                ),
            ],
            options={
                "ordering": ["year", "starts_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "title", "starts_on"), name="one_network_plan_line"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="network_plan_line_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget", None), ("budget__gte", 0), _connector="OR"),
                        name="network_plan_budget_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="วันที่")),
                ("title", models.CharField(max_length=200, verbose_name="กิจกรรม")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="สถานที่")),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="ผู้เข้าร่วม (คน)")),
                ("result", models.TextField(verbose_name="ผลที่ได้")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="networks.networkyear",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="activities",
                        to="networks.planline",
                        verbose_name="ตามแผนข้อ",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "held_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "title", "held_on"), name="one_network_activity")
                ],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("open_until", models.DateField(verbose_name="ตอบได้ถึงวันที่")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="ปิดเมื่อ")),
                ("opened_at", models.DateTimeField()),
                ("reminded_on", models.DateField(editable=False, null=True, verbose_name="เตือนล่าสุด")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_surveys",
                        to="instruments.instrumentversion",
                        verbose_name="แบบสำรวจ",
                    ),
                ),
                (
                    "year",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="survey", to="networks.networkyear"
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(editable=False, max_length=32, unique=True)),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="ส่งไปที่")),
                ("sent_on", models.DateField(editable=False, null=True, verbose_name="ส่งเมื่อ")),
                ("reminded_on", models.DateField(editable=False, null=True, verbose_name="เตือนเมื่อ")),
                ("answered_on", models.DateField(editable=False, null=True, verbose_name="ตอบเมื่อ")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="networks.member"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="networks.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["survey", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "member"), name="one_survey_link_per_member")
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveySheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "response",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_sheet",
                        to="instruments.response",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="networks.survey"
                    ),
                ),
            ],
            options={
                "ordering": ["survey", "response"],
            },
        ),
    ]
