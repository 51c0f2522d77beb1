"""A task for the supervisor of office A, open and answered; three of their articles; an item they sent for a month."""

from office.errands import services
from tests.access.cast import Cast


def build(cast: Cast) -> None:
    head, clerk, writer = cast.users["group_director"], cast.users["clerk"], cast.users["supervisor"]
    person = cast.person("supervisor")
    for name in ("errand", "errand_answered"):
        cast.rows[name] = services.ask(cast.a, actor=head, kind="assigned", person=person, title=f"งานทดสอบ {name}")
    services.answer(cast.rows["errand_answered"], actor=writer, text="ทำแล้ว")
    for name in ("article", "article_submitted", "article_published"):
        made = services.save_article(cast.a, actor=writer, author=person, title=f"บทความ {name}", text="เนื้อความ")
        cast.rows[name] = made
        if name != "article":
            services.submit_article(made, actor=writer)
    services.publish_article(made, actor=clerk, published_on=cast.today, published_where="เว็บไซต์")
    call = services.call_items(cast.a, actor=clerk, month=cast.today, due_on=cast.today)
    item = services.save_item(call, actor=writer, kind="inform", work_group=None, title="เรื่องทดสอบ")
    cast.rows |= {"item_call": call, "meeting_item": item}
