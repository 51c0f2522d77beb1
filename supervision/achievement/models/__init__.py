from supervision.achievement.models.bank import BankItem, BankUse
from supervision.achievement.models.check import AssessmentCheck, InstrumentCheck
from supervision.achievement.models.exam import Exam, Paper
from supervision.achievement.models.result import ExamResult, ResultImport, WarningRule

__all__ = [
    "AssessmentCheck",
    "BankItem",
    "BankUse",
    "Exam",
    "ExamResult",
    "InstrumentCheck",
    "Paper",
    "ResultImport",
    "WarningRule",
]
