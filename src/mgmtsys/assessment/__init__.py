"""Assessments: how they are scored and rated, what they look at, and who visits whom."""
