"""จุดเน้นโรงเรียนคุณภาพ: the eight of สพฐ. (facts §3). A year copies them, so that an office may change its own."""

# Code (also of the section of the follow-up form, quality-school-follow-up) and name.
SHIPPED = (
    ("safety", "ความปลอดภัย"),
    ("quality_assurance", "ระบบประกันคุณภาพ"),
    ("curriculum", "หลักสูตรฐานสมรรถนะ"),
    ("teachers", "การพัฒนาครู"),
    ("learning", "การเรียนการสอน"),
    ("assessment", "การวัดและประเมินผล"),
    ("supervision", "การนิเทศ"),
    ("big_data", "Big Data"),
)
INSTRUMENT = "quality-school-follow-up"
PROCEDURE = "quality-school"
