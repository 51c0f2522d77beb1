"""Printed documents: the yearly report of tasks and groups, a person's year, who is responsible for what."""

from supervision.groups.documents import person_report, responsibilities, task_report

__all__ = ["person_report", "responsibilities", "task_report"]
