"""Supervision networks: members, survey, seven steps, follow-up, report."""
