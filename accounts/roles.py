"""What each role may do: one table, readable by someone who does not program (product design §1).

A capability says *what*; where it holds is the appointment's place (schools), on which rows is schools.scope, in which
state is each app's permissions.py.
"""

from dataclasses import dataclass

DISTRICT, SCHOOL = "district", "school"

CAPABILITIES: dict[str, str] = {
    # reading
    "district.read": "ดูข้อมูลทั้งเขต (ยกเว้นคะแนนรายบุคคล)",
    "reference.read": "ดูข้อมูลอ้างอิง โรงเรียน และบุคลากรของเขต",
    "school.read": "ดูข้อมูลของโรงเรียนตน",
    "paper.read": "ดูเอกสารที่เผยแพร่และยอดรวมของเขต",
    # reference data and people
    "settings.write": "ตั้งค่าสำนักงาน",
    "reference.write": "แก้ไขข้อมูลอ้างอิง (กลุ่มงาน กลุ่มสาระ โครงการ นโยบาย ปีการศึกษา)",
    "accounts.write": "จัดการบัญชีผู้ใช้และการแต่งตั้ง",
    "import.run": "นำเข้าข้อมูลจาก Excel",
    "school.write": "แก้ไข เปิด ปิด รวม แยก เปลี่ยนชื่อโรงเรียน",
    "school.own.write": "แก้ไขข้อมูลครูและจำนวนนักเรียนของโรงเรียนตน",
    "assignment.write": "มอบหมายศึกษานิเทศก์และทีม",
    # supervision
    "plan.write": "จัดทำแผนนิเทศของตน",
    "plan.group.write": "จัดทำแผนนิเทศของกลุ่ม",
    "plan.decide": "พิจารณาแผนตามลำดับชั้น",
    "visit.write": "บันทึกการนิเทศ",
    "visit.acknowledge": "รับทราบการนิเทศของโรงเรียนตน",
    "visit.close": "ปิดเรื่องการนิเทศ",
    "score.person.read": "ดูคะแนนรายบุคคลของเขต",
    "instrument.write": "จัดการเครื่องมือนิเทศ",
    "round.fill": "กรอกแบบเก็บข้อมูลของโรงเรียนตน",
    "round.submit": "ส่งแบบเก็บข้อมูลของโรงเรียนตน",
    "internal.manage": "วางแผนและสรุปนิเทศภายในของโรงเรียนตน",
    "action.write": "ติดตามข้อค้นพบ",
    "process.write": "จัดทำกระบวนงานและเปิดการดำเนินงาน",
    "process.run": "บันทึกการดำเนินงานตามกระบวนงานของเขต",
    "meeting.write": "นัดและบันทึกการประชุมและกิจกรรม",
    "quality.follow": "บันทึกแบบติดตามประกันคุณภาพ (7.1–7.3)",
    "process.school.run": "บันทึกการดำเนินงานตามกระบวนงานของโรงเรียนตน",
    "evidence.write": "เก็บและใช้หลักฐานของหน่วยงานตน",
    # the office's model of improvement (TUMHOME and others)
    "indicator.write": "จัดทำรูปแบบการขับเคลื่อน ตัวชี้วัด และเกณฑ์กลุ่มสี",
    "improvement.write": "ขับเคลื่อนตามรูปแบบ (เปิดปี ทีมงาน ข้อตกลง ประเมินผล จัดลำดับ)",
    "improvement.follow": "ติดตามและรายงานความก้าวหน้าของโรงเรียนตามรูปแบบ",
    "ranking.read": "ดูผลจัดลำดับก่อนเผยแพร่",
    "honour.write": "ยกย่องเชิดชูเกียรติ ออกเกียรติบัตร และจัดแลกเปลี่ยนเรียนรู้",
    "school.improvement.write": "บันทึกข้อมูลฐาน แผน ความก้าวหน้า และการประเมินตนเองของโรงเรียนตน",
    "school.improvement.submit": "ส่งข้อมูลฐาน ข้อตกลง และการประเมินตนเองของโรงเรียนตน",
    # quality assurance
    "standard.write": "จัดทำมาตรฐานการศึกษาและประกาศใช้ชุดมาตรฐาน",
    "standard.announce": "ประกาศมาตรฐานการศึกษาของเขต",
    "school.standard.write": "จัดทำมาตรฐานและค่าเป้าหมายของโรงเรียนตน",
    "school.standard.declare": "ประกาศมาตรฐานและค่าเป้าหมายของโรงเรียนตน",
    "quality.plan.write": "จัดทำแผนพัฒนาคุณภาพการศึกษาของเขต",
    "quality.write": "บันทึกผลการประเมินภายนอกและข้อเสนอแนะ",
    "sar.call": "เรียก SAR จากโรงเรียน ขยายกำหนด และเตือน",
    "sar.review": "ตรวจ SAR ของโรงเรียนที่ได้รับมอบหมาย",
    "sar.write": "เขียน SAR ของโรงเรียนตน",
    "sar.submit": "ส่ง SAR ของโรงเรียนตน",
    # documents
    "report.write": "จัดทำรายงานผลการนิเทศ",
    "report.run": "ออกเอกสารและรายงานของเขต",
    "report.school.run": "ออกเอกสารของโรงเรียนตน",
    "publish": "เผยแพร่ผล",
    "desk.write": "ทะเบียนงานธุรการ",
    "desk.decide": "ให้ความเห็นในหนังสือ อนุมัติเบิกพัสดุและไปราชการ",
    "desk.own": "รับหนังสือ ขอไปราชการ และขอเบิกพัสดุของตน",
    # registers of the work groups
    "group.write": "จัดทำแผน ผล และรายงานของงานในกลุ่มงาน",
    "project.write": "จัดทำโครงการ งบประมาณ และคัดเลือกโรงเรียน",
    "network.write": "จัดทำเครือข่ายการนิเทศ",
    "register.write": "จัดทำทะเบียนงานวิชาการ (ผลการทดสอบ หลักสูตร สื่อ เรียนรวม วิจัย คลังเอกสาร)",
    "school.register.write": "บันทึกหลักสูตร สื่อ และข้อมูลเรียนรวมของโรงเรียนตน",
    "committee.write": "งานเลขานุการ ก.ต.ป.น.",
    "order.write": "ร่างคำสั่งและประกาศ",
    "structure.write": "จัดทำโครงสร้างสำนักงานและบอร์ดบริหาร",
    "assessment.write": "ประเมินตนเองตามมาตรฐานสำนักงาน",
}


