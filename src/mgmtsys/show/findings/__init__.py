"""Findings as files that people and tools read: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mgmtsys.auditing.outcome import Outcome
from mgmtsys.oscal import results
from mgmtsys.show import json, junit, sarif
from mgmtsys.show.findings import markdown

#: What renders an outcome in a language, by format.
FORMATS: Mapping[str, Callable[[Outcome, str], str]] = {
    "json": json.render,
    "md": markdown.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "oscal": results.render_outcome,
}
