"""Test results of many schools and years from one workbook: rehearsed first, then done exactly as rehearsed."""
