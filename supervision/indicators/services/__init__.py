"""Business acts on models of improvement, their indicators, and colours."""

from supervision.indicators.services.colours import remove_scheme, save_scheme
from supervision.indicators.services.parts import (
    AreaWords,
    IndicatorWords,
    even_weights,
    move,
    remove,
    save_area,
    save_indicator,
    save_weights,
    set_of,
)
from supervision.indicators.services.publishing import publish, retire, use_again
from supervision.indicators.services.quality_models import copy_model, edit_model, make_model, set_active
from supervision.indicators.services.reference import load_quality_models
from supervision.indicators.services.sets import delete_draft, make_set, new_edition, save_front

__all__ = [
    "AreaWords",
    "IndicatorWords",
    "copy_model",
    "delete_draft",
    "edit_model",
    "even_weights",
    "load_quality_models",
    "make_model",
    "make_set",
    "move",
    "new_edition",
    "publish",
    "remove",
    "remove_scheme",
    "retire",
    "save_area",
    "save_front",
    "save_indicator",
    "save_scheme",
    "save_weights",
    "set_active",
    "set_of",
    "use_again",
]
