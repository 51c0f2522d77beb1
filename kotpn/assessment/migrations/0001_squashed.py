import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("kotpn_assessment", "0001_initial"), ("kotpn_assessment", "0002_initial")]

    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("kotpn_standards", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="ปิดรับหลักฐาน")),
                ("judged_level", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ระดับที่ตัดสิน")),
                ("judged_reason", models.TextField(blank=True, verbose_name="เหตุผลของระดับ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "ตรวจ"),
                            ("returned", "ตีกลับ"),
                            ("approved", "อนุมัติ"),
                            ("sent", "ส่ง สพฐ. แล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("content_hash", models.CharField(blank=True, max_length=64)),
                ("result", models.JSONField(null=True)),
                ("told", models.JSONField(null=True)),
                ("approved_revision", models.PositiveIntegerField(null=True)),
                ("approved_hash", models.CharField(blank=True, max_length=64)),
                ("approved_at", models.DateTimeField(null=True)),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="วันที่ส่ง สพฐ.")),
                ("sent_reference", models.CharField(blank=True, max_length=100, verbose_name="เลขที่หนังสือส่ง")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_assessments",
                        to="schools.district",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="kotpn_standards.indicator",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "indicator__standard__number", "indicator__number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("district", "indicator", "fiscal_year"),
                        name="one_assessment_per_indicator_and_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True), ("sent_on__isnull", False), _connector="OR"
                        ),
                        name="sent_assessment_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("content_hash", models.CharField(max_length=64)),
                ("snapshot", models.JSONField()),
                ("lanes", models.JSONField()),
                ("lane", models.PositiveSmallIntegerField(default=0)),
                ("lane_since", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "รอพิจารณา"),
                            ("approved", "อนุมัติแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("withdrawn", "ถอนคืน"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("submitted_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("escalated_at", models.DateTimeField(null=True)),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="kotpn_assessment.assessment",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["subject", "-submitted_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("subject",), name="one_open_round_per_assessment"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lane", models.PositiveSmallIntegerField()),
                ("post", models.CharField(max_length=40)),
                (
                    "decision",
                    models.CharField(
                        choices=[("approved", "อนุมัติ"), ("returned", "ตีกลับ"), ("passed", "ข้ามตามลำดับ")], max_length=10
                    ),
                ),
                ("comment", models.TextField(blank=True)),
                ("actor_label", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="kotpn_assessment.assessmentround",
                    ),
                ),
            ],
            options={
                "ordering": ["round", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "lane"), name="one_decision_per_assessment_lane")
                ],
            },
        ),
        migrations.CreateModel(
            name="IssueAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("carried_out", models.BooleanField(null=True, verbose_name="ดำเนินการแล้ว")),
                ("carried_at", models.DateTimeField(null=True)),
                ("no_evidence_reason", models.TextField(blank=True, verbose_name="เหตุที่ไม่มีหลักฐาน")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="kotpn_assessment.assessment",
                    ),
                ),
                (
                    "carried_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="kotpn_standards.issue"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_issues",
                        to="schools.person",
                        verbose_name="ผู้รับผิดชอบ",
                    ),
                ),
            ],
            options={
                "ordering": ["assessment", "issue__number"],
                "constraints": [models.UniqueConstraint(fields=("assessment", "issue"), name="one_answer_per_issue")],
            },
        ),
        migrations.CreateModel(
            name="IssueEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "รอตรวจ"), ("accepted", "รับแล้ว"), ("returned", "ส่งกลับ")],
                        default="waiting",
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับ")),
                ("carried_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ใช้ต่อจากปี")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("proof_on", models.DateField(blank=True, null=True, verbose_name="วันที่ของหลักฐาน")),
                ("off_year_reason", models.TextField(blank=True, verbose_name="เหตุที่ใช้หลักฐานของปีอื่น")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.evidenceitem"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="kotpn_standards.proofline",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="kotpn_assessment.issueanswer",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("target", "item"), name="kotpn_assessment_issueevidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="kotpn_assessment_issueevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LineProof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decision", models.CharField(choices=[("accepted", "รับแล้ว"), ("refused", "ไม่ใช้")], max_length=8)),
                ("reason", models.TextField(blank=True, verbose_name="เหตุผล")),
                ("count", models.PositiveIntegerField(default=0)),
                ("figures", models.JSONField(default=dict)),
                ("records", models.JSONField(default=list)),
                ("decided_at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proofs",
                        to="kotpn_assessment.issueanswer",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to="kotpn_standards.proofline",
                    ),
                ),
            ],
            options={
                "ordering": ["answer", "line__position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("answer", "line"), name="one_decision_per_proof_line")],
            },
        ),
        migrations.CreateModel(
            name="Sentence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("method", "วิธีการดำเนินงาน"),
                            ("result", "ผลการดำเนินงาน"),
                            ("opinion", "ความเห็นและข้อเสนอแนะ"),
                        ],
                        max_length=7,
                        verbose_name="ส่วน",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                (
                    "origin",
                    models.CharField(
                        choices=[("composed", "ใช้ข้อความที่เสนอ"), ("edited", "แก้จากข้อความที่เสนอ"), ("own", "เขียนเอง")],
                        max_length=8,
                    ),
                ),
                ("text", models.TextField(verbose_name="ข้อความ")),
                ("figures", models.JSONField(default=dict)),
                ("lock_version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sentences",
                        to="kotpn_assessment.issueanswer",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sentences",
                        to="kotpn_assessment.issueevidence",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sentences",
                        to="kotpn_standards.proofline",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["answer", "section", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("origin__in", ("composed", "edited"))),
                        fields=("answer", "section", "line"),
                        name="one_sentence_per_section_and_line",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("section", "opinion"),
                            ("line__isnull", False),
                            ("evidence__isnull", False),
                            _connector="OR",
                        ),
                        name="sentence_rests_on_something",
                    ),
                ],
            },
        ),
    ]
