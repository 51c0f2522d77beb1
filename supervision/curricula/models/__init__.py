from supervision.curricula.models.curriculum import Curriculum, CurriculumKind
from supervision.curricula.models.review import CurriculumReview

__all__ = ["Curriculum", "CurriculumKind", "CurriculumReview"]
