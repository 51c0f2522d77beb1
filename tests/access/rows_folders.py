"""Three folders of the clerk of office A: being prepared, with the director, signed."""

from office.folders import services
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    clerk, director = cast.users["clerk"], cast.users["office_director"]
    made = {}
    for name in ("folder", "folder_out", "folder_signed"):
        made[name] = services.open_folder(cast.a, actor=clerk, title=f"แฟ้มทดสอบ {name}", papers=["บันทึกข้อความ"])
    for name in ("folder_out", "folder_signed"):
        services.send_folder(made[name], actor=clerk, person=cast.person("office_director"))
    services.sign_folder(made["folder_signed"], actor=director)
    cast.rows |= {**made, "folder_paper": made["folder"].papers.get()}
