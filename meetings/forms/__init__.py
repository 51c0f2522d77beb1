from meetings.forms.evaluation import HangForm, LinkForm, PapersForm
from meetings.forms.gathering import AgreementForm, DiscussedForm, GatheringForm, LessonForm, RulesForm
from meetings.forms.people import BatchForm, CountForm, DutyForm, ProgrammeForm, WalkInForm

__all__ = [
    "AgreementForm",
    "BatchForm",
    "CountForm",
    "DiscussedForm",
    "DutyForm",
    "GatheringForm",
    "HangForm",
    "LessonForm",
    "LinkForm",
    "PapersForm",
    "ProgrammeForm",
    "RulesForm",
    "WalkInForm",
]
