"""Assessments: scores by phase, indicators, the grade they earn, and what would earn the next."""
