"""Filled forms and verdicts as Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mgmtsys.cycle.forms import Sheet
from mgmtsys.show.csv import written
from mgmtsys.show.json import dumped, in_both
from mgmtsys.show.markdown import fact, opening, table
from mgmtsys.system.deviation import Basis, Deviation
from mgmtsys.system.figures import spell_target
from mgmtsys.system.verdict import Evaluation, PolicyAnswer, Verdict
from mgmtsys.values.text import Text


def _markdown(sheet: Sheet, lang: str) -> str:
    lines = [f"# {opening(sheet.title.read(lang))}", ""]
    lines += [fact(label.read(lang), value.read(lang), lang) for label, value in sheet.facts]
    lines += [""] if sheet.facts else []
    lines += table(_read(sheet.head, lang), (_read(row, lang) for row in sheet.rows))
    return "\n".join(lines) + "\n"


def _read(texts: tuple[Text, ...], lang: str) -> list[str]:
    return [text.read(lang) for text in texts]


def _csv(sheet: Sheet, lang: str) -> str:
    return written(_read(row, lang) for row in (sheet.head, *sheet.rows))


def _json(sheet: Sheet, lang: str) -> str:
    del lang  # it holds both
    return dumped(
        {
            "title": in_both(sheet.title),
            "facts": [
                {"label": in_both(label), "value": in_both(value)} for label, value in sheet.facts
            ],
            "head": [in_both(cell) for cell in sheet.head],
            "rows": [[in_both(cell) for cell in row] for row in sheet.rows],
        }
    )


#: What renders a sheet in a language, by format.
FORMATS: Mapping[str, Callable[[Sheet, str], str]] = {"md": _markdown, "csv": _csv, "json": _json}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    response, colour, site = verdict.response, verdict.colour, verdict.site
    return {
        "objective": verdict.objective,
        "site": site,
        "period": str(verdict.period),
        "over": str(verdict.over or verdict.period),
        "state": verdict.state.value,
        "response": response.id if response else None,
        "respond_by": verdict.respond_by.isoformat() if verdict.respond_by else None,
        "tell": list(response.tell) if response else [],
        "opens_action": response.opens_action if response else False,
        "colour": colour.value if colour else None,
        "actual": None if verdict.actual is None else str(verdict.actual),
        "target": spell_target(verdict.target if verdict.actual else verdict.final, spell=str).read(
            "en"
        ),
        "baseline": None if verdict.baseline is None else str(verdict.baseline),
        "deviation": None if verdict.deviation is None else str(verdict.deviation),
        "deviation_unit": _unit(verdict.deviation),
        "days_late": verdict.days_late,
        "worst": verdict.worst.name if verdict.worst else None,
        "basis": verdict.basis.value if verdict.basis else None,
        "reason": None if verdict.reason is None else verdict.reason.read("en"),
        "policy": [_answer(answer) for answer in verdict.answers],
    }


def _unit(deviation: Deviation | None) -> str | None:
    """Return the unit of an absolute deviation; any other is a plain number."""
    return str(deviation.unit) if deviation and deviation.basis is Basis.ABSOLUTE else None


def _answer(answer: PolicyAnswer) -> dict[str, Any]:
    part, response = answer.part, answer.response
    return {
        "basis": part.basis.value if part.basis else None,
        "time_basis": part.time_basis.value if part.time_basis else None,
        "misses": part.misses,
        "judged": answer.judged,
        "deviation": None if answer.deviation is None else str(answer.deviation),
        "band": answer.band,
        "response": response.id if response else None,
        "run": [str(span) for span in answer.run],
        "reason": None if answer.reason is None else answer.reason.read("en"),
    }


def verdicts(evaluation: Evaluation) -> str:
    """Return the verdicts as JSON for other tools; numbers are exact, as text."""
    return dumped([_verdict(verdict) for verdict in evaluation.verdicts])
