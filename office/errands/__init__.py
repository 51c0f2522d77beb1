"""Requests to and from other groups, assigned tasks, articles, items for the monthly meeting."""