@dataclass(frozen=True)
class Role:
    code: str
    thai: str  # as import workbooks and pages write it
    level: str  # where an appointment to it is held
    capabilities: frozenset[str]
    rank: int  # order up the line of command; the next above has a higher rank


def _role(code: str, thai: str, level: str, rank: int, *capabilities: str) -> Role:
    unknown = set(capabilities) - set(CAPABILITIES)
    if unknown:
        raise ValueError(f"unknown capabilities of {code}: {sorted(unknown)}")
    return Role(code, thai, level, frozenset(capabilities), rank)


_OFFICE = ("district.read", "reference.read", "paper.read", "report.run")

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _role(
            "supervisor",
            "ศึกษานิเทศก์",
            DISTRICT,
            10,
            *_OFFICE,
            "plan.write",
            "visit.write",
            "action.write",
            "process.run",
            "evidence.write",
            "quality.plan.write",
            "meeting.write",
            "quality.follow",
            "sar.review",
            "report.write",
            "order.write",
            "improvement.follow",
            "desk.own",
            "group.write",
            "project.write",
            "network.write",
            "register.write",
        ),
        _role(
            "group_director",
            "ผอ.กลุ่มนิเทศฯ",
            DISTRICT,
            20,
            *_OFFICE,
            "settings.write",
            "reference.write",
            "import.run",
            "school.write",
            "assignment.write",
            "plan.write",
            "plan.group.write",
            "plan.decide",
            "visit.write",
            "visit.close",
            "score.person.read",
            "instrument.write",
            "action.write",
            "process.write",
            "process.run",
            "evidence.write",
            "standard.write",
            "quality.plan.write",
            "meeting.write",
            "quality.follow",
            "quality.write",
            "sar.call",
            "sar.review",
            "report.write",
            "publish",
            "committee.write",
            "order.write",
            "structure.write",
            "assessment.write",
            "indicator.write",
            "improvement.write",
            "improvement.follow",
            "ranking.read",
            "honour.write",
            "desk.decide",
            "desk.own",
            "group.write",
            "project.write",
            "network.write",
            "register.write",
        ),
        _role(
            "committee_secretary",
            "เลขานุการ ก.ต.ป.น.",
            DISTRICT,
            12,
            *_OFFICE,
            "committee.write",
            "action.write",
            "process.run",
            "evidence.write",
            "meeting.write",
            "report.write",
            "order.write",
            "assessment.write",
            "improvement.follow",
            "honour.write",
            "desk.own",
        ),
        _role("committee_member", "กรรมการ ก.ต.ป.น.", DISTRICT, 1, "paper.read"),
        _role("subcommittee_member", "อ.ก.ต.ป.น.", DISTRICT, 1, "paper.read"),
        _role(
            "office_director",
            "ผอ.สพท.",
            DISTRICT,
            40,
            *_OFFICE,
            "plan.decide",
            "standard.announce",
            "ranking.read",
            "desk.decide",
            "desk.own",
        ),
        _role(
            "deputy_director",
            "รอง ผอ.สพท.",
            DISTRICT,
            30,
            *_OFFICE,
            "plan.decide",
            "ranking.read",
            "desk.decide",
            "desk.own",
        ),
        _role(
            "principal",
            "ผอ.โรงเรียน",
            SCHOOL,
            5,
            "school.read",
            "school.own.write",
            "visit.acknowledge",
            "round.fill",
            "round.submit",
            "internal.manage",
            "process.school.run",
            "evidence.write",
            "school.standard.write",
            "school.standard.declare",
            "sar.write",
            "sar.submit",
            "report.school.run",
            "school.improvement.write",
            "school.improvement.submit",
            "school.register.write",
        ),
        _role(
            "school_staff",
            "ครู",
            SCHOOL,
            2,
            "school.read",
            "round.fill",
            "process.school.run",
            "evidence.write",
            "school.standard.write",
            "sar.write",
            "school.improvement.write",
            "school.register.write",
        ),
        # Reads the office's desk, not the supervision of its schools; letters need the names of schools and people.
        _role(
            "clerk",
            "เจ้าหน้าที่ธุรการ",
            DISTRICT,
            8,
            "reference.read",
            "paper.read",
            "desk.write",
            "desk.own",
            "structure.write",
        ),
        _role(
            "admin",
            "ผู้ดูแลระบบ",
            DISTRICT,
            0,
            "reference.read",
            "settings.write",
            "reference.write",
            "accounts.write",
            "import.run",
            "structure.write",
        ),
    )
}
# Who holds nothing else comes from outside and sits on a committee: no staff of the office.
COMMITTEE_SEATS = frozenset({"committee_member", "subcommittee_member"})

# Other spellings met in offices' lists.
ROLE_WORDS: dict[str, str] = {
    **{role.thai: role.code for role in ROLES.values()},
    "กลุ่มงานเลขานุการ ก.ต.ป.น.": "committee_secretary",
    "กรรมการ ก.ต.ป.น., อ.ก.ต.ป.น.": "committee_member",
    "อนุ ก.ต.ป.น.": "subcommittee_member",
    "ครูที่ได้รับมอบหมาย": "school_staff",
    "ศน.": "supervisor",
}


def roles_with(capability: str) -> frozenset[str]:
    """Codes of the roles that carry `capability`; ValueError for a capability that does not exist."""
    if capability not in CAPABILITIES:
        raise ValueError(f"unknown capability {capability}")
    return frozenset(code for code, role in ROLES.items() if capability in role.capabilities)
