from office.errands.models.article import Article
from office.errands.models.errand import Errand
from office.errands.models.monthly import ItemCall, MeetingItem

__all__ = ["Article", "Errand", "ItemCall", "MeetingItem"]
