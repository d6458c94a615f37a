"""JSON for other tools, and the clause matrix in it: the same value gives the same bytes."""

from __future__ import annotations

import json
from typing import Any

import attrs

from mgmtsys.auditing.matrix import ClauseMatrix, Row
from mgmtsys.auditing.status import Status
from mgmtsys.show import layout
from mgmtsys.system.finding import Finding
from mgmtsys.values.text import Text
from mgmtsys.values.visible import escaped_json


def in_both(text: Text) -> dict[str, str]:
    """Return wording in both languages, by language."""
    return {"zh": text.read("zh"), "en": text.read("en")}


def dumped(document: Any) -> str:
    """Return a document of plain data as every report writes it."""
    return escaped_json(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "grade": finding.grade.name.lower(),
        "subject": ".".join(finding.subject),
        "message": in_both(finding.message),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "clause": str(row.clause),
        "heading": in_both(row.heading),
        "status": row.status.value,
        "cells": {cell.column: cell.status.value for cell in row.cells},
        "evidence": [
            {"what": in_both(what), "where": by if isinstance(by, str) else by.place}
            for what, by in layout.evidence(row)
        ],
        "missing": [
            {"what": in_both(what), "where": list(where)} for what, where in layout.missing(row)
        ],
        "findings": [_finding(finding) for finding in row.findings],
    }


def render(matrix: ClauseMatrix, lang: str) -> str:
    """Return the matrix as JSON, in which every wording stands in both languages."""
    del lang  # it holds both
    coverage = {id: matrix.coverage(id) for id in matrix.standards}
    document: dict[str, Any] = {
        "organisation": matrix.organisation.read("und"),
        "period": str(matrix.period),
        "on": matrix.on.isoformat(),
        "standards": list(matrix.standards),
        "columns": [column.id for column in matrix.columns],
        "rows": [_row(row) for row in matrix.rows],
        "coverage": {
            id: {status.value: counts[status] for status in Status}
            | {"denominator": counts.denominator}
            for id, counts in coverage.items()
        },
        "version": matrix.version,
        "fingerprint": matrix.fingerprint,
    }
    if matrix.failures:
        document["failures"] = [
            {"name": one.name, "message": in_both(one.message)} for one in matrix.failures
        ]
    if matrix.bounds is not None:
        document["bounds"] = attrs.asdict(matrix.bounds)
    return dumped(document)
