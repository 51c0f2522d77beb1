"""Levels of many schools from one workbook: rehearsed first, then done exactly as rehearsed."""
