"""Indicators of a draft from a workbook: rehearsed first, then done exactly as rehearsed."""
