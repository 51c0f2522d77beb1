"""{% load trace %}: an audit entry as a sentence."""

from django import template

from core import audit

register = template.Library()
register.filter("sentence", audit.sentence)
