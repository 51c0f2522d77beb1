"""Demo data of this app: a fortnight of the register at every step, with a reply and a cancelled line; safe to run
twice."""

from datetime import timedelta
from typing import Any

from core.bulk import many_acts
from office.letters import services
from office.letters.models import Letter
from office.letters.queries import recipients
from schools.demo import DemoContext
from schools.queries import holders, holders_kept

_MINISTRY, _PROVINCE = "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", "ศึกษาธิการจังหวัดสาธิต"
_GROUP = "กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"
# sender, its number, subject, urgency, secrecy, how far it came: 0 registered … 5 done, 9 cancelled
_IN = (
    (_MINISTRY, "ศธ 04010/ว 118", "การดำเนินงานนิเทศ ติดตาม และประเมินผลการจัดการศึกษา ประจำปีงบประมาณ", 0, 0, 5),
    (_MINISTRY, "ศธ 04010/ว 131", "แจ้งกำหนดการทดสอบระดับชาติและการประเมินความสามารถด้านการอ่าน", 1, 0, 5),
    (_PROVINCE, "ศธ 0215/214", "ขอข้อมูลโรงเรียนขนาดเล็กเพื่อจัดทำแผนพัฒนาการศึกษาจังหวัด", 1, 0, 4),
    ("โรงเรียนในสังกัด", "ศธ 04123/45", "ขอรับการนิเทศการจัดการเรียนรู้แบบ Active Learning", 0, 0, 4),
    ("มหาวิทยาลัยสาธิตการศึกษา", "อว 0632/78", "ขอความอนุเคราะห์ผู้เชี่ยวชาญตรวจเครื่องมือวิจัย", 0, 0, 3),
    (_MINISTRY, "ศธ 04010/ว 140", "การรายงานผลการจัดการเรียนรู้ประวัติศาสตร์และหน้าที่พลเมือง", 2, 0, 3),
    ("กลุ่มนโยบายและแผน", "ศธ 04122/31", "ขอเชิญประชุมจัดทำคำของบประมาณ", 1, 0, 2),
    (_MINISTRY, "ศธ 04009/6", "การตรวจสอบข้อเท็จจริงเกี่ยวกับการทดสอบ", 2, 1, 2),
    (_PROVINCE, "ศธ 0215/229", "ขอเชิญเป็นคณะกรรมการตัดสินการแข่งขันทักษะทางวิชาการ", 0, 0, 1),
    (_MINISTRY, "ศธ 04010/ว 152", "ประชาสัมพันธ์การอบรมออนไลน์ด้านการวัดและประเมินผล", 0, 0, 1),
    ("องค์การบริหารส่วนตำบลสาธิต", "สธ 71001/98", "ขอเชิญร่วมกิจกรรมวันเด็กแห่งชาติ", 0, 0, 0),
    (_MINISTRY, "ศธ 04010/ว 155", "แนวทางการประกันคุณภาพภายในสถานศึกษา", 0, 0, 0),
    (_MINISTRY, "ศธ 04010/ว 156", "การคัดเลือกสื่อและนวัตกรรมการเรียนรู้ดีเด่น", 3, 0, 0),
    ("กลุ่มอำนวยการ", "ศธ 04121/17", "ลงรับผิดกลุ่ม", 0, 0, 9),
)
_OUT = (
    (_PROVINCE, "ศธ 04129/1", "ส่งข้อมูลโรงเรียนขนาดเล็ก", 3),
    ("ผู้อำนวยการโรงเรียนในสังกัด", "ศธ 04129/ว 2", "กำหนดการนิเทศ ติดตาม ภาคเรียนที่ 2", None),
    ("มหาวิทยาลัยสาธิตการศึกษา", "ศธ 04129/3", "ตอบรับเป็นผู้เชี่ยวชาญตรวจเครื่องมือวิจัย", 5),
)


def seed(context: DemoContext) -> None:
    """An office with letters is left as it is."""
    district, today = context.first, context.today
    if Letter.objects.of_district(district).exists():
        return
    head, clerk = (holders(role, district, today)[0] for role in ("group_director", "clerk"))
    people = [person for person in recipients(district, today) if person.user_id not in (head.pk, clerk.pk)]
    made: list[Letter] = []
    with many_acts(), holders_kept():
        for place, (sender, number, subject, urgency, secrecy, step) in enumerate(_IN):
            day = today - timedelta(days=len(_IN) - place)
            letter = services.register_letter(
                district, actor=clerk, direction="in", registered_on=day, own_number=number, sender=sender,
                receiver=_GROUP, subject=subject, urgency=urgency, secrecy=secrecy, dated=day - timedelta(days=2),
            )  # fmt: skip
            made.append(letter)
            _carry(letter, step, by=(head, clerk), people=people[place % len(people) :][:2], today=today)
        for place, (receiver, number, subject, answered) in enumerate(_OUT):
            services.register_letter(
                district, actor=clerk, direction="out", registered_on=today - timedelta(days=len(_OUT) - place),
                own_number=number, sender=_GROUP, receiver=receiver, subject=subject,
                answers=None if answered is None else made[answered - 1],
            )  # fmt: skip
    context.say(f"{district.code}: {Letter.objects.of_district(district).count()} letters")


def _carry(letter: Letter, step: int, *, by: tuple[Any, Any], people: list[Any], today: Any) -> None:
    """Bring a letter to its step through the acts that lead there; `by` are head and clerk."""
    head, clerk = by
    if step == 9:
        services.cancel_letter(letter, actor=clerk, reason="ลงรับซ้ำกับกลุ่มอื่น")
    if not 1 <= step <= 5:
        return
    services.propose_letter(
        letter, actor=clerk, to="group_director", due_on=today + timedelta(days=5),
        summary=f"{letter.sender}แจ้งเรื่องนี้มาเพื่อทราบและดำเนินการ เห็นควรมอบผู้รับผิดชอบงานและรายงานผลภายในกำหนด",
    )  # fmt: skip
    if step == 2:
        services.give_opinion(letter, actor=head, text="ทราบ ให้ธุรการประสานผู้เกี่ยวข้อง", outcome="clerk")
    if step >= 3:
        services.give_opinion(
            letter, actor=head, text="มอบผู้รับผิดชอบดำเนินการและรายงานผล", outcome="route", people=people,
            due_on=today + timedelta(days=7 - step),
        )  # fmt: skip
    for person in people if step >= 4 else ():
        services.acknowledge_letter(letter, actor=person.user)
        if step == 5:
            services.finish_letter(letter, actor=person.user, note="ดำเนินการแล้ว และแจ้งโรงเรียนในความรับผิดชอบ")
